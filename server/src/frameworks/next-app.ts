import type { Calling, FileConvention, FrameworkAdapter, Shape } from '../model/adapters';
import { methodExports } from '../model/fileRouting';
import { nextRequest } from '../model/requestShapes';
import { nextMatcherCovers } from '../project/nextMatcher';
import { startUp } from './parts/startUp';
import { nextAddresses } from './parts/applicationAddresses';

/** Path parameters; a promise of them since version 15, so the object may be awaited or not. */
const context: Shape = { 'params.*': { kind: 'input', input: 'path', absent: 'never' } };

const handler: Calling = { parameters: [nextRequest, context], result: 'responds', style: 'web' };

/** `waitUntil()` runs a promise beside the response. */
const middlewareEvent: Shape = { 'waitUntil()': { kind: 'neutral' }, 'passThroughOnException()': { kind: 'neutral' } };

const routeFiles: FileConvention = {
  match:
    /^(?<before>.*?)(?<=^|\/)app\/(?<folders>(?:(?!_)[^/]+\/)*)route(?:\.(?!(?:test|spec|stories|mock|d)\.)[\w-]+)?\.(?:[cm]?[jt]s|[jt]sx)$/,
  exports: methodExports,
  routePath: (match) => toRoutePath(applicationFolders(match).inside),
  root: (match) => applicationFolders(match).root,
  handler,
};

/** Next.js with the `app` folder. */
export const nextApp: FrameworkAdapter = {
  id: 'next-app',
  name: 'Next.js App Router',
  homepage: 'https://nextjs.org/docs/app/api-reference/file-conventions/route',
  supports: {
    endpoints: 'Exports by method of `app/**/route.ts`, groups, `[id]`, `[...rest]`',
    guards: '`middleware.ts` and `proxy.ts` by their `matcher`, wrappers',
  },
  packages: ['next'],
  files: [routeFiles],
  middleware: [
    {
      match: /^(?<root>(?:.*\/)?)(?:proxy|middleware)(?:\.(?!(?:test|spec|d)\.)[\w-]+)?\.(?:[cm]?[jt]s|[jt]sx)$/,
      exports: ['default', 'proxy', 'middleware'],
      handler: { parameters: [nextRequest, middlewareEvent], result: 'responds-or-continues', style: 'web' },
      root: (match) => withoutSource(match.groups?.['root'] ?? ''),
      covers: nextMatcherCovers,
    },
    // Awaited when a server starts.
    startUp({
      match: /^(?<root>(?:.*\/)?)instrumentation\.(?:[cm]?[jt]s|[jt]sx)$/,
      exports: ['register'],
      root: (match) => withoutSource(match.groups?.['root'] ?? ''),
    }),
  ],
  addresses: [nextAddresses],
  routers: [],
};

/**
 * Splits a route file's folders at the `app` folder. A folder of that name may also be the package itself (`apps/app/src/app`) or a
 * segment of the route (`app/api/app`): an `app` below `src`, or one with `api` or a route group in it, is taken before the first one.
 */
function applicationFolders(match: RegExpExecArray): { readonly root: string; readonly inside: readonly string[] } {
  const before = (match.groups?.['before'] ?? '').split('/').slice(0, -1);
  const folders = [...before, 'app', ...(match.groups?.['folders'] ?? '').split('/').slice(0, -1)];
  const candidates = folders.flatMap((folder, index) => (folder === 'app' ? [index] : []));
  const first = candidates[0] ?? 0;
  const belowSource = candidates.find((index) => folders[index - 1] === 'src');
  const nested = candidates.find((index) => index === first + 1 && /^(?:api$|\(.*\)$)/.test(folders[index + 1] ?? ''));
  const at = belowSource ?? nested ?? first;
  const root = folders.slice(0, at).map((folder) => `${folder}/`);
  return { root: withoutSource(root.join('')), inside: folders.slice(at + 1) };
}

/** Route groups and slots are no segments; `%5F` stands for an underscore that would make a folder private. */
function toRoutePath(folders: readonly string[]): string {
  const segments = folders.filter((folder) => !/^\(.*\)$/.test(folder) && !folder.startsWith('@'));
  return `/${segments.map((segment) => segment.replace(/^%5F/i, '_')).join('/')}`;
}

function withoutSource(root: string): string {
  return root.replace(/(^|\/)src\/$/, '$1');
}
