import type { Span } from './source';

/** A credential that a manifest hands to a scheduler, or that a scheduled request carries. */
export interface Presented {
  /** Where the request carries it; `connection`: the scheduler adds it by itself. */
  readonly as: 'header' | 'query' | 'body' | 'user' | 'token' | 'connection';
  /** Name of the header, parameter or field. */
  readonly name: string;
  /** `literal`: the secret itself is written in the manifest; `reference`: it comes from elsewhere, or the text is no secret. */
  readonly value: 'literal' | 'reference';
  readonly span: Span;
}

/** What a scheduled request carries to prove who sends it. */
export interface Presentation {
  readonly credentials: readonly Presented[];
  /** Nothing else in the request could be a credential. */
  readonly isComplete: boolean;
}

/** A scheduled request as its manifest declares it. */
export interface RequestFact extends Presentation {
  readonly kind: 'request';
  readonly span: Span;
  /** Path or URL as written. */
  readonly target: string;
  /** An endpoint of the workspace serves it: whether it asks for a credential is said there. */
  readonly isServed: boolean;
  /** The target is certainly a service of the same system. */
  readonly isOwnService: boolean;
  /** The request crosses a network without encryption. */
  readonly isCleartext: boolean;
}

/** What a manifest declares beside its schedules. */
export type DeclaredFact =
  | { readonly kind: 'connection'; readonly credential: Presented }
  /** A path is open to a list of addresses, and the manifest asks for nothing else. */
  | { readonly kind: 'address-list'; readonly span: Span; readonly path: string; readonly setting: string }
  /** Everybody may call a service that schedules call; `grant` names the setting in words, `requests` are the places of those schedules. */
  | {
      readonly kind: 'open-service';
      readonly span: Span;
      readonly service: string;
      readonly grant: string;
      readonly requests: readonly Span[];
    }
  /** The identity that scheduled jobs run as has every right; `reason` names the grant. */
  | { readonly kind: 'rights'; readonly span: Span; readonly role: string; readonly reason: string };

/** One thing that a manifest says and a rule may ask about. */
export type ManifestFact = RequestFact | DeclaredFact;
