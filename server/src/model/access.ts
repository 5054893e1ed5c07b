import type { Span } from './source';

/** A part of the request that a caller fills in. */
export type Input = 'header' | 'query' | 'cookie' | 'body' | 'path' | 'network' | 'host' | 'method' | 'url' | 'certificate';

/** What the caller presents. Anybody can present anything: only verification makes it mean something. */
export type Credential =
  | { readonly kind: 'header' | 'query' | 'cookie' | 'body' | 'path'; readonly name: string }
  | { readonly kind: 'signature'; readonly header: string | undefined }
  | { readonly kind: 'token'; readonly format: 'jwt' | 'oidc' | 'opaque' }
  | { readonly kind: 'session' }
  | { readonly kind: 'certificate' }
  /** `isKey`: the platform asks for a key that all callers share. */
  | { readonly kind: 'platform'; readonly isKey?: true };

/** What it is verified against. */
export type Secret =
  | { readonly kind: 'env'; readonly name: string; readonly mayBeUnset: boolean }
  | { readonly kind: 'literal'; readonly span: Span }
  | { readonly kind: 'stored' }
  | { readonly kind: 'key' };

/** How it is verified. */
export type Method = 'constant-time' | 'early-exit' | 'signature' | 'decode-only' | 'lookup' | 'library';

/** What a verification binds the credential to; a missing binding is a weakness. */
export type Binding = 'time' | 'body' | 'audience' | 'issuer' | 'expiry' | 'caller' | 'url';

/** A check of a credential. */
export interface Verification {
  readonly credential: Credential;
  readonly secret: Secret;
  readonly method: Method;
  readonly binds: readonly Binding[];
  /** The library symbol or scheduler that it belongs to, when there is one. */
  readonly api: string | undefined;
  /** Parts a sound check would have and this one lacks, in words: `algorithms: none`. */
  readonly weaknesses: readonly string[];
}

/** A place where access is decided by a verification. */
export interface Guard {
  /** The comparison or the verifying call. */
  readonly span: Span;
  readonly verification: Verification;
  /** Only a middleware that serves many routes makes this check. */
  readonly isShared: boolean;
  /** Where its result is used: the outermost call of the project that hands it to a statement, the check itself where there is none. */
  readonly result: Span;
  /** Its outcome is put on the request, for whoever asks for it later. */
  readonly isKept: boolean;
  /** Where the credential is read from the request. */
  readonly read: Span | undefined;
  /** The two sides of a comparison, for fixes. */
  readonly operands: { readonly presented: Span; readonly expected: Span; readonly negated: boolean } | undefined;
}

/** What an effect touches. */
export type EffectKind = 'database' | 'http' | 'filesystem' | 'queue' | 'message' | 'process' | 'response' | 'unknown';

/** A call that changes or discloses something. `unknown` calls count: zero trust. */
export interface Effect {
  readonly span: Span;
  readonly kind: EffectKind;
  /** What is called, in words for messages: `prisma.user.deleteMany`. */
  readonly what: string;
  /** The calls of the project's own functions that it happens in, outermost first. */
  readonly within?: readonly Span[];
}

/** A client with an administrator's rights that a handler works with. */
export interface Privilege {
  /** Where the client is created. */
  readonly span: Span;
  /** Why it has these rights, in words: `the service role key bypasses row level security`. */
  readonly reason: string;
}

/** A request to a service of the same system that carries no credential. */
export interface BareCall {
  readonly span: Span;
  /** Where it goes, as far as that is known: `http://stock.internal/v1/low`, `APP_URL + /api/refresh`. */
  readonly target: string;
}

/**
 * A fact that holds once an edge of the access graph has been taken. `whole` is the logical expression that its test is a part of. `isRepeated`:
 * set-up code has come to the same decision, so that the path has only this outcome.
 */
export type Condition = { readonly span: Span; readonly whole?: Span; readonly isRepeated?: true } & (
  | { readonly kind: 'verified'; readonly guard: number }
  | { readonly kind: 'refused'; readonly guard: number }
  | { readonly kind: 'unset'; readonly variable: string; readonly set: boolean }
  | { readonly kind: 'environment'; readonly variable: string; readonly value: string; readonly equal: boolean }
  | { readonly kind: 'network'; readonly source: string; readonly equal: boolean }
  | { readonly kind: 'host'; readonly source: string; readonly equal: boolean }
  | { readonly kind: 'claim'; readonly name: string; readonly equal: boolean }
  | { readonly kind: 'spelling'; readonly what: string }
  /** A look-up leaves out the condition for a credential that has not been sent. */
  | { readonly kind: 'left-out'; readonly credential: Credential }
);

/** How the result of a verification gets lost. */
export type Loss = 'dropped' | 'not-awaited' | 'swallowed' | 'not-stopped';

/** What happens at a step. */
export type Action =
  | { readonly kind: 'effect'; readonly effect: Effect; readonly certain: boolean }
  | { readonly kind: 'lost'; readonly how: Loss; readonly guard: number | undefined }
  /** `status` is that of the response that refuses, where it is known. */
  | { readonly kind: 'reject'; readonly stops: boolean; readonly status?: number }
  /** A middleware has answered by itself: the request does not get to the endpoint. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'log' };

/** An edge of the access graph; a condition, if any, decides whether it is taken. */
export interface Edge {
  readonly to: number;
  readonly given: Condition | undefined;
}

/** A point of the access graph. */
export interface Step {
  readonly span: Span;
  readonly does: Action | undefined;
  readonly next: readonly Edge[];
}

/**
 * What one endpoint does across the project's own functions, reduced to decisions and effects. The graph is unfolded: a step
 * is a place together with the values that decide what follows, so every path in it is feasible as far as values are known.
 */
export interface AccessGraph {
  readonly entry: number;
  readonly steps: readonly Step[];
}
