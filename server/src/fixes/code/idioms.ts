import type { FileSite, FixContext } from '../../model/fixing';
import { procedureIdiom } from './procedureIdioms';
import { rawBodyOfFastify, rawBodyOfKoa, rawBodyOfReadable, rawBodyOfStream } from './modules/rawBody';
import type { Wanted } from './parameters';
import type { ModuleTemplate } from './verifierModule';

/** Where code that runs on a platform reads variables. */
export type EnvironmentAccess = 'process' | 'deno' | 'svelte' | 'bindings';

/** Names of one module. */
export interface Names {
  readonly from: string;
  readonly names: readonly string[];
}

/** How a handler comes by its body as it was sent. */
export interface RawBody {
  readonly code: string;
  /** The code awaits something. */
  readonly isAsync?: boolean;
  readonly imports?: Names;
  /** The module that the code calls, with the name that it is called by. */
  readonly module?: { readonly template: ModuleTemplate; readonly name: string };
  /** A property of the route's options, by the module's function that it names: bodies are only kept for routes that ask for it. */
  readonly option?: { readonly property: string; readonly value: string };
}

/**
 * How a verification is inserted into handlers of one calling style. In code `$0` and `$1` are the handler's parameters, `$member` is the
 * {@link member} of the first one, `$bindings` what holds variables where they come with the request.
 */
export type Idiom = HandlerIdiom & (RequestIdiom | StatusIdiom);

/** A member of a parameter, with the type that it is declared with. */
export interface MemberSite {
  readonly name: string;
  readonly type: string;
}

/** What all idioms have. */
export interface HandlerIdiom {
  readonly parameters: readonly Wanted[];
  /** Member of the first parameter that added code reads; a pattern takes it apart, too. */
  readonly member?: MemberSite;
  /** The one that holds variables, where they come with the request. */
  readonly variables?: MemberSite;
  /** Names that the added code uses besides, by module. */
  readonly imports?: Names | readonly Names[];
  /** A constant that the added code reads from; `$constant` is its name. */
  readonly constant?: { readonly names: Wanted['names']; readonly value: string };
  /** Calls around a handler that hand it what the framework passes. */
  readonly wrappers?: RegExp;
}

/** The verifier is given the Fetch request and gives the response to refuse with, which is returned. */
interface RequestIdiom {
  readonly refusal: 'response';
  /** The Fetch request. */
  readonly request: string;
}

/** The verifier is given what the scheme covers and gives the status to refuse with, called `refusal`; these statements answer with it. */
export interface StatusIdiom {
  readonly refusal: readonly string[];
  /** Reads a header; its name is in lower case. */
  header(name: string): string;
  /** Absent: bodies cannot be had as they were sent. */
  readonly body?: RawBody;
  /** The path with its query as it was sent; absent: it cannot be had. */
  readonly path?: string;
  /** The connection; absent where the platform ends TLS. */
  readonly socket?: string;
}

const event: Idiom = {
  parameters: [{ names: ['event', 'requestEvent'], type: '{ request: Request }' }],
  member: { name: 'request', type: 'Request' },
  request: '$member',
  refusal: 'response',
};

const pages: Idiom = {
  ...event,
  parameters: [{ names: ['context', 'eventContext'], type: '{ request: Request; env: unknown }' }],
  variables: { name: 'env', type: 'unknown' },
};

const web: Idiom = { parameters: [{ names: ['request', 'incomingRequest'], type: 'Request' }], request: '$0', refusal: 'response' };

const h3Former: Idiom = {
  parameters: [{ names: ['event', 'h3Event'], type: 'H3Event', from: 'h3' }],
  header: (name) => `getHeader($0, '${name}')`,
  // Reading the body of a method that has none is an error in h3.
  body: {
    code: "$0.method === 'GET' ? '' : ((await readRawBody($0)) ?? '')",
    isAsync: true,
    imports: { from: 'h3', names: ['readRawBody'] },
  },
  path: '$0.path',
  refusal: ["if (refusal) throw createError({ statusCode: refusal, statusMessage: 'Unauthorized' });"],
  imports: { from: 'h3', names: ['createError', 'getHeader'] },
  wrappers: /\b(define\w*Handler|eventHandler)\s*(<[^()]*>)?\($/,
};

const h3Current: Idiom = {
  parameters: [{ names: ['event', 'h3Event'], type: 'H3Event', from: 'h3' }],
  request: '$0.req',
  refusal: 'response',
  wrappers: /\b(define\w*Handler|eventHandler)\s*(<[^()]*>)?\($/,
};

/** Headers of Node may be sent several times, the one of credentials may not. */
const nodeHeader = (name: string): string =>
  name === 'authorization' ? '$0.headers.authorization' : `String($0.headers['${name}'] ?? '')`;

const node: Idiom = {
  parameters: [
    { names: ['req', 'incomingRequest'], type: 'IncomingMessage', from: 'node:http' },
    { names: ['res', 'outgoingResponse'], type: 'ServerResponse', from: 'node:http' },
  ],
  header: nodeHeader,
  body: { code: 'await readRawBody($0)', isAsync: true, module: { template: rawBodyOfStream, name: 'readRawBody' } },
  path: "$0.url ?? ''",
  refusal: ['if (refusal) {', '  $1.statusCode = refusal;', "  $1.end('Unauthorized');", '  return;', '}'],
};

const express: Idiom = {
  parameters: [
    { names: ['req', 'incomingRequest'], type: 'Request', from: 'express' },
    { names: ['res', 'outgoingResponse'], type: 'Response', from: 'express' },
  ],
  header: nodeHeader,
  path: '$0.originalUrl',
  refusal: ['if (refusal) {', "  $1.status(refusal).json({ error: 'Unauthorized' });", '  return;', '}'],
};

/** Servers of applications themselves, which may end TLS. */
const nodeServer: Idiom = { ...node, socket: '$0.socket' };

/** Requests of Encore only look like those of Node. */
const encore: Idiom = {
  ...node,
  body: { code: 'await readRawBody($0)', isAsync: true, module: { template: rawBodyOfReadable, name: 'readRawBody' } },
};

/** Endpoints of Encore with a type are not given the request; what is served is asked of the runtime. Names of headers are in lower case there. */
const encoreTyped: Idiom = {
  parameters: [],
  constant: { names: ['request', 'servedRequest'], value: 'currentRequest()' },
  header: (name) =>
    `$constant?.type === 'api-call' ? String($constant.headers${name === 'authorization' ? '.authorization' : `['${name}']`} ?? '') : ''`,
  path: "$constant?.type === 'api-call' ? $constant.pathAndQuery : ''",
  refusal: ["if (refusal) throw refusal === 503 ? APIError.unavailable('Not configured') : APIError.unauthenticated('Unauthorized');"],
  imports: [
    { from: 'encore.dev', names: ['currentRequest'] },
    { from: 'encore.dev/api', names: ['APIError'] },
  ],
};

/** Cloud Functions keep the body of every request. */
const cloudFunctions: Idiom = { ...express, body: { code: "$0.rawBody?.toString('utf8') ?? ''" } };

/** By the word that calling conventions are known by. */
const styles: Readonly<Record<string, Idiom>> = {
  web,
  event,
  node,
  express,
  hono: {
    parameters: [{ names: ['c', 'honoContext'], type: 'Context', from: 'hono' }],
    request: '$0.req.raw',
    refusal: 'response',
  },
  fastify: {
    parameters: [
      { names: ['request', 'incomingRequest'], type: 'FastifyRequest', from: 'fastify' },
      { names: ['reply', 'outgoingReply'], type: 'FastifyReply', from: 'fastify' },
    ],
    header: nodeHeader,
    body: {
      code: 'rawBodyOf($0)',
      module: { template: rawBodyOfFastify, name: 'rawBodyOf' },
      option: { property: 'preParsing', value: 'keepRawBody' },
    },
    path: '$0.url',
    socket: '$0.raw.socket',
    refusal: ["if (refusal) return $1.code(refusal).send({ error: 'Unauthorized' });"],
  },
  koa: {
    parameters: [{ names: ['ctx', 'koaContext'], type: 'Context', from: 'koa' }],
    header: (name) => `$0.get('${name}')`,
    body: { code: 'await readRawBody($0)', isAsync: true, module: { template: rawBodyOfKoa, name: 'readRawBody' } },
    path: '$0.originalUrl',
    socket: '$0.req.socket',
    refusal: ['if (refusal) $0.throw(refusal);'],
  },
  hapi: {
    parameters: [
      { names: ['request', 'incomingRequest'], type: 'Request', from: '@hapi/hapi' },
      { names: ['h', 'toolkit'], type: 'ResponseToolkit', from: '@hapi/hapi' },
    ],
    header: (name) => nodeHeader(name).replace('$0', '$0.raw.req'),
    path: "$0.raw.req.url ?? ''",
    socket: '$0.raw.req.socket',
    refusal: ["if (refusal) return $1.response({ error: 'Unauthorized' }).code(refusal);"],
  },
  lambda: {
    parameters: [
      {
        names: ['event', 'httpEvent'],
        type: '{ headers?: Record<string, string | undefined>; body?: string | null; isBase64Encoded?: boolean }',
      },
    ],
    // One kind of gateway keeps the spelling of headers, the other one writes them in lower case.
    header: (name) =>
      name === 'authorization'
        ? '$0.headers?.authorization ?? $0.headers?.Authorization'
        : `$0.headers?.['${name}'] ?? $0.headers?.['${titleCase(name)}']`,
    body: { code: "Buffer.from($0.body ?? '', $0.isBase64Encoded ? 'base64' : 'utf8').toString('utf8')" },
    refusal: ["if (refusal) return { statusCode: refusal, body: 'Unauthorized' };"],
  },
  azure: {
    parameters: [{ names: ['request', 'incomingRequest'], type: 'HttpRequest', from: '@azure/functions' }],
    header: (name) => `$0.headers.get('${name}')`,
    body: { code: 'await $0.clone().text()', isAsync: true },
    path: 'new URL($0.url).pathname + new URL($0.url).search',
    refusal: ["if (refusal) return { status: refusal, body: 'Unauthorized' };"],
  },
  adonis: {
    parameters: [{ names: ['ctx', 'httpContext'], type: 'HttpContext', from: '@adonisjs/core/http' }],
    header: (name) => `$0.request.header('${name}')`,
    // The body parser's middleware keeps what it parses.
    body: { code: "$0.request.hasBody() ? ($0.request.raw() ?? undefined) : ''" },
    path: '$0.request.url(true)',
    refusal: ["if (refusal) return $0.response.status(refusal).send({ error: 'Unauthorized' });"],
  },
  payload: {
    parameters: [{ names: ['req', 'incomingRequest'], type: 'PayloadRequest', from: 'payload' }],
    header: (name) => `$0.headers.get('${name}')`,
    body: { code: 'await $0.clone?.().text()', isAsync: true },
    path: '$0.pathname + $0.search',
    refusal: ["if (refusal) return Response.json({ error: 'Unauthorized' }, { status: refusal });"],
  },
};

function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

/** The idiom for an endpoint's handler, if there is one. */
export function idiomOf(context: FixContext, file: FileSite): Idiom | undefined {
  const { site, framework } = context.endpoint;
  if (!site) return undefined;
  if (framework === 'cloud-functions') return cloudFunctions;
  if (framework === 'encore') return site.style === 'node' ? encore : encoreTyped;
  if (framework === 'node-http') return nodeServer;
  if (framework === 'cloudflare-pages') return pages;
  if (site.style === 'h3') return isCurrentH3(context, file) ? h3Current : h3Former;
  return procedureIdiom(context, site.style) ?? styles[site.style];
}

/** Version 2 of h3 goes by other names than its predecessor, which Nuxt brings. */
function isCurrentH3({ dependencies }: FixContext, file: FileSite): boolean {
  const names = file.imports.flatMap((entry) => (/^(h3|nitro)($|[-/])/.test(entry.specifier) ? Object.keys(entry.names) : []));
  if (names.some((name) => /^(H3|H3Core|defineHandler|HTTPError|serve)$/.test(name))) return true;
  return (dependencies.has('nitro') || dependencies.has('nitro-nightly')) && !names.includes('defineEventHandler');
}

/** Where the module that a handler imports reads variables. */
export function environmentOf({ endpoint, dependencies }: Pick<FixContext, 'endpoint' | 'dependencies'>): EnvironmentAccess {
  const { framework } = endpoint;
  if (framework === 'deno' || framework === 'supabase') return 'deno';
  if (framework === 'sveltekit') return 'svelte';
  const onWorkers = dependencies.has('wrangler') || dependencies.has('@cloudflare/workers-types');
  return /^(?:workers|cloudflare-pages)$/.test(framework) || (/^(?:hono|itty-router)$/.test(framework) && onWorkers)
    ? 'bindings'
    : 'process';
}

/** Folders that frameworks keep server code in, relative to the folder in front of a part of the endpoint's path. */
export const libraryFolders: Readonly<Record<string, { readonly before: RegExp; readonly folder: string }>> = {
  sveltekit: { before: /\/src\/routes\//, folder: 'src/lib/server' },
  adonisjs: { before: /\/(?:app|start)\//, folder: 'app/lib' },
  nitro: { before: /\/server\/(api|routes)\//, folder: 'server/utils' },
  'react-router': { before: /\/app\/routes\//, folder: 'app/lib' },
  supabase: { before: /\/supabase\/functions\//, folder: 'supabase/functions/_shared' },
};
