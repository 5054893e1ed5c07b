import type { Calling, FileConvention, FrameworkAdapter, Member, Shape } from '../model/adapters';
import { methodExports } from '../model/fileRouting';
import { routed, type PathSpelling } from '../model/pathSpelling';
import { below, requestUrl, urlWith, webRequest } from '../model/requestShapes';
import { startUp } from './parts/startUp';
import { svelteAddresses } from './parts/applicationAddresses';

const neutral: Member = { kind: 'neutral' };

const spelling: PathSpelling = ['percent-encoded'];

const hooks = /^(?<root>(?:.*\/)?)src\/hooks\.server(?:\/index)?\.[jt]s$/;

/** `RequestEvent`. Routes are matched by the decoded path, `url.pathname` is spelled as the caller sent it; `route.id` names the route. */
const event: Shape = {
  ...below('request', { ...webRequest, url: urlWith({ spelling }) }),
  ...below('url', requestUrl(spelling)),
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  'route.id': { kind: 'pathname', spelling: routed, part: 'id' },
  'cookies.get(*)': { kind: 'input', input: 'cookie', absent: 'undefined' },
  'cookies.getAll()': { kind: 'input', input: 'cookie', absent: 'never', name: '' },
  'cookies.set()': neutral,
  'cookies.delete()': neutral,
  'getClientAddress()': { kind: 'input', input: 'network', absent: 'never', name: 'client address' },
  'platform.env.*': { kind: 'environment' },
  'platform.context.waitUntil()': neutral,
  'platform.ctx.waitUntil()': neutral,
  'setHeaders()': neutral,
  'locals.*': neutral,
  isDataRequest: neutral,
  isSubRequest: neutral,
};

const handler: Calling = { parameters: [event], result: 'responds', style: 'event' };

/** `handle({ event, resolve })`: what it returns is the response, whether it has called `resolve` or not. */
const handle: Calling = {
  parameters: [{ kind: 'parts', parts: { event, resolve: 'continue' } }],
  result: 'ignored',
  style: 'other',
};

const routeFiles: FileConvention = {
  match: /^(?<root>(?:.*?\/)?)src\/routes\/(?<folders>(?:[^/]+\/)*)\+server\.[jt]s$/,
  exports: { ...methodExports, fallback: [] },
  routePath: (match) => toRoutePath((match.groups?.['folders'] ?? '').split('/').slice(0, -1)),
  routeId: (match) => `/${(match.groups?.['folders'] ?? '').replace(/\/$/, '')}`,
  root: (match) => match.groups?.['root'] ?? '',
  handler,
};

/** SvelteKit. */
export const sveltekit: FrameworkAdapter = {
  id: 'sveltekit',
  name: 'SvelteKit',
  homepage: 'https://svelte.dev/docs/kit/routing#server',
  supports: {
    endpoints: 'Exports by method and `fallback` of `+server.ts`',
    guards: '`handle` of `hooks.server.ts`, `sequence()`',
  },
  packages: ['@sveltejs/kit'],
  files: [routeFiles],
  middleware: [
    {
      match: hooks,
      exports: ['handle'],
      handler: handle,
      root: (match) => match.groups?.['root'] ?? '',
      covers: () => 'yes',
    },
    // Since version 2.10: awaited before the first request is answered.
    startUp({ match: hooks, exports: ['init'], root: (match) => match.groups?.['root'] ?? '' }),
  ],
  routers: [],
  addresses: [svelteAddresses],
};

/** Groups are no segments, a rest parameter may be empty; `[x+2e]` and `[u+1f92a]` stand for a character. */
function toRoutePath(folders: readonly string[]): string {
  const segments = folders
    .filter((folder) => !/^\([^)]*\)$/.test(folder))
    .map((folder) =>
      folder
        .replace(/=\w+(?=\])/g, '')
        .replace(/^\[(\.{3}\w+)\]$/, '[[$1]]')
        .replace(/\[(?:x|u)\+([\da-f-]+)\]/gi, decode),
    );
  return `/${segments.join('/')}`;
}

function decode(_: string, codes: string): string {
  return String.fromCodePoint(...codes.split('-').map((code) => Number.parseInt(code, 16)));
}
