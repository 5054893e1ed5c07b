import type { Calling, FileConvention, FrameworkAdapter, Shape } from '../model/adapters';
import type { HttpMethod } from '../model/endpoint';
import { urlWith, webRequest } from '../model/requestShapes';
import { bindings } from './parts/webHandlers';

const methods: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** `onRequestGet` and the like. */
const byMethod: Readonly<Record<string, readonly HttpMethod[]>> = Object.fromEntries(
  methods.map((method) => [`onRequest${method.charAt(0)}${method.slice(1).toLowerCase()}`, [method]]),
);

/** Routes are matched whatever the case of a path, with or without a slash at the end, and not decoded (read in the router that wrangler 4 bundles functions with). */
const request: Shape = { ...webRequest, url: urlWith({ spelling: ['any-case', 'trailing-slash'] }) };

const parts: Extract<Calling['parameters'][number], { readonly kind: 'parts' }>['parts'] = {
  request,
  env: bindings(),
  params: { '*': { kind: 'input', input: 'path', absent: 'undefined' } },
  data: { '*': { kind: 'neutral' } },
  next: 'continue',
  waitUntil: 'neutral',
  passThroughOnException: 'neutral',
};

/** `_middleware`, and all but the last of a list of handlers: what they return is the response, whether they have called `next` or not. */
const middleware: Calling = { parameters: [{ kind: 'parts', parts }], result: 'ignored', style: 'other' };

const handler: Calling = { parameters: [{ kind: 'parts', parts }], result: 'responds', style: 'event', earlier: middleware };

const functions: FileConvention = {
  match: /^(?<root>(?:.*?\/)??)functions\/(?<route>(?:[^/]+\/)*(?!_middleware\.)[^/]+?)(?<!\.(?:test|spec|d))\.(?:m?[jt]s|[jt]sx)$/,
  exports: { onRequest: [], ...byMethod },
  routePath: (match) => `/${(match.groups?.['route'] ?? '').replace(/(?:^|\/)index$/, '').replace(/\[\[(\w+)\]\]/g, '[[...$1]]')}`,
  root: (match) => match.groups?.['root'] ?? '',
  handler,
  content: /\bexport\s[^]*\bonRequest/,
  parents: (match) => {
    const folders = `functions/${match.groups?.['route'] ?? ''}`.split('/').slice(0, -1);
    return folders.map((_, index) => `${folders.slice(0, index + 1).join('/')}/_middleware`);
  },
  before: { exports: ['onRequest'], forMethods: byMethod, onlyAround: true, handler: middleware },
};

/** Functions of Cloudflare Pages: files of the `functions` folder. */
export const cloudflarePages: FrameworkAdapter = {
  id: 'cloudflare-pages',
  name: 'Cloudflare Pages Functions',
  homepage: 'https://developers.cloudflare.com/pages/functions/routing/',
  supports: {
    endpoints: '`onRequest`, `onRequestPost` … below `functions`, `[id]`, `[[path]]`',
    guards: '`_middleware` of the folders around it, lists of handlers',
  },
  packages: [],
  files: [functions],
  middleware: [],
  routers: [],
};
