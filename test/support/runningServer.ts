import { createServer, request as send, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { readFolder } from './workspace';
import { repository } from './update';

/** What answers requests: a listener of Node's server, a function from a request to its response, or a server that listens on its own. */
export type Application = RequestListener | { fetch(request: Request): Response | Promise<Response> } | { readonly port: number };

/** The two applications of a fixture: one with routes of many forms, one whose routes are guarded by their path. */
export interface Started {
  readonly routes: Application;
  readonly guarded: Application;
  readonly close?: () => unknown;
}

/** A server on the loopback interface. */
export interface RunningServer {
  /** Sends a request whose target is spelled as given; `answer` is the body. */
  ask(method: string, target: string): Promise<Answer>;
  close(): void;
}

/** What a server answers. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Starts the applications of a fixture folder as its `start.ts` says. They are compiled as their frameworks ask for, with metadata of decorators;
 * the folder `source` beside the result holds them as they are written, for frameworks that read that.
 */
export async function startApplications(folder: string, id: string): Promise<Started> {
  const out = join(repository, 'test/out/running', id);
  rmSync(out, { recursive: true, force: true });
  const texts = readFolder(folder);
  const module = texts['package.json']?.includes('"type": "module"') ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS;
  for (const [path, text] of Object.entries(texts)) {
    write(join(out, 'source', path), text);
    if (path.endsWith('.ts')) write(join(out, path.replace(/\.ts$/, '.js')), compiled(text, path, module));
    else write(join(out, path), text);
  }
  const { start }: { start(): Started | Promise<Started> } = await import(pathToFileURL(join(out, 'start.js')).href);
  return start();
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function compiled(text: string, fileName: string, module: ts.ModuleKind): string {
  return ts.transpileModule(text, {
    fileName,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module,
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields: false,
    },
  }).outputText;
}

/** Serves an application on a free port of the loopback interface. */
export async function serve(application: Application): Promise<RunningServer> {
  if ('port' in application) return { ask: (method, target) => ask(application.port, method, target), close: () => undefined };
  const server = createServer(
    typeof application === 'function' ? application : (request, response) => void bridge(application, request, response),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { ask: (method, target) => ask(port, method, target), close: () => stop(server) };
}

function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}

/** Hands a request to a function that takes one of the Fetch standard, as runtimes with such functions do. */
async function bridge(
  application: Extract<Application, { fetch: unknown }>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value);
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const method = request.method ?? 'GET';
  const body = method === 'GET' ? null : Buffer.concat(parts);
  const answer = await application.fetch(new Request(`http://${request.headers.host}${request.url}`, { method, headers, body }));
  response.writeHead(answer.status);
  response.end(await answer.text());
}

function ask(port: number, method: string, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const body = method === 'GET' ? '' : '{}';
    const headers = body === '' ? {} : { 'content-type': 'application/json', 'content-length': body.length };
    const sent = send({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (answer += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: answer }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
