import type { FrameworkAdapter } from '../model/adapters';
import type { Served, ServedHandler } from '../model/serving';
import { exportedFetch, handlerAmong, webHandler } from './parts/webHandlers';

/** The path that the gateway takes away before a function sees it. */
const gateway = '/functions/v1';

/** Supabase Edge Functions: the folder names the function, one handler answers every path below it. */
export const supabase: FrameworkAdapter = {
  id: 'supabase',
  name: 'Supabase Edge Functions',
  homepage: 'https://supabase.com/docs/guides/functions',
  supports: {
    endpoints: '`supabase/functions/*/index.ts` with `Deno.serve()`, `serve()` or an exported `fetch`, dispatch by path',
    guards: 'Code before the effects, `withSupabase()`; `verify_jwt` alone proves no scheduler',
  },
  packages: [],
  files: [],
  middleware: [],
  routers: [],
  serving: [
    {
      match: /(?:^|\/)supabase\/functions\/(?<name>(?!_)[^/]+)\/index\.(?:[jt]sx?|m[jt]s)$/,
      calls: ['global#Deno.serve()', '@std/http#serve()', '@std/http/server#serve()', 'std/http#serve()'],
      exports: /^default$/,
      handlers: (served) => {
        const at = served.call === undefined ? exportedFetch(served) : handlerAmong(served);
        return at ? [functionOf(served, at)] : [];
      },
    },
  ],
};

function functionOf({ match, call }: Served, at: ServedHandler['at']): ServedHandler {
  return {
    name: call === undefined ? 'fetch' : 'Deno.serve',
    methods: [],
    path: `${gateway}/${match.groups?.['name'] ?? ''}`,
    hidden: gateway,
    dispatches: true,
    at,
    standsAt: call === undefined ? 'handler' : 'registration',
    calling: webHandler(),
  };
}
