import type { CompanionContext } from '../../model/companion';
import type { HandlerSite } from '../../model/endpoint';
import type { Uri } from '../../model/source';
import { environmentOf } from '../../fixes/code/idioms';
import { slice } from '../../fixes/code/text';

/** How a test calls a handler. Code is a template (`style.ts`); `path`, `headers`, `body` and `variables` are at hand in it. */
export interface HandlerCall {
  /** The file that exports what is called. */
  readonly uri: Uri;
  /** The exported name (see `FileSite.exports`) and what the test calls it. */
  readonly exported: string;
  readonly local: string;
  readonly imports: readonly string[];
  readonly path: string;
  readonly method: string;
  /** Statements that return the status of the answer; what they throw is an error of the handler. */
  readonly answers: readonly string[];
  /** Variables come with the request. */
  readonly passesVariables: boolean;
}

type Made = Pick<HandlerCall, 'imports' | 'answers'>;

/** How the handler of an endpoint is called without starting its framework; `undefined` where it cannot be. */
export function callOf(context: CompanionContext): HandlerCall | undefined {
  const { endpoint } = context;
  const { site } = endpoint;
  if (!site) return undefined;
  const method = methodOf(context, site);
  const found = exportedHandler(context, site) ?? exportedRouter(context, site);
  if (!found) return undefined;
  const { uri, exported, make, path = endpoint.path } = found;
  const local = found.local ?? localName(exported);
  const passesVariables = environmentOf(context) === 'bindings';
  const sent = hasBody(method) ? "headers: { 'content-type': 'application/json', ...headers }, body" : 'headers';
  const init = `{ method: '${method}', ${sent} }`;
  const made = make({ local, init, sent, passesVariables, method });
  return { uri, exported, local, path: concrete(path), method, passesVariables, ...made };
}

interface Called {
  readonly local: string;
  /** The second argument of `new Request()`. */
  readonly init: string;
  /** Its headers and body. */
  readonly sent: string;
  readonly passesVariables: boolean;
  readonly method: string;
}

interface Found {
  readonly uri: Uri;
  readonly exported: string;
  readonly local?: string;
  /** The path that what is exported knows, where it is a part of the endpoint's. */
  readonly path?: string;
  make(called: Called): Made;
}

/** Frameworks whose handlers, or objects with a handler, files export. */
function exportedHandler(context: CompanionContext, site: HandlerSite): Found | undefined {
  const { endpoint } = context;
  const { uri } = endpoint;
  const file = context.file(uri);
  const text = context.read(uri);
  if (!file || text === undefined) return undefined;
  const isMember = endpoint.name === 'fetch' && 'default' in file.exports;
  const exported = isMember ? 'default' : [endpoint.name, slice(text, endpoint.declaration)].find((name) => name in file.exports);
  if (exported === undefined) return undefined;
  const params = parametersOf(endpoint.path);
  const make = makerOf(endpoint.framework, site.style, { text, params, isMember });
  return make && { uri, exported, ...(isMember ? { local: 'worker' } : {}), make };
}

interface HandlerShape {
  readonly text: string;
  readonly params: string;
  readonly isMember: boolean;
}

function makerOf(framework: string, style: string, { text, params, isMember }: HandlerShape): Found['make'] | undefined {
  if (style === 'node' && /^(?:next-pages|vercel-functions)$/.test(framework))
    return ({ local, init }) => served(withNextMethods(local), init);
  if (style === 'event' && /^(?:sveltekit|astro|react-router|solid-start)$/.test(framework)) {
    return ({ local, init }) =>
      responding(`${local}({ request: new Request(url, ${init}), url: new URL(url), params: ${params}, context: {} }‹ as never›)`);
  }
  if (framework === 'cloudflare-pages') {
    return ({ local, init }) =>
      responding(
        `${local}({ request: new Request(url, ${init}), env: variables, params: ${params}, data: {}, waitUntil() {} }‹ as never›)`,
      );
  }
  if (style !== 'web') return undefined;
  const isNext = framework.startsWith('next') && /\bNextRequest\b|\bnextUrl\b/.test(text);
  const request = isNext ? 'NextRequest' : 'Request';
  const imports = isNext ? ["import { NextRequest } from 'next/server';"] : [];
  const context = framework === 'next-app' && params !== '{}' ? `, { params: Promise.resolve(${params}) }` : '';
  return ({ local, init, passesVariables }) => {
    const further = passesVariables ? ', variables‹ as never›, { waitUntil() {}, passThroughOnException() {} }‹ as never›' : context;
    return { ...responding(`${local}${isMember ? '.fetch' : ''}(new ${request}(url, ${init})${further})`), imports };
  };
}

function responding(call: string): Made {
  return { imports: [], answers: [`const response = await ${call};`, 'return response.status;'] };
}

/** Frameworks whose routers files export. */
function exportedRouter(context: CompanionContext, { registration }: HandlerSite): Found | undefined {
  const make = routers[context.endpoint.framework];
  const file = registration && context.file(registration.uri);
  const text = registration && context.read(registration.uri);
  if (!registration || !file || text === undefined || !make) return undefined;
  const written = slice(text, registration);
  const receiver = /^(\w+)\s*\.\s*\w+\(\s*(['"`])([^'"`$]*)\2/.exec(written);
  const [, name, , own = ''] = receiver ?? [];
  const exported = Object.keys(file.exports).find((key) => file.exports[key] === name);
  if (name === undefined || exported === undefined || /\bbasePath\(/.test(text)) return undefined;
  return { uri: file.uri, exported, local: name, path: own === '' ? '/' : own, make };
}

const routers: Readonly<Record<string, Found['make']>> = {
  hono: ({ local, init, passesVariables }) => responding(`${local}.request(path, ${init}${passesVariables ? ', variables' : ''})`),
  express: ({ local, init }) => ({
    ...served([`const server = createServer(express().use(${local}));`], init),
    imports: [...serving, "import express from 'express';"],
  }),
  fastify: ({ local, method, sent }) => ({
    imports: [],
    answers: [`const response = await ${local}.inject({ method: '${method}', url: path, ${sent} });`, 'return response.statusCode;'],
  }),
};

const serving = ["import { once } from 'node:events';", "import { createServer } from 'node:http';"];

/** A handler of Node requests is called by a server of its own. */
function served(creates: readonly string[], init: string): Made {
  return {
    imports: serving,
    answers: [
      ...creates,
      "await once(server.listen(0, '127.0.0.1'), 'listening');",
      'try {',
      '  const address = server.address();',
      "  const port = typeof address === 'object' && address ? address.port : 0;",
      `  const response = await fetch(\`http://127.0.0.1:\${port}\${path}\`, ${init});`,
      '  return response.status;',
      '} finally {',
      '  server.close();',
      '}',
    ],
  };
}

function withNextMethods(local: string): readonly string[] {
  return [
    'const server = createServer((req, res) => {',
    '  const answer = Object.assign(res, {',
    '    status: (code‹: number›) => Object.assign(res, { statusCode: code }),',
    '    json: (value‹: unknown›) => res.end(JSON.stringify(value)),',
    '    send: (value‹: unknown›) => res.end(String(value)),',
    '  });',
    `  const called = async () => ${local}(Object.assign(req, { query: {}, cookies: {} })‹ as never›, answer‹ as never›);`,
    '  called().catch(() => res.writeHead(500).end());',
    '});',
  ];
}

function hasBody(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function methodOf(context: CompanionContext, site: HandlerSite): string {
  const [first] = context.endpoint.methods;
  if (first !== undefined && context.endpoint.methods.length === 1) return first;
  const code = slice(context.read(site.uri) ?? '', site.function);
  return /(['"])POST\1/.test(code) ? 'POST' : (first ?? 'GET');
}

/** A path with something in place of its parameters. */
function concrete(path: string): string {
  return path.replace(/\[\[?(?:\.\.\.)?\w+\]\]?|:\w+\??/g, '1').replace(/\*$/, '1');
}

/** The parameters of a path as an object literal. */
function parametersOf(path: string): string {
  const names = [...path.matchAll(/\[\[?(\.\.\.)?(\w+)\]\]?/g)].map(([, rest, name]) => `${name}: ${rest === undefined ? "'1'" : "['1']"}`);
  return names.length === 0 ? '{}' : `{ ${names.join(', ')} }`;
}

function localName(exported: string): string {
  return exported === 'default' ? 'handler' : exported;
}
