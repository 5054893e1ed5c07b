import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, request as httpRequest, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, request as httpsRequest } from 'node:https';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { HttpRequest } from '@azure/functions';
import express from 'express';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { createApp, createRouter, defineEventHandler, toNodeListener, type EventHandler } from 'h3';
import { NextRequest } from 'next/server';
import type { Certificate } from './attacks';
import { loadModule, memberOf } from './loading';
import { fixtures } from './fixtureWorkspaces';

/** What a caller sends. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Over TLS, with this certificate. */
  readonly certificate?: Certificate;
}

/** What a caller gets; a server that fails answers 500. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Calls a handler as its framework does. */
export type Caller = (call: Call) => Promise<Answer>;

/** A file of a workspace whose handler is to be called. */
export interface Place {
  readonly folder: string;
  readonly file: string;
}

const failed: Answer = { status: 500, body: '' };

function initOf({ method, headers, body }: Call): { method: string; headers: Readonly<Record<string, string>>; body?: string } {
  return body === undefined ? { method, headers } : { method, headers, body };
}

function addressOf({ path }: Call): string {
  return `http://sample.example${path}`;
}

/** Calls a function whose result is a Fetch response, and answers 500 when it throws anything else. */
async function responding(handler: unknown, receiver: unknown, given: readonly unknown[]): Promise<Answer> {
  if (typeof handler !== 'function') throw new Error('there is no handler');
  try {
    const response: unknown = await Reflect.apply(handler, receiver, given);
    return response instanceof Response ? { status: response.status, body: await response.text() } : failed;
  } catch (thrown) {
    return thrown instanceof Response ? { status: thrown.status, body: await thrown.text() } : failed;
  }
}

/** A function that a file exports. */
async function exportedFunction({ folder, file }: Place, name: string): Promise<(...given: readonly unknown[]) => unknown> {
  const found = memberOf(await loadModule(folder, file), name);
  if (typeof found !== 'function') throw new Error(`${file} exports no function ${name}`);
  return (...given) => Reflect.apply(found, undefined, given);
}

/** A function over a Fetch request: an export of a file. Platforms that hand variables over pass them second. */
export async function webExport(place: Place, name: string): Promise<Caller> {
  const handler = await exportedFunction(place, name);
  return (call) => responding(handler, undefined, [new Request(addressOf(call), initOf(call)), { ...process.env }]);
}

/** A function over an object that holds the Fetch request. */
export async function eventExport({ folder, file }: Place, ...names: readonly string[]): Promise<Caller> {
  const module = await loadModule(folder, file);
  const handler = names.reduce(memberOf, module);
  return (call) => responding(handler, undefined, [{ request: new Request(addressOf(call), initOf(call)), params: {} }]);
}

/** A function of Cloudflare Pages: it gets its settings with the request. */
export async function pagesFunction(place: Place, name: string): Promise<Caller> {
  const handler = await exportedFunction(place, name);
  return (call) =>
    responding(handler, undefined, [
      { request: new Request(addressOf(call), initOf(call)), env: { ...process.env }, params: {}, data: {} },
    ]);
}

/** An object with a method over a Fetch request: a worker or an application. */
export async function webMethod({ folder, file }: Place, exported: string, method: string): Promise<Caller> {
  const application = memberOf(await loadModule(folder, file), exported);
  return (call) => responding(memberOf(application, method), application, [new Request(addressOf(call), initOf(call)), { ...process.env }]);
}

/** A handler that a file gives to its platform when it is loaded; `take` finds it in what was given. */
export async function given({ folder, file }: Place, take: (argument: unknown) => unknown): Promise<Caller> {
  let handler: unknown;
  const serve = (argument: unknown) => void (handler = take(argument));
  const env = { get: (name: string) => process.env[name] };
  const platform = { Deno: { serve, env }, Bun: { serve } };
  await on(platform, () => loadModule(folder, file));
  return (call) => on(platform, () => responding(handler, undefined, [new Request(addressOf(call), initOf(call))]));
}

/** Runs work where a platform's globals are there, and takes them away: libraries ask for them to learn where they run. */
async function on<T>(platform: object, work: () => Promise<T>): Promise<T> {
  Object.assign(globalThis, platform);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(platform)) Reflect.deleteProperty(globalThis, name);
  }
}

/** A route of the App Router, or one at the edge, is a function over `NextRequest` and `Response`. */
export async function appRoute(place: Place, method: string): Promise<Caller> {
  const handler = await exportedFunction(place, method);
  const context = { params: Promise.resolve({ period: 'weekly' }) };
  return (call) => responding(handler, undefined, [new NextRequest(addressOf(call), initOf(call)), context]);
}

/** An API route of the Pages Router runs behind Next.js's own resolver, which parses bodies unless the route's `config` says otherwise. */
export async function pagesRoute({ folder, file }: Place): Promise<Caller> {
  const listener = pagesListener(await loadModule(folder, file));
  return (call) => served(listener, call);
}

/** The listener of an API route, by what its file exports. */
export function pagesListener(module: unknown): RequestListener {
  const resolver: unknown = createRequire(import.meta.url)('next/dist/server/api-utils/node/api-resolver.js');
  const apiResolver = memberOf(resolver, 'apiResolver');
  if (typeof apiResolver !== 'function') throw new Error('this version of Next.js has no apiResolver');
  const context = { previewModeId: '', previewModeEncryptionKey: '', previewModeSigningKey: '', dev: false };
  return async (req, res) => {
    // A handler that answers twice must not end the tests.
    res.on('error', () => undefined);
    try {
      await Reflect.apply(apiResolver, undefined, [req, res, {}, module, context, false, false, req.url]);
    } catch {
      if (!res.headersSent) res.statusCode = 500;
      res.end();
    }
  };
}

/** What a file exports as `app`, served over HTTP once it is ready. */
async function application({ folder, file }: Place, listenerOf: (app: unknown) => Promise<unknown> | unknown): Promise<Caller> {
  const listener = await listenerOf(memberOf(await loadModule(folder, file), 'app'));
  if (typeof listener !== 'function') throw new Error(`${file} exports no application`);
  return (call) => served((req, res) => void Reflect.apply(listener, undefined, [req, res]), call);
}

async function invoke(target: unknown, method: string): Promise<unknown> {
  const found = memberOf(target, method);
  return typeof found === 'function' ? Reflect.apply(found, target, []) : undefined;
}

/** An Express application is its own listener. */
export function expressApp(place: Place): Promise<Caller> {
  return application(place, (app) => app);
}

/** A Koa application makes its listener. */
export function koaApp(place: Place): Promise<Caller> {
  return application(place, (app) => invoke(app, 'callback'));
}

/** A Fastify application routes when its plugins are loaded. */
export function fastifyApp(place: Place): Promise<Caller> {
  return application(place, async (app) => {
    await invoke(app, 'ready');
    return memberOf(app, 'routing');
  });
}

/** A NestJS application routes through Express when it is initialised. */
export function nestApp(place: Place): Promise<Caller> {
  return application(place, async (app) => {
    await invoke(app, 'init');
    return invoke(await invoke(app, 'getHttpAdapter'), 'getInstance');
  });
}

/** A Hapi server routes what its listener gets once it is initialised. */
export async function hapiServer({ folder, file }: Place): Promise<Caller> {
  const server = memberOf(await loadModule(folder, file), 'server');
  await invoke(server, 'initialize');
  return emitting(memberOf(server, 'listener'), file);
}

/** A server of Node calls whatever listens to its requests. */
export async function nodeServer({ folder, file }: Place): Promise<Caller> {
  return emitting(memberOf(await loadModule(folder, file), 'app'), file);
}

function emitting(server: unknown, file: string): Caller {
  const emit = memberOf(server, 'emit');
  if (typeof emit !== 'function') throw new Error(`${file} exports no server`);
  return (call) => served((req, res) => void Reflect.apply(emit, server, ['request', req, res]), call);
}

/** A handler of h3, which Nitro imports by itself. */
export async function nitroHandler({ folder, file }: Place, path: string): Promise<Caller> {
  Object.assign(globalThis, { defineEventHandler });
  const handler = memberOf(await loadModule(folder, file), 'default');
  if (!isEventHandler(handler)) throw new Error(`${file} exports no handler`);
  const listener = toNodeListener(createApp().use(createRouter().use(path, handler)));
  return (call) => served(listener, call);
}

function isEventHandler(value: unknown): value is EventHandler {
  return typeof value === 'function' && '__is_handler__' in value;
}

/** A handler of Node requests on Vercel, whose responses have methods of their own. */
export async function vercelFunction(place: Place): Promise<Caller> {
  const handler = await exportedFunction(place, 'default');
  return (call) => served((req, res) => void handler(req, withMethods(res)), call);
}

function withMethods(response: ServerResponse): ServerResponse {
  return Object.assign(response, {
    status(code: number) {
      response.statusCode = code;
      return response;
    },
    json: (value: unknown) => response.end(JSON.stringify(value)),
  });
}

/** An HTTP function of Google Cloud, behind the server of the Functions Framework. */
export async function cloudFunction({ folder, file }: Place, name: string): Promise<Caller> {
  await loadModule(folder, file);
  const server = getTestServer(name);
  return (call) => served((req, res) => void server.emit('request', req, res), call);
}

/** A Lambda function behind an HTTP gateway. */
export async function lambda(place: Place): Promise<Caller> {
  const handler = await exportedFunction(place, 'handler');
  return async ({ headers, body, path, method }) => {
    const event = { version: '2.0', rawPath: path, headers, body, isBase64Encoded: false, requestContext: { http: { method, path } } };
    const answer: unknown = await handler(event);
    return { status: Number(memberOf(answer, 'statusCode')), body: String(memberOf(answer, 'body')) };
  };
}

/** An endpoint of Payload: a function over a Fetch request with parts of its address. */
export async function payloadEndpoint({ folder, file }: Place): Promise<Caller> {
  const handler = memberOf(memberOf(await loadModule(folder, file), 'sweepEndpoint'), 'handler');
  return (call) => {
    const { pathname, search } = new URL(addressOf(call));
    return responding(handler, undefined, [Object.assign(new Request(addressOf(call), initOf(call)), { pathname, search })]);
  };
}

/** A raw endpoint of Encore: a function over a request and a response of Node (see the stand-in in `loading.ts`). */
export async function encoreEndpoint(place: Place): Promise<Caller> {
  const handler = await exportedFunction(place, 'cronSweep');
  return (call) => served((req, res) => void handler(req, res), call);
}

/** A function of Azure; the file has registered it when it is loaded (see the stand-in in `loading.ts`). */
export async function azureFunction({ folder, file }: Place): Promise<Caller> {
  await loadModule(folder, file);
  const handler = memberOf(memberOf(globalThis, 'azureFunction'), 'handler');
  if (typeof handler !== 'function') throw new Error(`${file} registers no function`);
  return async (call) => {
    const { method, headers, body } = call;
    const init = { url: addressOf(call), method, headers: { ...headers }, ...(body === undefined ? {} : { body: { string: body } }) };
    const answer: unknown = await Reflect.apply(handler, undefined, [new HttpRequest(init)]);
    return { status: Number(memberOf(answer, 'status') ?? 200), body: JSON.stringify(memberOf(answer, 'jsonBody') ?? '') };
  };
}

/** One call to a server that lives as long as it. `http` is used, because tests watch what handlers `fetch`. */
export async function served(listener: RequestListener, { method, path, headers, body, certificate }: Call): Promise<Answer> {
  // A server that lets everybody connect leaves it to the handler to look at the certificate.
  const server = certificate
    ? createTlsServer({ ...identity('server'), ca: pem('authority'), requestCert: true, rejectUnauthorized: false }, listener)
    : createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const options = { port, method, path, headers: { ...headers, connection: 'close' } };
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const sent = certificate
        ? httpsRequest({ ...options, ...(certificate === 'none' ? {} : identity(certificate)), rejectUnauthorized: false })
        : httpRequest(options);
      sent.on('response', (response) => {
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

function pem(name: string): Buffer {
  return readFileSync(join(fixtures, 'certificates', `${name}.pem`));
}

function identity(name: string): { readonly key: Buffer; readonly cert: Buffer } {
  return { key: pem(`${name}-key`), cert: pem(name) };
}

/** A route of AdonisJS. The router is that of one application in a process, so files get the one of the application that is made for them. */
export async function adonisApp({ folder, file }: Place): Promise<Caller> {
  let listener: RequestListener = (_req, res) => void res.writeHead(500).end();
  const { IgnitorFactory } = await import('@adonisjs/core/factories');
  const { defineConfig } = await import('@adonisjs/core/bodyparser');
  const ignitor = new IgnitorFactory()
    .withCoreConfig()
    .withCoreProviders()
    .merge({ config: { bodyparser: defineConfig({}) } })
    .create(new URL('./', import.meta.url), { importer: (path) => import(path) });
  Object.assign(process.env, { HOST: '127.0.0.1', PORT: '0' });
  ignitor.tap((app) => {
    app.starting(async () => {
      const server = await app.container.make('server');
      server.use([() => import('@adonisjs/core/bodyparser_middleware')]);
      Object.assign(globalThis, { adonisRouter: await app.container.make('router') });
      await loadModule(folder, file);
    });
  });
  await ignitor.httpServer().start((handler) => {
    listener = handler;
    return createServer();
  });
  return async (call) => {
    try {
      return await served(listener, call);
    } finally {
      await ignitor.terminate();
    }
  };
}

/** A controller of tsoa, behind the routes that tsoa generates of it. */
export async function tsoaApp({ folder, file }: Place): Promise<Caller> {
  const routes = join(folder, 'build/routes.ts');
  if (!existsSync(routes)) {
    const { generateRoutes } = await import('tsoa');
    mkdirSync(dirname(routes), { recursive: true });
    await generateRoutes({
      entryFile: join(folder, file),
      routesDir: dirname(routes),
      noImplicitAdditionalProperties: 'ignore',
      bodyCoercion: true,
      compilerOptions: { experimentalDecorators: true },
    });
  }
  const register = await exportedFunction({ folder, file: 'build/routes.ts' }, 'RegisterRoutes');
  const app = express();
  register(app);
  return (call) => served(app, call);
}
