import type { FileSite, FixContext } from '../../model/fixing';
import type { Wanted } from './parameters';

/** Where code that runs on a platform reads variables. */
export type EnvironmentAccess = 'process' | 'deno' | 'svelte' | 'bindings';

/**
 * How a verification is inserted into handlers of one calling style. In code `$0` and `$1` are the handler's parameters, `$member` is the
 * {@link member} of the first one, `$bindings` what holds variables where they come with the request.
 */
export interface Idiom {
  readonly parameters: readonly Wanted[];
  /** Member of the first parameter that added code reads; a pattern takes it apart, too. */
  readonly member?: { readonly name: string; readonly type: string };
  /** What the verifying function is given. */
  readonly given: string;
  /**
   * How a verification that fails is answered. `response`: the verifier gives a Fetch response, which is returned. Else the verifier gives
   * the status, called `refusal`, and these statements answer with it.
   */
  readonly refusal: 'response' | readonly string[];
  /** Names that the added code uses besides, by module. */
  readonly imports?: { readonly from: string; readonly names: readonly string[] };
  /** Calls around a handler that hand it what the framework passes. */
  readonly wrappers?: RegExp;
}

const event: Idiom = {
  parameters: [{ names: ['event', 'requestEvent'], type: '{ request: Request }' }],
  member: { name: 'request', type: 'Request' },
  given: '$member',
  refusal: 'response',
};

const web: Idiom = { parameters: [{ names: ['request', 'incomingRequest'], type: 'Request' }], given: '$0', refusal: 'response' };

const h3Former: Idiom = {
  parameters: [{ names: ['event', 'h3Event'], type: 'H3Event', from: 'h3' }],
  given: "getHeader($0, 'authorization')",
  refusal: ["if (refusal) throw createError({ statusCode: refusal, statusMessage: 'Unauthorized' });"],
  imports: { from: 'h3', names: ['createError', 'getHeader'] },
  wrappers: /\b(define\w*Handler|eventHandler)\s*(<[^()]*>)?\($/,
};

const h3Current: Idiom = {
  parameters: [{ names: ['event', 'h3Event'], type: 'H3Event', from: 'h3' }],
  given: '$0.req',
  refusal: 'response',
  wrappers: /\b(define\w*Handler|eventHandler)\s*(<[^()]*>)?\($/,
};

const node: Idiom = {
  parameters: [
    { names: ['req', 'incomingRequest'], type: 'IncomingMessage', from: 'node:http' },
    { names: ['res', 'outgoingResponse'], type: 'ServerResponse', from: 'node:http' },
  ],
  given: '$0.headers.authorization',
  refusal: ['if (refusal) {', '  $1.statusCode = refusal;', "  $1.end('Unauthorized');", '  return;', '}'],
};

const express: Idiom = {
  parameters: [
    { names: ['req', 'incomingRequest'], type: 'Request', from: 'express' },
    { names: ['res', 'outgoingResponse'], type: 'Response', from: 'express' },
  ],
  given: '$0.headers.authorization',
  refusal: ['if (refusal) {', "  $1.status(refusal).json({ error: 'Unauthorized' });", '  return;', '}'],
};

/** By the word that calling conventions are known by. */
const styles: Readonly<Record<string, Idiom>> = {
  web,
  event,
  node,
  express,
  hono: {
    parameters: [{ names: ['c', 'honoContext'], type: 'Context', from: 'hono' }],
    given: '$0.req.raw',
    refusal: 'response',
  },
  fastify: {
    parameters: [
      { names: ['request', 'incomingRequest'], type: 'FastifyRequest', from: 'fastify' },
      { names: ['reply', 'outgoingReply'], type: 'FastifyReply', from: 'fastify' },
    ],
    given: '$0.headers.authorization',
    refusal: ["if (refusal) return $1.code(refusal).send({ error: 'Unauthorized' });"],
  },
  koa: {
    parameters: [{ names: ['ctx', 'koaContext'], type: 'Context', from: 'koa' }],
    given: "$0.get('authorization')",
    refusal: ['if (refusal) $0.throw(refusal);'],
  },
  hapi: {
    parameters: [
      { names: ['request', 'incomingRequest'], type: 'Request', from: '@hapi/hapi' },
      { names: ['h', 'toolkit'], type: 'ResponseToolkit', from: '@hapi/hapi' },
    ],
    given: '$0.raw.req.headers.authorization',
    refusal: ["if (refusal) return $1.response({ error: 'Unauthorized' }).code(refusal);"],
  },
  lambda: {
    parameters: [{ names: ['event', 'httpEvent'], type: '{ headers?: Record<string, string | undefined> }' }],
    given: '$0.headers?.authorization ?? $0.headers?.Authorization',
    refusal: ["if (refusal) return { statusCode: refusal, body: 'Unauthorized' };"],
  },
  azure: {
    parameters: [{ names: ['request', 'incomingRequest'], type: 'HttpRequest', from: '@azure/functions' }],
    given: "$0.headers.get('authorization')",
    refusal: ["if (refusal) return { status: refusal, body: 'Unauthorized' };"],
  },
  payload: {
    parameters: [{ names: ['req', 'incomingRequest'], type: 'PayloadRequest', from: 'payload' }],
    given: "$0.headers.get('authorization')",
    refusal: ["if (refusal) return Response.json({ error: 'Unauthorized' }, { status: refusal });"],
  },
};

/** The idiom for an endpoint's handler, if there is one. */
export function idiomOf(context: FixContext, file: FileSite): Idiom | undefined {
  const { site } = context.endpoint;
  if (!site) return undefined;
  if (site.style === 'h3') return isCurrentH3(context, file) ? h3Current : h3Former;
  return styles[site.style];
}

/** Version 2 of h3 goes by other names than its predecessor, which Nuxt brings. */
function isCurrentH3({ dependencies }: FixContext, file: FileSite): boolean {
  const names = file.imports.flatMap((entry) => (/^(h3|nitro)($|[-/])/.test(entry.specifier) ? Object.keys(entry.names) : []));
  if (names.some((name) => /^(H3|H3Core|defineHandler|HTTPError|serve)$/.test(name))) return true;
  return (dependencies.has('nitro') || dependencies.has('nitro-nightly')) && !names.includes('defineEventHandler');
}

/** Where the module that a handler imports reads variables. */
export function environmentOf({ endpoint, dependencies }: FixContext): EnvironmentAccess {
  const { framework } = endpoint;
  if (framework === 'deno' || framework === 'supabase') return 'deno';
  if (framework === 'sveltekit') return 'svelte';
  const onWorkers = dependencies.has('wrangler') || dependencies.has('@cloudflare/workers-types');
  return framework === 'workers' || (framework === 'hono' && onWorkers) ? 'bindings' : 'process';
}

/** Folders that frameworks keep server code in, relative to the folder in front of a part of the endpoint's path. */
export const libraryFolders: Readonly<Record<string, { readonly before: RegExp; readonly folder: string }>> = {
  sveltekit: { before: /\/src\/routes\//, folder: 'src/lib/server' },
  nitro: { before: /\/server\/(api|routes)\//, folder: 'server/utils' },
  'react-router': { before: /\/app\/routes\//, folder: 'app/lib' },
  supabase: { before: /\/supabase\/functions\//, folder: 'supabase/functions/_shared' },
};
