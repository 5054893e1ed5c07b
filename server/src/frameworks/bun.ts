import type { FrameworkAdapter, Shape } from '../model/adapters';
import { httpMethods } from '../model/endpoint';
import { webRequest } from '../model/requestShapes';
import { callable, type Served, type ServedHandler, type Surroundings } from '../model/serving';
import { isRecord } from '../project/record';
import { isNear, isWorker } from './parts/nearFiles';
import { exportedFetch } from './parts/webHandlers';

const request: Shape = {
  ...webRequest,
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  'cookies.get(*)': { kind: 'input', input: 'cookie', absent: 'null' },
};

const server: Shape = {
  'requestIP().address': { kind: 'input', input: 'network', absent: 'never', name: 'address' },
  'requestIP()': { kind: 'input', input: 'network', absent: 'null', name: 'address' },
  'timeout()': { kind: 'neutral' },
};

const calling = { parameters: [request, server], result: 'responds', style: 'web' } as const;

/** Bun's own server: handlers by path and method, and `fetch` for the rest. */
export const bun: FrameworkAdapter = {
  id: 'bun',
  name: 'Bun.serve',
  homepage: 'https://bun.com/docs/runtime/http/server',
  supports: {
    endpoints: '`routes` and `fetch` of `Bun.serve()`, dispatch by path',
    guards: 'Code before the effects',
  },
  packages: [],
  files: [],
  middleware: [],
  routers: [],
  serving: [
    {
      match: /./,
      mentions: /\bBun\.serve\b|["']bun["']/,
      calls: ['global#Bun.serve()', 'bun#serve()'],
      inUse: (surroundings) => surroundings.folder('package.json') === undefined || isBun(surroundings),
      handlers: registered,
    },
    {
      match: /^(?!(?:.*\/)?supabase\/functions\/)/,
      mentions: /^(?=[^]*\bfetch\s*[(:])[^]*(?:\bexport\s+default\b|\bas\s+default\b)/,
      calls: [],
      exports: /^default$/,
      inUse: isBun,
      handlers: exported,
    },
  ],
};

/** Bun projects name it in their manifest or keep its lock file. */
function isBun(surroundings: Surroundings): boolean {
  if (isWorker(surroundings)) return false;
  if (isNear(surroundings, ['bun.lock', 'bun.lockb', 'bunfig.toml'])) return true;
  return /\bbun\b/.test(surroundings.nearest('package.json') ?? '');
}

function exported(served: Served): readonly ServedHandler[] {
  const at = exportedFetch(served);
  return at ? [...routesOf(served), fetchOf(at)] : [];
}

function registered(served: Served): readonly ServedHandler[] {
  const [options] = served.values;
  const routes = routesOf(served);
  return isRecord(options) && options['fetch'] === callable ? [...routes, fetchOf([0, 'fetch'])] : routes;
}

function fetchOf(at: ServedHandler['at']): ServedHandler {
  return { name: 'fetch', methods: [], path: '/', dispatches: true, at, standsAt: 'handler', calling };
}

function routesOf({ values: [options] }: Served): readonly ServedHandler[] {
  const routes = isRecord(options) ? options['routes'] : undefined;
  if (!isRecord(routes)) return [];
  return Object.entries(routes).flatMap(([path, handler]): readonly ServedHandler[] => {
    const route = { path, dispatches: false, standsAt: 'handler', calling } as const;
    if (handler === callable) return [{ ...route, name: `ALL ${path}`, methods: [], at: [0, 'routes', path] }];
    if (!isRecord(handler)) return [];
    return httpMethods
      .filter((method) => handler[method] === callable)
      .map((method) => ({ ...route, name: `${method} ${path}`, methods: [method], at: [0, 'routes', path, method] }));
  });
}
