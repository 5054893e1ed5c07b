import { mkdirSync } from 'node:fs';
import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { NextRequest } from 'next/server';
import { repository } from './update';

/** What a caller sends. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What a caller gets; a server that fails answers 500. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Calls a handler as its framework does. */
export type Caller = (call: Call) => Promise<Answer>;

let builds = 0;

/** Loads a file of a workspace afresh: with the environment variables of this moment, and the project's own path aliases. */
async function load(folder: string, file: string): Promise<unknown> {
  const output = join(repository, 'test/out/fixed');
  mkdirSync(output, { recursive: true });
  const outfile = join(output, `${process.pid}-${builds++}.cjs`);
  await build({
    entryPoints: [join(folder, file)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
  });
  return createRequire(outfile)(outfile);
}

function memberOf(module: unknown, name: string): unknown {
  return typeof module === 'object' && module !== null ? Reflect.get(module, name) : undefined;
}

/** A route of the App Router, or one at the edge, is a function over `NextRequest` and `Response`. */
export async function appRoute(folder: string, file: string, method: string): Promise<Caller> {
  const handler = memberOf(await load(folder, file), method);
  if (typeof handler !== 'function') throw new Error(`${file} exports no ${method}`);
  return async ({ path, headers, body, method: sent }) => {
    const init = body === undefined ? { method: sent, headers } : { method: sent, headers, body };
    const context = { params: Promise.resolve({ period: 'weekly' }) };
    try {
      const response: unknown = await Reflect.apply(handler, undefined, [new NextRequest(`http://sample.example${path}`, init), context]);
      return response instanceof Response ? { status: response.status, body: await response.text() } : { status: 500, body: '' };
    } catch {
      return { status: 500, body: '' };
    }
  };
}

/** An API route of the Pages Router runs behind Next.js's own resolver, which parses bodies unless the route's `config` says otherwise. */
export async function pagesRoute(folder: string, file: string): Promise<Caller> {
  const module = await load(folder, file);
  const resolver: unknown = createRequire(import.meta.url)('next/dist/server/api-utils/node/api-resolver.js');
  const apiResolver = memberOf(resolver, 'apiResolver');
  if (typeof apiResolver !== 'function') throw new Error('this version of Next.js has no apiResolver');
  const context = { previewModeId: '', previewModeEncryptionKey: '', previewModeSigningKey: '', dev: false };
  return (call) =>
    served(async (req, res) => {
      try {
        await Reflect.apply(apiResolver, undefined, [req, res, {}, module, context, false, false, call.path]);
      } catch {
        if (!res.headersSent) res.statusCode = 500;
        res.end();
      }
    }, call);
}

/** An Express application listens on a port of its own. */
export async function expressApp(folder: string, file: string): Promise<Caller> {
  const app = memberOf(await load(folder, file), 'app');
  if (typeof app !== 'function') throw new Error(`${file} exports no app`);
  return (call) => served((req, res) => void Reflect.apply(app, undefined, [req, res]), call);
}

/** One call to a server that lives as long as it. `http` is used, because tests watch what handlers `fetch`. */
async function served(listener: RequestListener, { method, path, headers, body }: Call): Promise<Answer> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const sent = httpRequest({ port, method, path, headers: { ...headers, connection: 'close' } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  } finally {
    server.close();
  }
}
