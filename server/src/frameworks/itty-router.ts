import type { ApiPath, Calling, FrameworkAdapter, Member, Shape } from '../model/adapters';
import { urlWith, webRequest } from '../model/requestShapes';
import { methodRoutes, type RouterMethod } from '../model/routers';
import { ittyPathCovers } from '../project/ittyPath';
import { joinPaths } from '../project/joinPaths';
import { bindings, executionContext } from './parts/webHandlers';

const neutral: Member = { kind: 'neutral' };

/** A Fetch request with what the router has found in the URL; middleware of the package adds content and cookies. Slashes at the end are ignored (measured with 5.0). */
const request: Shape = {
  ...webRequest,
  url: urlWith({ spelling: ['trailing-slash'] }),
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  'query.*': { kind: 'input', input: 'query', absent: 'undefined' },
  query: { kind: 'input', input: 'query', absent: 'never', name: '' },
  'cookies.*': { kind: 'input', input: 'cookie', absent: 'undefined' },
  content: { kind: 'input', input: 'body', absent: 'undefined', name: '' },
  route: neutral,
  'cf.*': neutral,
  proxy: { kind: 'self' },
};

/** Bindings of the deployment, which Workers hand over with the request. */
const environment = bindings();

/** Whatever a handler gives ends the request; nothing hands it on. */
const handler: Calling = { parameters: [request, environment, executionContext], result: 'responds-or-continues', style: 'web' };

const methods: Readonly<Record<string, RouterMethod>> = { ...methodRoutes, all: { kind: 'route', methods: [] } };

const makers = ['Router', 'AutoRouter', 'IttyRouter'];
const modules = ['itty-router', 'itty-router/Router', 'itty-router/AutoRouter', 'itty-router/IttyRouter'];

/** itty-router, mostly on Workers. A router inside another one is told the whole path and has a `base` of its own. */
export const ittyRouter: FrameworkAdapter = {
  id: 'itty-router',
  name: 'itty-router',
  homepage: 'https://itty.dev/itty-router/',
  supports: {
    endpoints: '`get()` …, `all()`, `base`, routers in routers',
    guards: 'Handlers by path and order, `before`',
  },
  packages: ['itty-router'],
  files: [],
  middleware: [],
  routers: [
    {
      create: modules.flatMap((module) => makers.map((name): ApiPath => `${module}#${name}()`)),
      types: makers.flatMap((name): ApiPath[] => [`itty-router#${name}Type`]),
      methods,
      handler,
      ordered: true,
      anyPath: '*',
      prefixOption: 'base',
      beforeOption: 'before',
      covers: ittyPathCovers,
      join: (prefix, path) => (prefix.endsWith('*') ? path : joinPaths(prefix, path)),
    },
  ],
};
