import type { Calling, FrameworkAdapter } from '../model/adapters';
import { methodRoutes, type RouterMethod } from '../model/routers';
import { h3Event } from '../model/h3Event';
import { h3PathCovers } from '../project/h3Path';
import { joinPaths } from '../project/joinPaths';
import { routeSamples } from '../project/routeSamples';

const routes: Readonly<Record<string, RouterMethod>> = {
  ...methodRoutes,
  all: { kind: 'route', methods: [] },
};

/** What a handler gives is the response; nothing hands the request to the next one. */
const plain: Calling = { parameters: [h3Event, 'continue'], result: 'responds-or-continues', style: 'h3' };
const handler: Calling = { ...plain, phases: { before: { middleware: plain }, handler: 'handler' } };
const former: Calling = {
  ...plain,
  phases: { before: { onRequest: { ...plain, result: 'continues-unless-sent' } }, handler: 'handler' },
};

/** h3 on its own, versions 1 and 2. In version 2 middleware runs before handlers whatever was registered first; no spelling passes it by. */
export const h3: FrameworkAdapter = {
  id: 'h3',
  name: 'h3',
  homepage: 'https://h3.dev',
  supports: {
    endpoints: '`get()` … of `H3()` and `createRouter()`, `useBase()`, `mount()`',
    guards: '`use()`, `onRequest`, `middleware`',
  },
  packages: ['h3', 'h3-nightly'],
  files: [],
  middleware: [],
  routers: [
    {
      create: ['h3#H3()', 'h3#H3Core()'],
      types: ['h3#H3', 'h3#H3Core'],
      methods: { ...routes, on: { kind: 'on', methods: 0, paths: 1 }, use: { kind: 'use' }, mount: { kind: 'use' } },
      handler,
      ordered: false,
      anyPath: '/**',
      options: { middleware: { kind: 'middleware' }, handler: { kind: 'handler' } },
      covers: h3PathCovers,
      join: joinPaths,
    },
    {
      create: ['h3#createApp()'],
      types: ['h3#App'],
      methods: { use: { kind: 'use' } },
      handler: former,
      ordered: true,
      hidesMounts: true,
      // The beginning of the path decides, within a segment too.
      covers: (pattern, routePath) => routeSamples(routePath).every((path) => path.startsWith(pattern)),
      join: joinPaths,
    },
    {
      create: ['h3#createRouter()'],
      types: ['h3#Router'],
      methods: { ...routes, use: { kind: 'route', methods: [] } },
      handler: former,
      ordered: true,
      mounters: ['h3#useBase'],
      covers: h3PathCovers,
      join: joinPaths,
    },
  ],
};
