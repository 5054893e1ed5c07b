import type { Calling, FrameworkAdapter, Shape } from '../model/adapters';
import { httpMethods, type HttpMethod } from '../model/endpoint';
import { webRequest } from '../model/requestShapes';
import { callable, type Served, type ServedHandler, type Surroundings } from '../model/serving';
import { jsonValue } from '../project/json';
import { isRecord, strings } from '../project/record';
import { boundFunctions } from './parts/azureBindings';

const request: Shape = {
  ...webRequest,
  'query.get(*)': { kind: 'input', input: 'query', absent: 'null' },
  'query.has(*)': { kind: 'input', input: 'query', absent: 'undefined' },
  query: { kind: 'input', input: 'query', absent: 'never', name: '' },
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
};

const calling: Calling = { parameters: [request, 'any'], result: 'responds', style: 'azure' };

const verbs: Readonly<Record<string, HttpMethod>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  deleteRequest: 'DELETE',
};

/** Azure Functions, programming models 3 (`function.json`) and 4. Without an access level everybody may call in the latter. */
export const azureFunctions: FrameworkAdapter = {
  id: 'azure-functions',
  name: 'Azure Functions',
  homepage: 'https://learn.microsoft.com/azure/azure-functions/functions-reference-node',
  supports: {
    endpoints: '`app.http()`, `app.get()` …, `httpTrigger` of `function.json`, `route`, prefix of `host.json`',
    guards: '`authLevel`',
  },
  packages: [],
  files: [],
  middleware: [],
  routers: [],
  serving: [
    {
      match: /./,
      mentions: /@azure\/functions/,
      calls: [
        '@azure/functions#app.http()',
        '@azure/functions#app.get()',
        '@azure/functions#app.post()',
        '@azure/functions#app.put()',
        '@azure/functions#app.patch()',
        '@azure/functions#app.deleteRequest()',
      ],
      inUse: (surroundings) => /@azure\/functions/.test(surroundings.nearest('package.json') ?? '@azure/functions'),
      handlers,
    },
    boundFunctions(prefixOf),
  ],
};

function handlers(served: Served): readonly ServedHandler[] {
  const [name, options] = served.values;
  const settings = isRecord(options) ? options : {};
  const isHandler = options === callable;
  if (typeof name !== 'string' || (!isHandler && settings['handler'] !== callable)) return [];
  const verb = verbs[/\.(\w+)\(\)$/.exec(served.call ?? '')?.[1] ?? ''];
  const listed = strings(settings['methods']).map((method) => method.toUpperCase());
  const level = settings['authLevel'];
  const route = typeof settings['route'] === 'string' ? settings['route'] : name;
  return [
    {
      name,
      methods: verb ? [verb] : httpMethods.filter((method) => (listed.length === 0 ? ['GET', 'POST'] : listed).includes(method)),
      path: `/${[prefixOf(served.surroundings), route].filter((part) => part !== '').join('/')}`,
      dispatches: false,
      at: isHandler ? [1] : [1, 'handler'],
      standsAt: 'registration',
      calling,
      ...(level === 'function' || level === 'admin' ? { protectedBy: { by: 'Azure function key', isKey: true } } : {}),
    },
  ];
}

/** What `host.json` puts before every route; `api` when it says nothing. */
function prefixOf(surroundings: Surroundings): string {
  const host = jsonValue(surroundings.nearest('host.json') ?? '');
  const extensions = isRecord(host) ? host['extensions'] : undefined;
  const http = isRecord(extensions) ? extensions['http'] : undefined;
  const prefix = isRecord(http) ? http['routePrefix'] : undefined;
  return typeof prefix === 'string' ? prefix.replace(/^\/|\/$/g, '') : 'api';
}
