import type { ApiPath, FrameworkAdapter } from '../model/adapters';
import type { ContextMember, DecoratorConvention, GateModel, ParameterModel } from '../model/declaredRoutes';
import { expressRequest, expressResponse } from '../model/expressShapes';
import type { RouterMethod } from '../model/routers';
import { expressPathCovers } from '../project/expressPath';
import { joinPaths } from '../project/joinPaths';

const noted: RouterMethod = { kind: 'use' };
const guard: GateModel = { member: 'canActivate', parameters: ['context'], result: 'allows' };
/** It runs after all guards; what it makes of the handler's answer comes too late to refuse. */
const interceptor: GateModel = { member: 'intercept', parameters: ['context', { nextIs: 'handle' }], result: 'ignored' };
const middleware: GateModel = { member: 'use', parameters: ['request', 'response', 'next'], result: 'ignored' };

const context: Readonly<Record<string, ContextMember>> = {
  'switchToHttp().getRequest()': 'request',
  'switchToHttp().getResponse()': 'response',
  'switchToHttp().getNext()': 'next',
  'getArgByIndex(0)': 'request',
  'getArgByIndex(1)': 'response',
  'getArgs().0': 'request',
  'getArgs().1': 'response',
  'getHandler()': 'handler',
  'getClass()': 'controller',
  'getType()': { constant: 'http' },
};

const request: ParameterModel = { of: 'request', whole: '' };
const response: ParameterModel = { of: 'response', whole: '', answersUnless: 'passthrough' };

const parameters: Readonly<Record<ApiPath, ParameterModel>> = {
  '@nestjs/common#Req': request,
  '@nestjs/common#Request': request,
  '@nestjs/common#Res': response,
  '@nestjs/common#Response': response,
  '@nestjs/common#Next': { of: 'next', whole: '' },
  '@nestjs/common#Headers': { of: 'request', whole: 'headers', named: 'headers.*' },
  '@nestjs/common#Query': { of: 'request', whole: 'query', named: 'query.*' },
  '@nestjs/common#Body': { of: 'request', whole: 'body', named: 'body.*' },
  '@nestjs/common#RawBody': { of: 'request', whole: 'rawBody' },
  '@nestjs/common#Param': { of: 'request', whole: 'params', named: 'params.*' },
  '@nestjs/common#Ip': { of: 'request', whole: 'ip' },
  '@nestjs/common#HostParam': { of: 'request', whole: 'hostname' },
};

const decorated: DecoratorConvention = {
  modules: ['@nestjs/common', '@nestjs/core'],
  controllers: ['@nestjs/common#Controller'],
  routes: {
    '@nestjs/common#Get': ['GET'],
    '@nestjs/common#Post': ['POST'],
    '@nestjs/common#Put': ['PUT'],
    '@nestjs/common#Patch': ['PATCH'],
    '@nestjs/common#Delete': ['DELETE'],
    '@nestjs/common#Head': ['HEAD'],
    '@nestjs/common#Options': ['OPTIONS'],
    '@nestjs/common#Sse': ['GET'],
    '@nestjs/common#All': [],
    '@nestjs/common#RequestMapping': [],
  },
  versions: ['@nestjs/common#Version'],
  gates: { '@nestjs/common#UseGuards': guard, '@nestjs/common#UseInterceptors': interceptor },
  inherits: true,
  compositions: ['@nestjs/common#applyDecorators'],
  metadata: {
    sets: ['@nestjs/common#SetMetadata', 'global#Reflect.defineMetadata'],
    makes: ['@nestjs/core#Reflector.createDecorator'],
    reads: {
      '@nestjs/core#Reflector().get': 'first',
      '@nestjs/core#Reflector().getAllAndOverride': 'first',
      '@nestjs/core#Reflector().getAll': 'all',
      '@nestjs/core#Reflector().getAllAndMerge': 'all',
      'global#Reflect.getMetadata': 'first',
    },
  },
  parameters,
  parameterMakers: ['@nestjs/common#createParamDecorator'],
  request: expressRequest,
  response: expressResponse,
  context,
  handler: { parameters: [], result: 'responds' },
  style: 'nest',
  application: {
    router: {
      create: ['@nestjs/core#NestFactory.create()'],
      types: [
        '@nestjs/common#INestApplication',
        '@nestjs/platform-express#NestExpressApplication',
        '@nestjs/platform-fastify#NestFastifyApplication',
      ],
      methods: { use: noted, useGlobalGuards: noted, useGlobalInterceptors: noted, setGlobalPrefix: noted, enableVersioning: noted },
      handler: { parameters: [expressRequest, expressResponse, 'next'], result: 'ignored', style: 'express' },
      ordered: false,
      covers: (pattern, routePath, exact = false) => expressPathCovers(pattern, routePath, exact),
      join: joinPaths,
    },
    prefix: [{ method: 'setGlobalPrefix', except: 'exclude' }],
    gates: { useGlobalGuards: guard, useGlobalInterceptors: interceptor, use: middleware },
    versions: {
      enableVersioning: {
        kind: 'type',
        inPath: '@nestjs/common#VersioningType.URI',
        prefix: 'v',
        prefixOption: 'prefix',
        defaultOption: 'defaultVersion',
        neutral: '@nestjs/common#VERSION_NEUTRAL',
      },
    },
    resolves: ['get', 'resolve'],
  },
  injection: {
    tokens: ['@nestjs/common#Inject'],
    module: '@nestjs/common#Module',
    providers: 'providers',
    imports: 'imports',
    controllers: 'controllers',
    provide: 'provide',
    useClass: 'useClass',
    useValue: 'useValue',
    useFactory: 'useFactory',
    useExisting: 'useExisting',
    inject: 'inject',
    gates: { '@nestjs/core#APP_GUARD': guard, '@nestjs/core#APP_INTERCEPTOR': interceptor },
    factories: { '@nestjs/config#registerAs().KEY': 1 },
    resolves: ['@nestjs/core#ModuleRef().get', '@nestjs/core#ModuleRef().resolve', '@nestjs/core#ModuleRef().create'],
    forwards: ['@nestjs/common#forwardRef'],
    configuration: { '@nestjs/config#ConfigModule.forRoot': { schema: 'validationSchema', validate: 'validate' } },
    mounts: ['@nestjs/core#RouterModule.register', '@nestjs/core#RouterModule.forRoutes'],
  },
  binding: { method: 'configure', apply: 'apply', exclude: 'exclude', routes: 'forRoutes', gate: middleware },
  overrides: {
    '@nestjs/passport#AuthGuard()().canActivate': {
      member: 'handleRequest',
      inherited: '@nestjs/passport#AuthGuard()().handleRequest',
      puts: 'user',
      strategies: { by: 'AuthGuard', base: '@nestjs/passport#PassportStrategy', method: 'validate' },
    },
  },
  join: joinPaths,
  covers: expressPathCovers,
};

/** NestJS: controllers, guards at every level, metadata, middleware bound by modules. */
export const nestjs: FrameworkAdapter = {
  id: 'nestjs',
  name: 'NestJS',
  homepage: 'https://nestjs.com',
  supports: {
    endpoints: '`@Controller()` with `@Get()` …, `setGlobalPrefix()`, versions, `applyDecorators()`',
    guards: '`@UseGuards()`, `APP_GUARD`, `useGlobalGuards()`, interceptors, metadata, `configure()`',
  },
  packages: ['@nestjs/common', '@nestjs/core'],
  files: [],
  middleware: [],
  routers: [],
  decorated: [decorated],
};
