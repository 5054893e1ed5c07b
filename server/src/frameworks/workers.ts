import type { Calling, FrameworkAdapter } from '../model/adapters';
import type { Surroundings } from '../model/serving';
import { memoizedByText } from '../project/memoized';
import { isWorker, wranglerFiles } from './parts/nearFiles';
import { bindings, exportedFetch, executionContext, webHandler } from './parts/webHandlers';

/** Cloudflare Workers: `fetch` answers requests for every path; `scheduled` beside it has no address. */
export const workers: FrameworkAdapter = {
  id: 'workers',
  name: 'Cloudflare Workers',
  homepage: 'https://developers.cloudflare.com/workers/runtime-apis/handlers/fetch/',
  supports: {
    endpoints: '`fetch` of the default export or entrypoint class, dispatch by path; `scheduled` has no address',
    guards: 'Code before the effects',
  },
  packages: [],
  files: [],
  middleware: [],
  routers: [],
  serving: [
    {
      match: /./,
      mentions: /^(?=[^]*\bfetch\b)[^]*(?:\bexport\s+default\b|\bas\s+default\b)/,
      calls: [],
      exports: /^default$/,
      inUse: isWorker,
      handlers: (served) => {
        const at = exportedFetch(served);
        return at
          ? [
              {
                name: 'fetch',
                methods: [],
                path: '/',
                dispatches: true,
                at,
                standsAt: 'handler',
                calling: callingFor(assetsBinding(served.surroundings)),
              },
            ]
          : [];
      },
    },
  ],
};

const callingFor = memoizedByText((assets): Calling => webHandler(bindings(assets), executionContext));

/** What the deployment calls its static files, where that is written; `ASSETS` is the usual name. */
function assetsBinding(surroundings: Surroundings): string {
  const written = wranglerFiles.map((name) => surroundings.nearest(name)).find((text) => text !== undefined) ?? '';
  const named =
    /(?:"assets"\s*:\s*\{[^{}]*"binding"\s*:|^\s*\[assets\][^[]*?^\s*binding\s*=|^\s*assets\s*=\s*\{[^{}]*\bbinding\s*=)\s*"(?<name>\w+)"/m;
  return named.exec(written)?.groups?.['name'] ?? 'ASSETS';
}
