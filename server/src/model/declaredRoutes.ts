import type { CallingStyle } from './callingStyle';
import type { ApiPath, Calling, MemberPath, Shape } from './adapters';
import type { HttpMethod } from './endpoint';
import type { RouterConvention } from './routers';

/** What declared code is handed: the request, the response, the continuation (or an object with a method that is one), or the object that describes the call. */
export type Given = 'request' | 'response' | 'next' | { readonly nextIs: string } | 'context' | 'any';

/** Code that runs before a handler and decides whether it does. */
export interface GateModel {
  /** The method of an instance that is called; a function is called itself. */
  readonly member?: string;
  readonly parameters: readonly Given[];
  readonly result: Calling['result'];
}

/** What a member of the object that describes a call gives. */
export type ContextMember = 'request' | 'response' | 'next' | 'handler' | 'controller' | { readonly constant: string };

/** Where a decorated parameter takes its value from: a member of the request without, and with a name as the decorator's argument. */
export interface ParameterModel {
  /** `responder`: a function that makes the response of its status and body. */
  readonly of: 'request' | 'response' | 'next' | 'responder';
  readonly whole: MemberPath;
  /** The `*` stands for the name. */
  readonly named?: MemberPath;
  /** The handler answers by itself unless this option is given: `@Res({ passthrough: true })`. */
  readonly answersUnless?: string;
}

/** How settings of the application are named on the object that stands for it. */
export interface ApplicationModel {
  /** What makes the application, and which calls on it are noted; all of them are of kind `use`. */
  readonly router: RouterConvention;
  /** Calls whose first argument is put before the path of every route; routes in the list of this option are excepted. */
  readonly prefix: readonly { readonly method: string; readonly except: string }[];
  /** Calls whose arguments stand before every route. */
  readonly gates: Readonly<Record<string, GateModel>>;
  /** Calls that turn on versions in paths. */
  readonly versions: Readonly<Record<string, VersioningModel>>;
  /** Calls that give the instance of a class. */
  readonly resolves: readonly string[];
  /** Classes that applications extend, and the member of theirs that is noted as `router` says. */
  readonly extended?: Readonly<Record<ApiPath, string>>;
  /** Where the options of a creating call are, with the names of those that matter. */
  readonly options?: ApplicationOptions;
}

/** Options given when an application is made. */
export interface ApplicationOptions {
  /** The index of the argument by creating call. */
  readonly argument: Readonly<Record<ApiPath, number>>;
  readonly prefix: string;
  /** Option that lists the classes it serves. */
  readonly controllers: string;
  /** Options that hold the code a decorator of classes and methods asks for, by decorator. */
  readonly gates: Readonly<Record<ApiPath, { readonly option: string; readonly model: GateModel }>>;
}

/** Settings of an application that stand in a JSON file around the classes. */
export interface ConfiguredApplication {
  readonly file: string;
  /** Property path of what precedes every route. */
  readonly prefix: readonly string[];
  /** Decorators with the name of a scheme, and what is handed over with it; of several on one node, one has to let the request pass. */
  readonly asks: readonly ApiPath[];
  /** Decorators that take those of the class away. */
  readonly exempts: readonly ApiPath[];
  /** Property path of the module, and its export, that is called with the request and the decorator's arguments, and throws to refuse. */
  readonly module: readonly string[];
  readonly export: string;
}

/** Versions as a path segment. */
export interface VersioningModel {
  /** Option that names the kind of versioning, and the kind that puts them into paths. */
  readonly kind: string;
  readonly inPath: ApiPath;
  readonly prefix: string;
  readonly prefixOption: string;
  readonly defaultOption: string;
  readonly neutral: ApiPath;
}

/** How instances are made: classes are named by the types of constructor parameters, other things by tokens. */
export interface InjectionModel {
  /** Decorators of parameters and properties whose argument is a token. */
  readonly tokens: readonly ApiPath[];
  /** Decorators of classes that list providers and other modules, with the names of the lists. */
  readonly module: ApiPath;
  readonly providers: string;
  readonly imports: string;
  readonly controllers: string;
  readonly provide: string;
  readonly useClass: string;
  readonly useValue: string;
  readonly useFactory: string;
  readonly useExisting: string;
  readonly inject: string;
  /** A provider for this token stands before every route. */
  readonly gates: Readonly<Record<ApiPath, GateModel>>;
  /** Tokens that a library makes around a factory of settings: `registerAs(name, factory).KEY`, with the factory's argument. */
  readonly factories: Readonly<Record<ApiPath, number>>;
  /** Objects that give instances by class or token: `ModuleRef().get`. */
  readonly resolves: readonly ApiPath[];
  /** Calls around a module that stand for it: `forwardRef(() => Module)`. */
  readonly forwards: readonly ApiPath[];
  /** Calls that give settings a schema: `ConfigModule.forRoot`, with the options that hold a schema or a validating function. */
  readonly configuration: Readonly<Record<ApiPath, { readonly schema: string; readonly validate: string }>>;
  /** Imports that mount modules below a path: `RouterModule.register([{ path, module, children }])`. */
  readonly mounts: readonly ApiPath[];
}

/** Middleware that a module binds to paths: `consumer.apply(A).exclude('x').forRoutes('y')`. */
export interface BindingModel {
  /** The method of the module that is given the binder. */
  readonly method: string;
  readonly apply: string;
  readonly exclude: string;
  readonly routes: string;
  readonly gate: GateModel;
}

/** Metadata that decorators leave and gates read. */
export interface MetadataModel {
  /** Decorators with a key and a value as arguments. */
  readonly sets: readonly ApiPath[];
  /** Calls whose result is a decorator with a value as its argument; it is its own key. */
  readonly makes: readonly ApiPath[];
  /** Reads of a key from one target or a list of them: the first that has it, or all values. */
  readonly reads: Readonly<Record<ApiPath, 'first' | 'all'>>;
}

/** Methods of a subclass that decide instead of its library. */
export interface OverrideModel {
  readonly member: string;
  readonly inherited: ApiPath;
  readonly puts: string;
  readonly strategies?: StrategyConvention;
}

/**
 * Classes that verify in a library's place, by the names that the call `by` asks for: they extend what `base` makes of a strategy of the library
 * and a name, and `method` is given what the strategy has found.
 */
export interface StrategyConvention {
  readonly by: string;
  readonly base: ApiPath;
  readonly method: string;
}

/** A framework whose routes are methods with decorators. Nothing of it depends on the order in which code runs. */
export interface DecoratorConvention {
  /** Modules of which one is imported by every file that declares routes. */
  readonly modules: readonly string[];
  /** Decorators of classes whose methods are routes; the argument is a path, a list of paths, or an object with `path` and `version`. */
  readonly controllers: readonly ApiPath[];
  /** Decorators of methods; the argument is a path, a list of paths, or an object with `path` and `method`. An empty list means all methods. */
  readonly routes: Readonly<Record<ApiPath, readonly HttpMethod[]>>;
  /** Decorators of classes and methods with a version as their argument. */
  readonly versions: readonly ApiPath[];
  /** Decorators of classes and methods whose arguments stand before the handler; those of the class come first. */
  readonly gates: Readonly<Record<ApiPath, GateModel>>;
  /** Decorators of classes that list other controllers below their path. */
  readonly children?: readonly ApiPath[];
  /** Whether what decorates a class holds for those that extend it, too. */
  readonly inherits?: boolean;
  /** Decorators that only stand for others: `applyDecorators(A, B)`. */
  readonly compositions: readonly ApiPath[];
  readonly metadata?: MetadataModel;
  readonly parameters: Readonly<Record<ApiPath, ParameterModel>>;
  /** Makers of own parameter decorators; the function is given the decorator's argument and the object that describes the call. */
  readonly parameterMakers: readonly ApiPath[];
  readonly request: Shape;
  readonly response: Shape;
  readonly context: Readonly<Record<MemberPath, ContextMember>>;
  readonly handler: GateModel;
  /** The word that fixes know its methods by; absent: they have no idiom. */
  readonly style?: CallingStyle;
  readonly application?: ApplicationModel;
  readonly configured?: ConfiguredApplication;
  readonly injection?: InjectionModel;
  readonly binding?: BindingModel;
  /**
   * Methods of a subclass that decide instead of its library: called with an error and what was verified. `inherited`: the library's own, which
   * refuses unless something was. `puts`: the member of the request that holds what the method returns. `strategies`: where the project says itself
   * what is verified.
   */
  readonly overrides: Readonly<Record<ApiPath, OverrideModel>>;
  /** Joins a path and what follows it to one. */
  join(prefix: string, path: string): string;
  /** Whether a bound path covers a route; `exact` as in {@link RouterConvention.covers}. */
  covers(pattern: string, routePath: string, exact: boolean): boolean;
}
