import type { FrameworkAdapter } from '../model/adapters';
import type { DecoratorConvention, GateModel } from '../model/declaredRoutes';
import { expressRequest, expressResponse } from '../model/expressShapes';
import { expressPathCovers } from '../project/expressPath';
import { joinPaths } from '../project/joinPaths';
import { expressGates } from './parts/expressGates';

const middleware: GateModel = { parameters: ['request', 'response', 'next'], result: 'ignored' };

const decorated: DecoratorConvention = {
  modules: ['@overnightjs/core'],
  controllers: ['@overnightjs/core#Controller'],
  routes: {
    '@overnightjs/core#Get': ['GET'],
    '@overnightjs/core#Post': ['POST'],
    '@overnightjs/core#Put': ['PUT'],
    '@overnightjs/core#Patch': ['PATCH'],
    '@overnightjs/core#Delete': ['DELETE'],
    '@overnightjs/core#Head': ['HEAD'],
    '@overnightjs/core#Options': ['OPTIONS'],
    '@overnightjs/core#All': [],
  },
  versions: [],
  gates: { '@overnightjs/core#ClassMiddleware': middleware, '@overnightjs/core#Middleware': middleware },
  children: ['@overnightjs/core#ChildControllers'],
  compositions: [],
  parameters: {},
  parameterMakers: [],
  request: expressRequest,
  response: expressResponse,
  context: {},
  handler: { parameters: ['request', 'response', 'next'], result: 'ignored' },
  style: 'overnight',
  application: {
    router: expressGates([]),
    prefix: [],
    gates: { use: middleware },
    versions: {},
    resolves: [],
    extended: { '@overnightjs/core#Server()': 'app' },
  },
  overrides: {},
  join: joinPaths,
  covers: expressPathCovers,
};

/** OvernightJS: Express routes as decorated methods of controllers. */
export const overnightjs: FrameworkAdapter = {
  id: 'overnightjs',
  name: 'OvernightJS',
  homepage: 'https://github.com/seanpmaxwell/overnight',
  supports: {
    endpoints: '`@Controller()` with `@Get()` …, `@ChildControllers()`',
    guards: '`@Middleware()`, `@ClassMiddleware()`',
  },
  packages: ['@overnightjs/core'],
  files: [],
  middleware: [],
  routers: [],
  decorated: [decorated],
};
