import type { FrameworkAdapter, Shape } from '../model/adapters';
import type { ServedHandler, Surroundings } from '../model/serving';
import { isNear, isWorker } from './parts/nearFiles';
import { exportedFetch, handlerAmong, webHandler } from './parts/webHandlers';

const info: Shape = {
  'remoteAddr.*': { kind: 'input', input: 'network', absent: 'never', name: 'address' },
  completed: { kind: 'neutral' },
};

/** Deno's own server: one handler for every path. */
export const deno: FrameworkAdapter = {
  id: 'deno',
  name: 'Deno.serve',
  homepage: 'https://docs.deno.com/api/deno/~/Deno.serve',
  supports: {
    endpoints: '`Deno.serve()`, `serve()`, exported `fetch`, dispatch by path',
    guards: 'Code before the effects',
  },
  packages: [],
  files: [],
  middleware: [],
  routers: [],
  serving: [
    {
      match: /^(?!(?:.*\/)?supabase\/functions\/)/,
      mentions: /\bDeno\.serve\b|\bserve\s*\(|^(?=[^]*\bfetch\s*[(:])[^]*(?:\bexport\s+default\b|\bas\s+default\b)/,
      calls: ['global#Deno.serve()', '@std/http#serve()', '@std/http/server#serve()'],
      exports: /^default$/,
      inUse: isDeno,
      handlers: (served) => {
        const at = served.call === undefined ? exportedFetch(served) : handlerAmong(served);
        return at ? [served.call === undefined ? handler('fetch', 'handler', at) : handler('Deno.serve', 'registration', at)] : [];
      },
    },
  ],
};

/** A Deno project has a configuration of its own, or is a script without a package. */
function isDeno(surroundings: Surroundings): boolean {
  if (isWorker(surroundings)) return false;
  return isNear(surroundings, ['deno.json', 'deno.jsonc', 'deno.lock']) || !isNear(surroundings, ['package.json']);
}

function handler(name: string, standsAt: ServedHandler['standsAt'], at: ServedHandler['at']): ServedHandler {
  return { name, methods: [], path: '/', dispatches: true, at, standsAt, calling: webHandler(info) };
}
