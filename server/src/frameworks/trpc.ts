import type { FrameworkAdapter } from '../model/adapters';
import { expressRequest, expressResponse } from '../model/expressShapes';
import type { ProcedureMount } from '../model/procedures';
import { nodeRequest, nodeResponse, parsedNodeRequest, webRequest } from '../model/requestShapes';
import { procedureCalling } from './parts/procedureCalling';

const onNode: ProcedureMount = {
  options: 0,
  router: { option: 'router' },
  prefix: 'basePath',
  context: 'createContext',
  request: nodeRequest,
  given: { req: nodeRequest, res: nodeResponse },
};

/** tRPC: queries answer GET, mutations POST; each procedure's middleware guards it. */
export const trpc: FrameworkAdapter = {
  id: 'trpc',
  name: 'tRPC',
  homepage: 'https://trpc.io/docs/server/procedures',
  supports: {
    endpoints: '`.query()` and `.mutation()` procedures, nested routers, adapters',
    guards: '`use()` of procedures',
  },
  packages: ['@trpc/server'],
  files: [],
  middleware: [],
  routers: [],
  procedures: [
    {
      modules: ['fetch', 'next', 'express', 'standalone', 'node-http'].map((name) => `@trpc/server/adapters/${name}`),
      mounts: {
        '@trpc/server/adapters/fetch#fetchRequestHandler': {
          ...onNode,
          prefix: 'endpoint',
          request: webRequest,
          given: { req: webRequest },
        },
        '@trpc/server/adapters/next#createNextApiHandler': {
          ...onNode,
          request: parsedNodeRequest,
          given: { req: parsedNodeRequest, res: nodeResponse },
        },
        '@trpc/server/adapters/express#createExpressMiddleware': {
          ...onNode,
          request: expressRequest,
          given: { req: expressRequest, res: expressResponse },
        },
        '@trpc/server/adapters/standalone#createHTTPServer': onNode,
        '@trpc/server/adapters/standalone#createHTTPHandler': onNode,
      },
      routers: ['router', 'mergeRouters'],
      ends: { query: ['GET'], mutation: ['POST'] },
      use: 'use',
      made: 'middleware',
      separator: '.',
      ...procedureCalling('ctx', 'trpc'),
    },
  ],
};
