import type { FrameworkAdapter } from '../model/adapters';
import type { DecoratorConvention, GateModel, ParameterModel } from '../model/declaredRoutes';
import { expressRequest, expressResponse } from '../model/expressShapes';
import { expressPathCovers } from '../project/expressPath';
import { joinPaths } from '../project/joinPaths';
import { expressGates } from './parts/expressGates';

const middleware: GateModel = { member: 'use', parameters: ['request', 'response', 'next'], result: 'ignored' };
const checker: GateModel = { parameters: ['context'], result: 'allows' };
const request: ParameterModel = { of: 'request', whole: '' };

const decorated: DecoratorConvention = {
  modules: ['routing-controllers'],
  controllers: ['routing-controllers#Controller', 'routing-controllers#JsonController'],
  routes: {
    'routing-controllers#Get': ['GET'],
    'routing-controllers#Post': ['POST'],
    'routing-controllers#Put': ['PUT'],
    'routing-controllers#Patch': ['PATCH'],
    'routing-controllers#Delete': ['DELETE'],
    'routing-controllers#Head': ['HEAD'],
    'routing-controllers#All': [],
  },
  versions: [],
  gates: { 'routing-controllers#UseBefore': middleware },
  compositions: [],
  parameters: {
    'routing-controllers#Req': request,
    'routing-controllers#Res': { of: 'response', whole: '', answersUnless: 'passthrough' },
    'routing-controllers#HeaderParam': { of: 'request', whole: 'headers', named: 'headers.*' },
    'routing-controllers#HeaderParams': { of: 'request', whole: 'headers' },
    'routing-controllers#QueryParam': { of: 'request', whole: 'query', named: 'query.*' },
    'routing-controllers#QueryParams': { of: 'request', whole: 'query' },
    'routing-controllers#CookieParam': { of: 'request', whole: 'cookies', named: 'cookies.*' },
    'routing-controllers#Body': { of: 'request', whole: 'body' },
    'routing-controllers#BodyParam': { of: 'request', whole: 'body', named: 'body.*' },
    'routing-controllers#Param': { of: 'request', whole: 'params', named: 'params.*' },
    'routing-controllers#Params': { of: 'request', whole: 'params' },
  },
  parameterMakers: [],
  request: expressRequest,
  response: expressResponse,
  context: { request: 'request', response: 'response', next: 'next' },
  handler: { parameters: [], result: 'responds' },
  style: 'routing-controllers',
  application: {
    router: expressGates(['routing-controllers#createExpressServer()', 'routing-controllers#useExpressServer()']),
    prefix: [],
    gates: {},
    versions: {},
    resolves: [],
    options: {
      argument: { 'routing-controllers#createExpressServer()': 0, 'routing-controllers#useExpressServer()': 1 },
      prefix: 'routePrefix',
      controllers: 'controllers',
      gates: { 'routing-controllers#Authorized': { option: 'authorizationChecker', model: checker } },
    },
  },
  injection: {
    tokens: ['typedi#Inject', 'tsyringe#inject', 'inversify#inject'],
    module: 'routing-controllers#Module',
    providers: '',
    imports: '',
    controllers: '',
    provide: '',
    useClass: '',
    useValue: '',
    useFactory: '',
    useExisting: '',
    inject: '',
    gates: {},
    factories: {},
    resolves: ['typedi#Container.get', 'tsyringe#container.resolve'],
    forwards: [],
    configuration: {},
    mounts: [],
  },
  overrides: {},
  join: joinPaths,
  covers: expressPathCovers,
};

/** routing-controllers: decorated classes over Express. */
export const routingControllers: FrameworkAdapter = {
  id: 'routing-controllers',
  name: 'routing-controllers',
  homepage: 'https://github.com/typestack/routing-controllers',
  supports: {
    endpoints: '`@JsonController()` with `@Get()` …',
    guards: '`@UseBefore()`, `@Authorized()`',
  },
  packages: ['routing-controllers'],
  files: [],
  middleware: [],
  routers: [],
  decorated: [decorated],
};
