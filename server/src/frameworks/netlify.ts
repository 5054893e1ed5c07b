import type { Calling, FrameworkAdapter, Shape } from '../model/adapters';
import { httpMethods } from '../model/endpoint';
import { urlWith, webRequest } from '../model/requestShapes';
import { callable, type Served, type ServedHandler, type Surroundings } from '../model/serving';
import { isRecord, strings } from '../project/record';
import { lambdaCalling } from './parts/lambdaEvent';
import { exportedFetch } from './parts/webHandlers';
import { netlifyAddresses } from './parts/applicationAddresses';

/** Routes are matched whatever the case of a path, with or without a slash at the end (measured with 1.3 of the platform's own development server). */
const request: Shape = { ...webRequest, url: urlWith({ spelling: ['any-case', 'trailing-slash'] }) };

const context: Shape = {
  ip: { kind: 'input', input: 'network', absent: 'never', name: 'ip' },
  'geo.*': { kind: 'input', input: 'network', absent: 'undefined' },
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  'cookies.get(*)': { kind: 'input', input: 'cookie', absent: 'undefined' },
  'waitUntil()': { kind: 'neutral' },
  requestId: { kind: 'neutral' },
};

const calling: Calling = { parameters: [request, context], result: 'responds', style: 'web' };

/** Netlify functions. Those with a schedule and no path have no address, others without a path answer every path below the one of their name. */
export const netlify: FrameworkAdapter = {
  id: 'netlify',
  name: 'Netlify Functions',
  homepage: 'https://docs.netlify.com/functions/overview/',
  supports: {
    endpoints: '`netlify/functions` with `path` of `config`, `handler` of version 1',
    guards: 'Code before the effects; scheduled functions have no address',
  },
  packages: [],
  files: [],
  middleware: [],
  addresses: netlifyAddresses,
  routers: [],
  serving: [
    {
      match: /^(?:.*\/)?netlify\/functions\/(?:(?<folder>[^/]+)\/(?:index|\k<folder>)|(?<name>[^/]+))\.(?:[cm]?[jt]s|[jt]sx)$/,
      calls: [],
      exports: /^(?:default|handler)$/,
      handlers,
    },
    {
      match: /^(?<around>.*)\/(?:(?<folder>[^/]+)\/(?:index|\k<folder>)|(?<name>[^/]+))\.(?:[cm]?[jt]s|[jt]sx)$/,
      calls: [],
      exports: /^(?:default|handler)$/,
      inUse: (surroundings) => directoryOf(surroundings) !== undefined,
      applies: ({ groups }, surroundings) => `/${groups?.['around'] ?? ''}`.endsWith(`/${directoryOf(surroundings) ?? ''}`),
      handlers,
    },
  ],
};

/** The folder of functions that the manifest names instead of the usual one. */
function directoryOf(surroundings: Surroundings): string | undefined {
  const manifest = surroundings.nearest('netlify.toml') ?? '';
  const written = /^\s*(?:directory|functions)\s*=\s*["'](?:\.?\/)?(?<directory>[^"'\n]+?)\/?["']/m.exec(manifest)?.groups?.['directory'];
  return written === 'netlify/functions' ? undefined : written;
}

function handlers(served: Served): readonly ServedHandler[] {
  const { config, exportName } = served;
  // Of functions of version 1, which export `handler`, the platform reads no `config`.
  const settings = exportName !== 'handler' && isRecord(config) ? config : {};
  const written = settings['path'];
  const own = typeof written === 'string' ? [written] : strings(written);
  if (own.length === 0 && settings['schedule'] !== undefined) return [];
  const { folder, name } = served.match.groups ?? {};
  const named = strings(typeof settings['method'] === 'string' ? [settings['method']] : settings['method']);
  const paths = own.length > 0 ? own : [`/.netlify/functions/${folder ?? name ?? ''}`];
  const handler = handlerOf(served);
  if (!handler) return [];
  return paths.map((path) => ({
    ...handler,
    path,
    methods: httpMethods.filter((method) => named.includes(method)),
    dispatches: own.length === 0,
    standsAt: 'handler',
  }));
}

/** What of a module the platform calls, and how. */
function handlerOf(served: Served): Pick<ServedHandler, 'name' | 'at' | 'calling'> | undefined {
  const { exportName, values } = served;
  const fetch = exportedFetch(served);
  if (fetch) return { name: 'fetch', at: fetch, calling };
  if (values[0] !== callable) return undefined;
  if (exportName === 'default') return { name: 'default', at: [0], calling };
  return exportName === 'handler' ? { name: 'handler', at: [0], calling: lambdaCalling } : undefined;
}
