import type { ApiPath, FrameworkAdapter, Shape } from '../model/adapters';
import type { HttpMethod } from '../model/endpoint';
import type { ProcedureMount } from '../model/procedures';
import { nodeRequest, webRequest } from '../model/requestShapes';
import { procedureCalling } from './parts/procedureCalling';

/** Runtimes by their module, with the request and the index of the options behind it. */
const runtimes: Readonly<Record<string, { readonly request: Shape; readonly options: number }>> = {
  fetch: { request: webRequest, options: 1 },
  node: { request: nodeRequest, options: 2 },
};

/** An RPC handler answers every method but GET, and that too for a procedure that declares it (measured with 1.16). */
function answered(declared: HttpMethod | undefined): readonly HttpMethod[] {
  return declared === 'GET' ? [] : ['POST', 'PUT', 'PATCH', 'DELETE'];
}

function mounts(module: string, name: string, byKeys?: ProcedureMount['byKeys']): Readonly<Record<ApiPath, ProcedureMount>> {
  return Object.fromEntries(
    Object.entries(runtimes).map(([runtime, of]) => [
      `${module}/${runtime}#${name}().handle`,
      { ...of, router: { call: name }, prefix: 'prefix', context: 'context', given: {}, ...(byKeys && { byKeys }) },
    ]),
  );
}

/** oRPC: procedures behind an RPC handler, which goes by keys, or an OpenAPI handler; each procedure's middleware guards it. */
export const orpc: FrameworkAdapter = {
  id: 'orpc',
  name: 'oRPC',
  homepage: 'https://orpc.dev/docs/procedure',
  supports: {
    endpoints: '`.handler()` procedures with `route()`, RPC and OpenAPI handlers',
    guards: '`use()` of procedures and builders',
  },
  packages: ['@orpc/server'],
  files: [],
  middleware: [],
  routers: [],
  procedures: [
    {
      modules: Object.keys(runtimes).flatMap((runtime) => [`@orpc/server/${runtime}`, `@orpc/openapi/${runtime}`]),
      mounts: { ...mounts('@orpc/server', 'RPCHandler', answered), ...mounts('@orpc/openapi', 'OpenAPIHandler') },
      routers: ['router'],
      ends: { handler: ['POST'] },
      use: 'use',
      made: 'middleware',
      route: 'route',
      separator: '/',
      ...procedureCalling('context', 'orpc'),
    },
  ],
};
