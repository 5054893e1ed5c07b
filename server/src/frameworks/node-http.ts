import type { Calling, FrameworkAdapter } from '../model/adapters';
import { nodeRequest, nodeResponse } from '../model/requestShapes';
import { callable, type Served, type ServedHandler } from '../model/serving';

const listener: Calling = {
  parameters: [nodeRequest, { ...nodeResponse, statusCode: { kind: 'status' }, statusMessage: { kind: 'neutral' } }],
  result: 'ignored',
  style: 'node',
};

const servers = [
  'node:http#createServer()',
  'node:https#createServer()',
  'node:http2#createServer()',
  'node:http2#createSecureServer()',
] as const;

/** Frameworks that start the server themselves. */
const servedByFiles = /"(?:next|nuxt|nitropack|astro|@sveltejs\/kit|@remix-run\/\w+|@solidjs\/start|@tanstack\/react-start)"\s*:/;

/** What files that start a server are called; all others would have to be read for nothing. */
const entry =
  /(?:^|\/)[^/]*(?:server|http|listen|main|index|app|api|worker|cron|sched|hook|start|www|gateway|daemon|service)[^/]*\.[cm]?[jt]s$/i;

/** Servers of Node.js without a framework: one listener for every path. */
export const nodeHttp: FrameworkAdapter = {
  id: 'node-http',
  name: 'node:http',
  homepage: 'https://nodejs.org/api/http.html',
  supports: {
    endpoints: 'Listeners of `createServer()`, dispatch by path',
    guards: 'Code before the effects',
  },
  packages: [],
  files: [],
  middleware: [],
  routers: [],
  serving: [
    {
      match: entry,
      mentions: /\bcreate(?:Secure)?Server\b/,
      calls: servers,
      inUse: (surroundings) => !servedByFiles.test(surroundings.nearest('package.json') ?? ''),
      handlers: (served) => listenerIn(served),
    },
  ],
};

/** `createServer(listener)` or `createServer(options, listener)`. */
function listenerIn({ values, call }: Served): readonly ServedHandler[] {
  const index = values.findIndex((value, position) => position < 2 && value === callable);
  if (call === undefined || index < 0) return [];
  return [{ name: 'createServer', methods: [], path: '/', dispatches: true, at: [index], standsAt: 'registration', calling: listener }];
}
