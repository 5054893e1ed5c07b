import type { FrameworkAdapter, Shape } from '../model/adapters';
import { isWorker } from './parts/nearFiles';
import { exportedFetch, executionContext, webHandler } from './parts/webHandlers';

/** Settings and bindings of the deployment. */
const environment: Shape = { '*': { kind: 'environment' } };

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
                calling: webHandler(environment, executionContext),
              },
            ]
          : [];
      },
    },
  ],
};
