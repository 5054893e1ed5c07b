import type { Calling, FileConvention, FrameworkAdapter, Member, Shape } from '../model/adapters';
import { methodExports } from '../model/fileRouting';
import { routed, type PathSpelling } from '../model/pathSpelling';
import { below, requestUrl, urlWith, webRequest } from '../model/requestShapes';
import { astroAddresses } from './parts/applicationAddresses';

const neutral: Member = { kind: 'neutral' };
const cookie: Member = { kind: 'input', input: 'cookie', absent: 'undefined' };

/** Slashes before the path and after it are routed as if they were not there, and seen (measured with 5.18 and its Node adapter). */
const spelling: PathSpelling = ['doubled-slash', 'trailing-slash'];

/** `APIContext`. Routes are matched by the decoded path, which `url.pathname` is; `request.url` is spelled as the caller sent it. */
const context: Shape = {
  ...below('request', { ...webRequest, url: urlWith({ spelling: ['percent-encoded', ...spelling] }) }),
  ...below('url', requestUrl(spelling)),
  originPathname: { kind: 'pathname', spelling: routed },
  routePattern: { kind: 'pathname', spelling: routed, part: 'below' },
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  'cookies.get(*).value': cookie,
  'cookies.get(*)': cookie,
  'cookies.has(*)': cookie,
  'cookies.set()': neutral,
  'cookies.delete()': neutral,
  clientAddress: { kind: 'input', input: 'network', absent: 'never', name: 'client address' },
  'locals.runtime.env.*': { kind: 'environment' },
  'locals.runtime.ctx.waitUntil()': neutral,
  'locals.*': neutral,
  'redirect()': { kind: 'respond', status: 302 },
  site: neutral,
  generator: neutral,
  isPrerendered: neutral,
};

const handler: Calling = { parameters: [context], result: 'responds', style: 'event' };

/** `onRequest(context, next)`: it answers, or gives what `next` gives. */
const onRequest: Calling = { parameters: [context, 'continue'], result: 'ignored', style: 'other' };

const endpoints: FileConvention = {
  match: /^(?<root>(?:.*?\/)?)src\/pages\/(?<route>(?:(?!_)[^/]+\/)*(?!_)[^/]+)(?<!\.(?:test|spec|d))\.m?[jt]s$/,
  exports: { ...methodExports, ALL: [] },
  // A rest parameter may be empty.
  routePath: (match) =>
    `/${(match.groups?.['route'] ?? '').replace(/(?:^|\/)index$/, '').replace(/(?<=^|\/)\[(\.{3}\w+)\](?=$|\/)/g, '[[$1]]')}`,
  root: (match) => match.groups?.['root'] ?? '',
  handler,
  evidence: /\bfrom\s*['"]astro['":]/,
};

/** Astro: endpoints in `src/pages`. */
export const astro: FrameworkAdapter = {
  id: 'astro',
  name: 'Astro',
  homepage: 'https://docs.astro.build/en/guides/endpoints/',
  supports: {
    endpoints: 'Exports by method below `src/pages`',
    guards: '`onRequest` of `src/middleware`, `sequence()`',
  },
  packages: ['astro'],
  files: [endpoints],
  middleware: [
    {
      match: /^(?<root>(?:.*\/)?)src\/middleware(?:\/index)?\.m?[jt]s$/,
      exports: ['onRequest'],
      handler: onRequest,
      root: (match) => match.groups?.['root'] ?? '',
      covers: () => 'yes',
    },
  ],
  routers: [],
  addresses: [astroAddresses],
};
