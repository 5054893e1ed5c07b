import type { FrameworkAdapter } from '../model/adapters';
import type { CallConvention, CallHandler } from '../model/declaredCalls';
import { nodeRequest, nodeResponse } from '../model/requestShapes';

const typed: CallHandler = { kind: 'typed', types: { Header: 'header', Query: 'query', Cookie: 'cookie' } };

const called: CallConvention = {
  modules: ['encore.dev/api', 'encore.dev/cron'],
  calls: {
    'encore.dev/api#api': { options: 0, handler: 1, takes: typed },
    'encore.dev/api#api.raw': {
      options: 0,
      handler: 1,
      takes: { kind: 'calling', calling: { parameters: [nodeRequest, nodeResponse], result: 'ignored', style: 'node' } },
    },
  },
  path: 'path',
  method: 'method',
  exposed: 'expose',
  authenticated: 'auth',
  gateway: { made: 'encore.dev/api#Gateway', option: 'authHandler', handler: 'encore.dev/auth#authHandler', takes: typed },
  schedules: {
    'encore.dev/cron#CronJob': { scheduler: 'encore', argument: 1, endpoint: 'endpoint', schedule: ['schedule', 'every'] },
  },
};

/** Encore: `api()` calls; one that is not exposed can only be called by the platform and other services. */
export const encore: FrameworkAdapter = {
  id: 'encore',
  name: 'Encore',
  homepage: 'https://encore.dev/docs/ts',
  supports: {
    endpoints: '`api()`, `api.raw()`; without `expose` there is no address',
    guards: '`auth` and the `authHandler()` of the `Gateway()`',
  },
  packages: ['encore.dev'],
  files: [],
  middleware: [],
  routers: [],
  called: [called],
};
