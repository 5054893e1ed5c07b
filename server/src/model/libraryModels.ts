import type { Binding, Credential, Input, Verification } from './access';
import type { Absent, ApiPath, ArgumentPlace } from './adapters';

/** A digest of a secret and data: `createHmac(alg, key).update(data).digest()`. */
export interface DigestModel {
  /** Where the key is: argument of which call in the chain, counted from the left. `undefined` for a plain hash. */
  readonly key?: { readonly call: string; readonly argument: number };
  /** Calls in the chain whose first argument is covered. */
  readonly data: readonly string[];
  /** Index of the covered argument where it is not the first: `subtle.sign(algorithm, key, data)`. */
  readonly dataArgument?: number;
  /** The result is a promise. */
  readonly async?: boolean;
}

/** How a setting is read. */
export interface EnvironmentModel {
  /** It has been proven to be there. */
  readonly validated: boolean;
  /** The variable is named by the call that the chain starts with: `secret(name)()`, `defineSecret(name).value()`. */
  readonly namedAtStart?: boolean;
  /** The variable is named in capitals after this prefix: `useRuntimeConfig().cronSecret` is `NUXT_CRON_SECRET`. */
  readonly prefix?: string;
  /** Index of the argument that is used when it is not set: `config.get(name, fallback)`. */
  readonly fallback?: number;
  /** A file of the application whose default export is what applies a schema to it: `Env.rules({ … })`. */
  readonly schemaIn?: string;
}

/** A look-up of records by conditions: an object of what their members have to be. */
export interface LookupModel {
  /** The member of an argument that holds the conditions; the argument itself where there is none. */
  readonly under?: string;
  /** A condition whose value is one of these is left out, as if it had not been written: any record fits. */
  readonly leavesOut: readonly Absent[];
  /** It throws where no record fits. */
  readonly throws?: true;
}

/** When creating a client gives it an administrator's rights. */
export interface AdministratorModel {
  /** In words, for messages: `the service role key bypasses row level security`. */
  readonly reason: string;
  /** It has these rights only when this argument is read from a variable whose name matches; absent: always. */
  readonly key?: ArgumentPlace & { readonly variables: RegExp };
}

/** Builders of schemas. */
export interface SchemaModel {
  readonly roots: readonly ApiPath[];
  /** A call chain (or an option) with one of these members makes the value optional. */
  readonly optional: readonly string[];
  /** Members (or functions of the package) that check a value and throw when it does not fit. */
  readonly parse: readonly string[];
  /** Members that check a value and tell of it in a result with `error` and `value`. */
  readonly tell?: readonly string[];
  /** Where everything is optional at first: members that make the value required. */
  readonly requiredBy?: readonly string[];
  readonly tests?: SchemaTests;
}

/** A middleware that looks at a part of the request and lets only what fits pass: `zValidator('header', schema)`, `validator('header', check)`. */
export interface ValidatorModel {
  /** The part of the request by the name that the first argument gives. */
  readonly parts: Readonly<Record<string, Input>>;
  /** Index of the schema, or of the function of the part and the context that answers what does not fit. */
  readonly by: { readonly schema: number } | { readonly function: number };
}

/** Members of schemas that may tell who sends a value. */
export interface SchemaTests {
  /** The value has to be what they are given. */
  readonly equals: readonly string[];
  /** The function that they are given says whether the value fits. */
  readonly predicates: readonly string[];
  /** The function that they are given reports what does not fit, with `addIssue` of its second parameter. */
  readonly reporting: readonly string[];
  /** All schemas that they are given have to fit. */
  readonly together: readonly string[];
  /** Other values are accepted besides, or the value is replaced before it is tested. */
  readonly loosened: readonly string[];
}

/** A call that reads configuration through a schema and fails when it does not fit. */
export interface ConfigurationModel {
  /** Argument that holds the schema: an object of properties, or a schema made by {@link LibraryAdapter.schemas}. */
  readonly schema: number;
  /** Where in that argument; empty when it is the schema itself. */
  readonly path: readonly string[];
  /** Several members of that argument that are schemas together; they take the place of `path`. */
  readonly sections?: readonly string[];
  /** Option that turns validation off when it is written as `true`; what a variable of the environment decides is for builds without secrets. */
  readonly disabledBy?: string;
  /** The schema's text when it is JSON schema: properties not in this member are optional. */
  readonly required?: string;
  /** Calls whose result in the schema means that the property may be unset; others are validated: `makeValidator` … */
  readonly optional?: readonly string[];
}

/** A call that makes a handler, and methods on its value that add what runs before: `middy(handler).use(guard).before(check)`. */
export interface ComposedModel {
  /** Argument of the call that is the handler. */
  readonly handler: number;
  /** Methods: they are given the handler, functions that run before it, or objects that may hold one. */
  readonly adds: Readonly<Record<string, 'handler' | 'before' | 'members'>>;
  /** The member of such an object. */
  readonly before: string;
  /** The member, of what those functions are given, that is the handler's first parameter. */
  readonly request: string;
  /** The member that answers in the handler's place once it is assigned; so does what a function returns. */
  readonly early: string;
  /** Modules whose middleware decides nothing. */
  readonly harmless: RegExp;
}

/** A value that is a response: argument indices; -1 means that there is no such argument. */
export interface ResponseModel {
  /** What it discloses. */
  readonly body: number;
  /** The status as a number, or an object with `status`. */
  readonly init: number;
  /** The status when `init` names none; 200 when absent. */
  readonly status?: number;
  /** In a middleware it hands the request on instead of answering it: `NextResponse.next()`. */
  readonly continues?: boolean;
  /** Returned it ends the request also where other responses do not. */
  readonly isFinal?: boolean;
}

/**
 * What a call has to do with a stream of one value: it gives one that `fails`, or that is what a function gives (`defers`); as an operator its
 * function makes another value of it (`maps`), only sees it (`watches`), or stands in where it has failed (`rescues`); or all stays as it is (`keeps`).
 */
export type StreamModel = 'fails' | 'defers' | 'maps' | 'watches' | 'rescues' | 'keeps';

/** What a function that decides in a library's place is given; `key` is a header of its own. */
export type DecidingPart = 'token' | 'name' | 'password' | 'key' | 'request' | 'callback';

/** A way to find what the caller presents: the name it goes by unless it is given one, and what it hands to the function that decides. */
export interface StrategyModel {
  readonly name: string;
  readonly gives: readonly DecidingPart[];
}

/** A part of the request that a middleware leaves as a member of it. */
export interface ExtractModel {
  readonly member: string;
  readonly input: Input;
  readonly name: string;
}

/** A wrapper that verifies before it calls the handler it is given. */
export interface WrapperModel {
  readonly credential: Credential;
  readonly method: Verification['method'];
  readonly binds: readonly Binding[];
  /** Index of the handler among the arguments, counted from the end where it is negative. */
  readonly handler: number;
  /** It verifies nothing unless these options are true: `auth`. */
  readonly onlyWith?: readonly string[];
  /** The wrapper verifies nothing unless these variables are set: it fails open. */
  readonly unlessUnset?: readonly string[];
  /** An option that turns verification off when it is true, with the place it is found: argument index and property path. */
  readonly disabledBy?: { readonly argument: number; readonly path: readonly string[] };
  /** It hands its handler something of its own behind the request: `withSupabase(options, (request, context) => …)`. */
  readonly hands?: ApiPath;
  /** What calling it yields: a handler, or an object of handlers by export name. */
  readonly yields: 'handler' | 'handlers';
  /** Property path of the handler (or list of handlers) inside the argument, when the argument is an options object. */
  readonly handlerPath?: readonly string[];
  /** Options that count as the key being given although the variables are unset: `receiver`. An explicit `undefined` does not. */
  readonly suppliedBy?: readonly string[];
  /** Options that turn verification off: the name (at any depth) with the value that does. */
  readonly offWhen?: Readonly<Record<string, boolean | string>>;
  /** Option values with which what it accepts is public and proves nobody. */
  readonly weakWhen?: Readonly<Record<string, readonly string[]>>;
  /** It returns a function that takes the handler: `withAuth(options)(handler)`. */
  readonly curried?: boolean;
}

/**
 * A wrapper that verifies and calls its handler in any case: the handler has to test what was found. `export const GET = auth((req) => …)`.
 */
export interface PopulatingModel {
  readonly credential: Credential;
  readonly method: Verification['method'];
  readonly binds: readonly Binding[];
  /** Index of the handler among the arguments. */
  readonly handler: number;
  /** Member of the handler's first parameter that holds the result; empty when nothing was verified. */
  readonly member: string;
}
