import type { Presentation } from './manifestFacts';
import type { Span, Uri } from './source';

/** Methods a route can name. */
export const httpMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

export type HttpMethod = (typeof httpMethods)[number];

/** The method that a text names, in capitals. */
export function httpMethod(name: string | undefined): HttpMethod | undefined {
  return httpMethods.find((method) => method === name);
}

/** One handler reachable over HTTP. */
export interface Endpoint {
  /** `<file relative to its root>#<name>`; stable while file and name are. */
  readonly id: string;
  /** The framework adapter that found it. */
  readonly framework: string;
  /** Export name for file-routed code, `METHOD /full/path` for code-routed, the function's name on platforms. */
  readonly name: string;
  /** Methods it answers; empty when it answers every method. */
  readonly methods: readonly HttpMethod[];
  /** Canonical route path: `/api/jobs/[id]`, `/api/[...rest]`. */
  readonly path: string;
  readonly uri: Uri;
  /** Where it is declared and where `require-authentication` stands: the exported name, or the registration call's method name. */
  readonly declaration: Span;
  /** What a fix needs to know of the handler's code; absent when the code could not be found. */
  readonly site: HandlerSite | undefined;
}

/** A schedule that the code of an endpoint says itself. */
export interface SaidSchedule {
  readonly scheduler: string;
  readonly expression: string;
  readonly timezone: string | undefined;
  readonly span: Span;
}

/** Evidence that a scheduler calls an endpoint, strongest first. */
export type Evidence = 'declared' | 'verified-as' | 'named';

/** Kinds of credentials that schedulers present and fixes verify. */
export type CredentialScheme =
  'bearer' | 'cronjobpro' | 'qstash' | 'google-oidc' | 'github-oidc' | 'kubernetes' | 'client-certificate' | 'supabase';

/** A header that some schedulers send a secret in, and in no other one. */
export type SecretHeader = 'authorization';

/** What tells that a scheduler calls an endpoint. */
export interface Trigger {
  /** A scheduler adapter's id, or `unknown`. */
  readonly scheduler: string;
  /** The schedule as written, `undefined` when the evidence names none. */
  readonly schedule: string | undefined;
  readonly timezone: string | undefined;
  readonly evidence: Evidence;
  readonly declaredAt: Span;
  /** What this schedule's requests present, where its manifest tells; else it is what the scheduler usually presents. */
  readonly scheme?: CredentialScheme;
  /** What this schedule's requests carry; absent where its manifest does not tell. */
  readonly presents?: Presentation;
}

/** Declared spot of one parameter of a handler. */
export interface HandlerParameter {
  /** Its name, `undefined` for a destructuring pattern. */
  readonly name: string | undefined;
  readonly span: Span;
  /** The name or pattern alone, without type and default. */
  readonly binding: Span;
}

/** The handler's code as spans, so that a fix can edit it without reading syntax. */
export interface HandlerSite {
  readonly uri: Uri;
  /** The function that does the work: the innermost one that wrappers were given. */
  readonly function: Span;
  readonly isAsync: boolean;
  /** Where `async ` goes to make it asynchronous. */
  readonly asyncAt: number;
  readonly parameters: readonly HandlerParameter[];
  /** Where a first parameter goes; between the parentheses. */
  readonly parametersAt: number;
  /** Whether the parameter list is written without parentheses (`req => …`). */
  readonly bareParameter: boolean;
  /** A block's inside, or the expression of a concise arrow function. */
  readonly body: { readonly kind: 'block' | 'expression'; readonly span: Span; readonly firstStatement: number | undefined };
  /**
   * Code-routed frameworks: where a middleware argument goes in the registration call (right before the first handler).
   * An offset in the file of the endpoint's declaration, which need not be the handler's.
   */
  readonly middlewareAt: number | undefined;
  /** Code-routed frameworks: the registration call. */
  readonly registration: Span | undefined;
  /** The exported expression (`withX(async …)`), so that a fix can wrap it. */
  readonly exported: Span | undefined;
  /** How the handler receives requests, by its framework: `web` (Request → Response), `node` (req, res), `express` (req, res, next) … */
  readonly style: string;
  /** The function serves other paths too, so that only what it does for this endpoint's may be guarded. */
  readonly dispatches: boolean;
  /** Whether the file asks for an edge runtime. */
  readonly edge: boolean;
  /** Where a first statement goes: right after the opening brace or the last directive of a block; the start of a concise body. */
  readonly guardAt: number;
  /** The annotated return type without its colon. */
  readonly returnType: Span | undefined;
  /**
   * Where a wrapping call goes: `prefix + 'wrap(' + text at the span + ')' + suffix`. A declaration becomes a constant
   * that holds a function of the same name. `undefined` where the handler cannot be wrapped in place (methods).
   */
  readonly wrap: { readonly span: Span; readonly prefix: string; readonly suffix: string } | undefined;
}
