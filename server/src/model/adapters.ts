import type { AddressConvention } from './addresses';
import type { Binding, Credential, EffectKind, Input, Verification } from './access';
import type { CallingStyle } from './callingStyle';
import type { CallConvention } from './declaredCalls';
import type { ObjectConvention } from './declaredObjects';
import type { DecoratorConvention } from './declaredRoutes';
import type { SeenPath } from './pathSpelling';
import type { AutoImports, FileConvention, FileMiddleware } from './fileRouting';
import type {
  AdministratorModel,
  ComposedModel,
  ConfigurationModel,
  DecidingPart,
  DigestModel,
  EnvironmentModel,
  ExtractModel,
  LookupModel,
  PopulatingModel,
  ResponseModel,
  SchemaModel,
  StrategyModel,
  StreamModel,
  ValidatorModel,
  WrapperModel,
} from './libraryModels';
import type { LibraryCallbacks } from './libraryCallbacks';
import type { ProcedureConvention } from './procedures';
import type { RouterConvention } from './routers';
import type { ServingConvention } from './serving';
import type { Support } from './support';

export type { FileConvention, FileMiddleware } from './fileRouting';
export type * from './libraryModels';
export type * from './scheduling';

/**
 * One grammar for every name that is not the project's own: `module#member.member()`. `()` is a call or construction,
 * `*` one member of any name, `**` any chain with its calls (also none): `node:crypto#timingSafeEqual`, `@upstash/qstash#Receiver().verify`,
 * `@prisma/client#PrismaClient().**`. Globals live in the module `global`. A module may end in `*`; `missing:` precedes specifiers
 * that lead to nothing in the workspace.
 */
export type ApiPath = `${string}#${string}`;

/** The same grammar without a module, rooted at a handler's parameter: `headers.get(*)`, `query.*`, `ip`. */
export type MemberPath = string;

/** What a caller-controlled read yields when the caller sends nothing. */
export type Absent = 'null' | 'undefined' | 'empty' | 'never';

/** What a member of a handler's parameter is. */
export type Member =
  /** A part of the request; the name is the `*` of the path, the first argument (or the one at `argument`), or fixed. */
  | {
      readonly kind: 'input';
      readonly input: Input;
      readonly absent: Absent;
      readonly name?: string;
      readonly argument?: number;
      readonly async?: boolean;
      /** The path in it, when it is the request's URL; `isFirst`: neither scheme nor host precede it. */
      readonly path?: SeenPath & { readonly isFirst?: boolean };
    }
  /** A setting from outside the program, handed over with the request: `platform.env.*`. */
  | { readonly kind: 'environment' }
  /** The request (or one of its parts) again: `clone()`, `raw`. `path` renames it within the same table. */
  | { readonly kind: 'self'; readonly path?: MemberPath; readonly async?: boolean }
  /** Sets the response's status from the first argument (or `status`) and returns the response object. */
  | { readonly kind: 'status'; readonly status?: number }
  /** Sends the response; code after it still runs. The status is the one set before, the first argument, or fixed. */
  | { readonly kind: 'send'; readonly status?: number | 'argument'; readonly body?: number }
  /**
   * A value that is a response; it must be returned or thrown. Argument indices of status and body. Where code puts an object instead, that
   * is the response when the handler ends.
   */
  | {
      readonly kind: 'respond';
      readonly status?: number;
      readonly statusArgument?: number;
      readonly body?: number;
      readonly continues?: boolean;
    }
  /** Throws: the request is rejected. */
  | { readonly kind: 'throw' }
  /** Runs the rest of the chain; with an argument it hands over an error instead. */
  | { readonly kind: 'next' }
  /** The request's path; `afterMethod`: one text of its method, a space and the path. */
  | ({ readonly kind: 'pathname'; readonly afterMethod?: true } & SeenPath)
  /** Proof given by the platform or the connection: `socket.authorized`. */
  | { readonly kind: 'proof'; readonly credential: Credential }
  /** Keeps the second argument under the name that is the first one, for `kept` to give back during the same request. */
  | { readonly kind: 'keep' }
  | { readonly kind: 'kept' }
  /** What set-up code has put on the router, under the name that is the first argument or the member's own: `req.app.get('secret')`. */
  | { readonly kind: 'decoration' }
  /** What it is depends on its first argument: `valid('header')`. */
  | { readonly kind: 'selected'; readonly by: Readonly<Record<string, Member>> }
  /** Throws unless an argument is truthy: `ctx.assert(ok, 401)`. */
  | { readonly kind: 'assert'; readonly condition: number }
  /** A verification of what the request carries. */
  | { readonly kind: 'verifier'; readonly model: VerifierModel }
  /**
   * Calls its second argument once the event that the first one names has happened, if that is one of these. Of `piecemeal` events it is given a
   * piece of the body each time.
   */
  | { readonly kind: 'event'; readonly happen: readonly string[]; readonly piecemeal?: string }
  /** Whether the response has been sent. */
  | { readonly kind: 'sent' }
  /** No meaning for access: `setHeader()`, `signal`. */
  | { readonly kind: 'neutral' };

/** A handler parameter as a table of members; longest match wins. */
export type Shape = Readonly<Record<MemberPath, Member>>;

/**
 * A handler's parameter: its shape, `next` for the continuation that may be handed an error, `continue` for one that may not (what it is given
 * changes nothing) and gives the response, `error` for an error middleware's first parameter.
 */
export type Parameter = Shape | 'next' | 'continue' | 'error' | 'any' | ParameterObject;

/** A parameter that is an object of several: `handle({ event, resolve })`. */
export interface ParameterObject {
  readonly kind: 'parts';
  /** `neutral`: a function without meaning for access. */
  readonly parts: Readonly<Record<string, Shape | 'next' | 'continue' | 'neutral'>>;
}

/** How a framework calls a handler or middleware. */
export interface Calling {
  /** One entry a parameter. */
  readonly parameters: readonly Parameter[];
  /**
   * What the return value does. `responds`: it is the response. `ignored`: only `send` answers. `responds-or-continues`: a value answers,
   * nothing continues the chain. `allows`: truthy lets the request pass (guards). `responds-if-any`: a value is the response, none says that
   * `next` or nobody has answered. `continues-unless-sent`: the chain goes on unless the response has been sent, whatever is returned; a
   * callback of its own says when. `sends-at-end`: what has been put on the response when the outermost middleware ends is sent.
   * `responds-unless-nothing`: whatever is returned is the response, nothing continues the chain. `provides`: the chain goes on with the
   * members of what is returned on the first parameter, unless it is a response. `continues-unless-taken-over`: only a response that says so
   * ends the chain.
   */
  readonly result:
    | 'responds'
    | 'ignored'
    | 'responds-or-continues'
    | 'allows'
    | 'responds-if-any'
    | 'continues-unless-sent'
    | 'sends-at-end'
    | 'responds-unless-nothing'
    | 'provides'
    | 'continues-unless-taken-over';
  /** The word fixes know this calling convention by. */
  readonly style: CallingStyle;
  /** What the continuation is given under an option becomes members of a parameter of what follows. */
  readonly hands?: { readonly option: string; readonly to: Shape };
  /** How all but the last of a list of handlers are called. */
  readonly earlier?: Calling;
  /** The handler may be an object instead: functions that run before it, by member, and the member that is the handler itself. */
  readonly phases?: { readonly before: Readonly<Record<string, Calling>>; readonly handler: string };
}

/** A web framework, as data. */
export interface FrameworkAdapter {
  readonly id: string;
  readonly name: string;
  readonly homepage: string;
  readonly supports: Support;
  /** Packages of which one must be in reach (package.json) or imported for code routes to be looked for. */
  readonly packages: readonly string[];
  readonly files: readonly FileConvention[];
  readonly middleware: readonly FileMiddleware[];
  readonly routers: readonly RouterConvention[];
  /** Where an application says under which other paths its routes are reached. */
  readonly addresses?: readonly AddressConvention[];
  /** What file-routed code uses without importing it. */
  readonly autoImports?: AutoImports;
  /** Handlers that its platform calls without a router. */
  readonly serving?: readonly ServingConvention[];
  /** Routes that decorators of classes and methods declare. */
  readonly decorated?: readonly DecoratorConvention[];
  /** Endpoints that are objects in a configuration. */
  readonly objects?: readonly ObjectConvention[];
  /** Endpoints that are results of calls. */
  readonly called?: readonly CallConvention[];
  /** Endpoints that are procedures of routers. */
  readonly procedures?: readonly ProcedureConvention[];
}

/**
 * How a verifier tells that it refused. `throws` includes a promise that rejects. Members of a result object are samples: in `accepted`
 * an empty object stands for what was verified; `true` stands for any truthy value. Members not listed are not known.
 */
export type Refusal =
  | 'throws'
  | 'false'
  | 'null'
  /** A result object whose members tell: `{ data: { user }, error }`. */
  | { readonly accepted: Readonly<Record<string, unknown>>; readonly refused: Readonly<Record<string, unknown>> };

/** An argument of a call, or a property inside an options object that is the argument. */
export interface ArgumentPlace {
  /** Name of the call in the chain (`Webhook` in `svix#Webhook().verify`); the last call when absent. */
  readonly call?: string;
  readonly argument: number;
  readonly path?: readonly string[];
}

/** What a library's verifying call does. */
export interface VerifierModel {
  readonly credential: Credential;
  readonly method: Verification['method'];
  readonly binds: readonly Binding[];
  readonly refusal: Refusal;
  /** The result is a promise: without `await` nothing is decided. */
  readonly async: boolean;
  /** Option names (of any object argument) that add a binding when given: `audience` → `audience`. */
  readonly options?: Readonly<Record<string, Binding>>;
  /** Option values that weaken it: `ignoreExpiration` → `expiration is ignored`. */
  readonly weakening?: Readonly<Record<string, string>>;
  /** Texts that weaken it where an option is or lists them: `algorithms` → `none` → `unsigned tokens are accepted`. */
  readonly weakeningBy?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Where the presented credential is; absent: it is read from the request (or its context) without being handed over. */
  readonly presented?: ArgumentPlace;
  /** Where the secret or key is; absent: it is configured elsewhere. */
  readonly key?: ArgumentPlace;
  /** Where the signed data is, for verifiers that bind `body`. */
  readonly data?: ArgumentPlace;
  /** How many seconds what was signed stays valid; zero or less is for ever, and without it the library's own limit holds. */
  readonly tolerance?: ArgumentPlace;
  /** Options (at any depth of an object argument) that change how it refuses when they are true: `ensureSignedIn` → `throws`. */
  readonly refusalWith?: Readonly<Record<string, Refusal>>;
  /** Options that make it no verification at all when they are true: `raw`. */
  readonly unverifiedWith?: readonly string[];
  /** Option values that do: `auth` → `none`. */
  readonly unverifiedBy?: Readonly<Record<string, readonly string[]>>;
  /** It is the answer of a service, and verifies only where the address of the request (the first call of the path) ends so. */
  readonly addressed?: string;
  /** Modes in which it accepts what everybody can make: the name of the option (at any depth) with the value that does. */
  readonly offWhen?: Readonly<Record<string, boolean | string>>;
  /** Argument that makes it no verification at all when it is true: `decode(token, key, true)`. */
  readonly unverifiedArgument?: number;
  /** Given a function as its last argument it returns nothing and calls that with (error, result): an error means refused. */
  readonly callback?: boolean;
}

/** Calling it yields a middleware (or hook) that refuses by itself: `expressjwt({ secret, algorithms })`. */
export interface MiddlewareModel {
  readonly credential: Credential;
  readonly method: Verification['method'];
  readonly binds: readonly Binding[];
  /** It is the middleware itself; it is registered without being called. */
  readonly uncalled?: boolean;
  /** Option names that add a binding when given: `audience` → `audience`. */
  readonly options?: Readonly<Record<string, Binding>>;
  /** Where the secret or key is. */
  readonly key?: ArgumentPlace;
  /** Where the key is unset it accepts the text `undefined` in its place. */
  readonly acceptsUnset?: boolean;
  /** Options by name (at any depth) with the value that lets requests without a valid credential through: `credentialsRequired` → `false`. */
  readonly disabledBy?: Readonly<Record<string, boolean>>;
  /** Where it leaves what it has verified, on the request or its context, for those who ask when it lets others pass, too; an option may name the last member. */
  readonly leaves?: { readonly path: readonly string[]; readonly namedBy: string };
  /** It rejects nothing unless this option is given: `callbacks.authorized`. */
  readonly onlyWith?: readonly string[];
  /** Given a function at this argument index or behind it, it tells that what it found, and refuses nothing: `passport.authenticate(name, (error, user) => …)`. */
  readonly delegatesTo?: number;
  /**
   * Given a function under this option, that function decides about what is presented: `verifyToken`; a truthy answer lets the request pass.
   * `request` is what the middleware itself is given first; `callback` takes an error and the answer. A promise is waited for unless it is `synchronous`.
   */
  readonly decidedBy?: { readonly option: string; readonly gives: readonly DecidingPart[]; readonly synchronous?: boolean };
  /** Its first argument names strategies: those that code has registered itself decide. */
  readonly byStrategies?: true;
  /** Members of its result that exempt requests by path: `unless`. */
  readonly exemptions?: readonly string[];
}

/** A call that sends an HTTP request to the URL in its first argument. */
export interface RequestModel {
  /** Index of its options; what stands before them is the body. */
  readonly options: number;
  /** It is a method of a client that was made with options: the one of them that holds what its addresses begin with. */
  readonly base?: string;
}

/** An npm package (or the global scope), as data. */
export interface LibraryAdapter extends LibraryCallbacks {
  /** The file's name: the package's name in kebab-case without `@`; `global` for globals. */
  readonly id: string;
  readonly verifiers?: Readonly<Record<ApiPath, VerifierModel>>;
  readonly wrappers?: Readonly<Record<ApiPath, WrapperModel>>;
  /** Calls whose value is a middleware that refuses by itself. */
  readonly middleware?: Readonly<Record<ApiPath, MiddlewareModel>>;
  /** Calls whose value is a middleware that lets only requests pass whose parts fit. */
  readonly validators?: Readonly<Record<ApiPath, ValidatorModel>>;
  /** Strategies that find a credential and leave it to the application to verify it. */
  readonly strategies?: Readonly<Record<ApiPath, StrategyModel>>;
  /** Calls that register a strategy, under a name that stands before it or its own. */
  readonly registers?: readonly ApiPath[];
  /** Calls whose value is a middleware that leaves a part of the request under another name, and verifies nothing. */
  readonly extracts?: Readonly<Record<ApiPath, ExtractModel>>;
  /** Wrappers that verify but refuse nothing. */
  readonly populates?: Readonly<Record<ApiPath, PopulatingModel>>;
  /** Calls that look like a verification and are none, with the reason in words: `getSessionCookie`. */
  readonly unverified?: Readonly<Record<ApiPath, string>>;
  /** Comparisons of two arguments; async ones must be awaited. */
  readonly comparisons?: Readonly<
    Record<ApiPath, { readonly left: number; readonly right: number; readonly async?: boolean; readonly throwsOnLength?: boolean }>
  >;
  readonly digests?: Readonly<Record<ApiPath, DigestModel>>;
  /** Calls that give the keys that are found at an address, by the argument that is it. */
  readonly keySets?: Readonly<Record<ApiPath, number>>;
  readonly lookups?: Readonly<Record<ApiPath, LookupModel>>;
  /** Calls that make a result as a value: whether it succeeds; `async` ones give a promise of it. */
  readonly results?: Readonly<Record<ApiPath, { readonly succeeds: boolean; readonly async?: boolean }>>;
  /** Calls that give an instance of the class they are given, with the decorator by which its constructor asks for something else than its types say. */
  readonly containers?: Readonly<Record<ApiPath, { readonly injects: ApiPath }>>;
  /** Calls that make or handle streams of one value. */
  readonly streams?: Readonly<Record<ApiPath, StreamModel>>;
  readonly effects?: Readonly<Record<ApiPath, EffectKind>>;
  /** Effects that send HTTP requests. */
  readonly requests?: Readonly<Record<ApiPath, RequestModel>>;
  /** Calls without meaning for access: logging is `logs`, everything else pure is `harmless`. */
  readonly logs?: readonly ApiPath[];
  readonly harmless?: readonly ApiPath[];
  /** Calls and members that give what anybody can find out or guess, the time of day or the name of the machine: no secret is made of it alone. */
  readonly known?: readonly ApiPath[];
  /** Calls that never return: `next/navigation#redirect`. */
  readonly throws?: readonly ApiPath[];
  /** Calls that end the process: where code runs before requests are served, nothing is served then. */
  readonly ends?: readonly ApiPath[];
  /** Values and constructions that are responses: argument indices of body and status (a number or `{ status }`). */
  readonly responses?: Readonly<Record<ApiPath, ResponseModel>>;
  /** Calls that give validated configuration: where the schema is and how a property may be unset. */
  readonly configuration?: Readonly<Record<ApiPath, ConfigurationModel>>;
  /** Schema builders: a call chain containing one of these members makes the value optional. */
  readonly schemas?: SchemaModel;
  /** Expressions that read an environment variable by member or first argument: `process.env.*`, `Deno.env.get(*)`. */
  readonly environment?: Readonly<Record<ApiPath, EnvironmentModel>>;
  /** Calls that throw unless an argument is truthy (`condition`), or unless two are equal: `invariant(secret)`. */
  readonly asserts?: Readonly<Record<ApiPath, { readonly condition: number } | { readonly left: number; readonly right: number }>>;
  /** Request parts read without the request: `next/headers#headers().get(*)`. */
  readonly inputs?: Readonly<Record<ApiPath, Member>>;
  /** Address tests: passing them says that a request comes from somewhere. */
  readonly network?: readonly ApiPath[];
  /** Calls whose value is a middleware that lets only some addresses pass. */
  readonly addressFilters?: readonly ApiPath[];
  /** Pure conversions: the result stands for the argument at the index, encoded or imported. `crypto.subtle.importKey` → 1. */
  readonly derives?: Readonly<Record<ApiPath, { readonly argument: number; readonly async?: boolean }>>;
  /** Calls that make handlers of several functions. */
  readonly composed?: Readonly<Record<ApiPath, ComposedModel>>;
  /** Calls that parse an address, by the argument that is it: what `new URL()` makes of it. */
  readonly addresses?: Readonly<Record<ApiPath, number>>;
  /** Creations of a client with an administrator's rights. */
  readonly administrators?: Readonly<Record<ApiPath, AdministratorModel>>;
  /** Calls that set the status of the response under way, by the argument that is it; nothing is sent yet. */
  readonly statuses?: Readonly<Record<ApiPath, { readonly argument: number }>>;
  /** Calls whose value is the list of their arguments, or of what an option holds: `sequence(first, second)`. */
  readonly lists?: Readonly<Record<ApiPath, { readonly option?: string }>>;
  /** Calls that make one middleware of several: `any` of them may let the request pass, or all have to, `unless` the first argument exempts its path;
   * a test that says the opposite (`negation`); a function that says again what it said at first (`first-result`), or that hands what each
   * function says to the next one (`in-order`). */
  readonly combinations?: Readonly<Record<ApiPath, 'any' | 'unless' | 'negation' | 'first-result' | 'in-order'>>;
  /** Calls that return their function argument (or the one at an index) unchanged in meaning: neutral wrappers. */
  readonly passThrough?: Readonly<Record<ApiPath, number>>;
}
