import type { Calling, FrameworkAdapter } from '../model/adapters';
import { httpMethod } from '../model/endpoint';
import { answeringNodeResponse, parsedNodeRequest } from '../model/requestShapes';
import { callable, type Served, type ServedHandler } from '../model/serving';
import { exportedFetch, webHandler } from './parts/webHandlers';
import { vercelAddresses } from './parts/applicationAddresses';

const node: Calling = { parameters: [parsedNodeRequest, answeringNodeResponse], result: 'ignored', style: 'node' };

/** Vercel functions of a project without a framework: files of the `api` folder. */
export const vercelFunctions: FrameworkAdapter = {
  id: 'vercel-functions',
  name: 'Vercel Functions',
  homepage: 'https://vercel.com/docs/functions',
  supports: {
    endpoints: 'Exports by method, default exports and `fetch` below `api`',
    guards: 'Wrappers, code before the effects',
  },
  packages: [],
  files: [],
  middleware: [],
  addresses: [vercelAddresses],
  routers: [],
  serving: [
    {
      match: /^(?<root>(?:.*\/)?)api\/(?<route>(?:[^/_.][^/]*\/)*[^/_.][^/]*)\.(?:[cm]?[jt]s|[jt]sx)$/,
      calls: [],
      exports: /^(?:default|[A-Z]+)$/,
      applies: ({ groups }, surroundings) => {
        const root = groups?.['root'] ?? '';
        const manifest = surroundings.text(`${root}package.json`) ?? '';
        if (/"(?:next|nuxt|nitropack|@sveltejs\/kit|astro|@remix-run\/\w+)"\s*:/.test(manifest)) return false;
        return surroundings.text(`${root}vercel.json`) !== undefined || /"@?vercel(?:\/\w+)?"\s*:/.test(manifest);
      },
      handlers,
    },
  ],
};

function handlers(served: Served): readonly ServedHandler[] {
  const path = `/api/${(served.match.groups?.['route'] ?? '').replace(/(?:^|\/)index$/, '')}`.replace(/\/$/, '');
  const route = { path, dispatches: false, standsAt: 'handler' } as const;
  const { exportName = '' } = served;
  const method = httpMethod(exportName);
  const fetch = exportedFetch(served);
  if (fetch) return [{ ...route, name: 'fetch', methods: [], at: fetch, calling: webHandler() }];
  if (served.values[0] !== callable) return [];
  if (method) return [{ ...route, name: method, methods: [method], at: [0], calling: webHandler() }];
  if (exportName !== 'default') return [];
  const isWeb = /\bruntime\s*[:=]\s*["'](?:experimental-)?edge["']/.test(served.text) || answersWeb(served);
  return [{ ...route, name: 'default', methods: [], at: [0], calling: isWeb ? webHandler() : node }];
}

/** A default export of one parameter that makes a `Response` is called as the Fetch API does. */
function answersWeb(served: Served): boolean {
  return (served.parameters([0]) ?? 2) < 2 && /\bResponse\b/.test(served.text) && !/\bVercelResponse\b/.test(served.text);
}
