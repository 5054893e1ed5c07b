import type { ApiPath, FrameworkAdapter } from '../model/adapters';
import type { DecoratorConvention, GateModel, ParameterModel } from '../model/declaredRoutes';
import { httpMethods } from '../model/endpoint';
import { expressRequest, expressResponse } from '../model/expressShapes';
import { expressPathCovers } from '../project/expressPath';
import { joinPaths } from '../project/joinPaths';

const modules = ['tsoa', '@tsoa/runtime'];
const middleware: GateModel = { parameters: ['request', 'response', 'next'], result: 'ignored' };

function named(name: string): readonly ApiPath[] {
  return modules.map((module): ApiPath => `${module}#${name}`);
}

function each<T>(entries: Readonly<Record<string, T>>): Readonly<Record<ApiPath, T>> {
  return Object.fromEntries(Object.entries(entries).flatMap(([name, value]) => named(name).map((path) => [path, value] as const)));
}

const parameters: Readonly<Record<string, ParameterModel>> = {
  Request: { of: 'request', whole: '' },
  Header: { of: 'request', whole: 'headers', named: 'headers.*' },
  Query: { of: 'request', whole: 'query', named: 'query.*' },
  Queries: { of: 'request', whole: 'query' },
  Path: { of: 'request', whole: 'params', named: 'params.*' },
  Body: { of: 'request', whole: 'body' },
  BodyProp: { of: 'request', whole: 'body', named: 'body.*' },
  FormField: { of: 'request', whole: 'body', named: 'body.*' },
  Res: { of: 'responder', whole: '' },
};

const decorated: DecoratorConvention = {
  modules,
  controllers: named('Route'),
  routes: each(Object.fromEntries(httpMethods.map((verb) => [`${verb.charAt(0)}${verb.slice(1).toLowerCase()}`, [verb]]))),
  versions: [],
  gates: each({ Middlewares: middleware }),
  compositions: [],
  parameters: each(parameters),
  parameterMakers: [],
  request: expressRequest,
  response: expressResponse,
  context: {},
  handler: { parameters: [], result: 'responds' },
  style: 'tsoa',
  configured: {
    file: 'tsoa.json',
    prefix: ['routes', 'basePath'],
    asks: named('Security'),
    exempts: named('NoSecurity'),
    module: ['routes', 'authenticationModule'],
    export: 'expressAuthentication',
  },
  overrides: {},
  join: joinPaths,
  covers: expressPathCovers,
};

/** tsoa: decorated classes of which routes and an OpenAPI document are generated; `@Security` asks the authentication module that tsoa.json names. */
export const tsoa: FrameworkAdapter = {
  id: 'tsoa',
  name: 'tsoa',
  homepage: 'https://tsoa-community.github.io/docs/',
  supports: {
    endpoints: '`@Route()` with `@Get()` …',
    guards: '`@Security()` with `expressAuthentication`, `@Middlewares()`',
  },
  packages: modules,
  files: [],
  middleware: [],
  routers: [],
  decorated: [decorated],
};
