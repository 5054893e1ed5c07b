import type { Calling, FrameworkAdapter, Shape } from '../model/adapters';
import type { HandlerChains } from '../model/fileRouting';
import { answeringNodeResponse, nextRequest, parsedNodeRequest } from '../model/requestShapes';
import { nextAddresses } from './parts/applicationAddresses';

/** `NextApiRequest`: Node's request with parsed parts; path parameters are merged into `query`. */
const request: Shape = {
  ...parsedNodeRequest,
  preview: { kind: 'neutral' },
  env: { kind: 'neutral' },
};

const response: Shape = {
  ...answeringNodeResponse,
  'setPreviewData()': { kind: 'self' },
  'revalidate()': { kind: 'neutral' },
};

const handler: Calling = { parameters: [request, response], result: 'ignored', style: 'node' };

/** Routers that are a route's handler. */
const chains: HandlerChains = {
  packages: ['next-connect'],
  gates: ['use', 'all'],
  handlers: ['get', 'head', 'post', 'put', 'patch', 'delete'],
  calling: { parameters: [request, response, 'next'], result: 'ignored', style: 'express' },
};

/** API routes of the Next.js `pages` folder. */
export const nextPages: FrameworkAdapter = {
  id: 'next-pages',
  name: 'Next.js Pages API',
  homepage: 'https://nextjs.org/docs/pages/building-your-application/routing/api-routes',
  supports: {
    endpoints: 'Default exports below `pages/api`, tests of `req.method`',
    guards: 'Wrappers, code before the effects',
  },
  packages: ['next'],
  files: [
    {
      match:
        /^(?<root>(?:.*?\/)??)(?:src\/)?pages\/(?<route>api(?:\/[^/]+)*?)(?<!\.(?:test|spec|stories|mock|d|api|page))(?:\.(?:api|page))?\.(?:[cm]?[jt]s|[jt]sx)$/,
      exports: { default: [] },
      routePath: (match) => `/${(match.groups?.['route'] ?? '').replace(/\/index$/, '')}`,
      root: (match) => (match.groups?.['root'] ?? '').replace(/(^|\/)src\/$/, '$1'),
      handler,
      chains,
      edgeHandler: { parameters: [nextRequest], result: 'responds', style: 'web' },
    },
  ],
  middleware: [],
  addresses: [nextAddresses],
  routers: [],
};
