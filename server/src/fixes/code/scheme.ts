import type { CredentialScheme } from '../../model/endpoint';

/** The code of a scheme: a part of a template (`style.ts`) that stands in every verifier, whatever calls it. */
export interface SchemeCode {
  /** Lines that import what it uses. */
  readonly imports: readonly string[];
  /** Declarations in front of the verifier. */
  readonly constants: string;
  /** A condition that holds for genuine requests, in terms of {@link Scheme.settings}, {@link Scheme.headers}, `body` and `path`. */
  readonly accepts: string;
  /** The condition awaits something. */
  readonly isAsync: boolean;
  /** Functions behind the verifier. */
  readonly functions: string;
}

/** One kind of credential, and how a request that presents it is told from one that does not. */
export interface Scheme {
  /** The fix's id, and the name of its adapter file. */
  readonly id: string;
  readonly title: string;
  /** The schedulers' word for it: a fix for an endpoint whose scheduler presents this is the preferred one. */
  readonly presents: CredentialScheme | undefined;
  /** What verifiers are named after: `rejectUnverifiedCron`, `requireVerifiedCron`. */
  readonly noun: string;
  /** File names of the verifier without extension, in the order in which they are tried. */
  readonly files: readonly [string, string];
  /** What a request must present, as it stands in the verifier's comment. */
  readonly credential: string;
  /** Further lines of the comment. */
  readonly notes: readonly string[];
  /** The same in a word, for the log. */
  readonly word: string;
  /** Variables that must be set, by the name of the constant that holds each. */
  readonly settings: Readonly<Record<string, string>>;
  /** Headers that carry the credential, by the name of the constant that holds each. */
  readonly headers: Readonly<Record<string, string>>;
  /** It covers the body, so `body` is the text as it was sent; undefined where that cannot be told. */
  readonly coversBody: boolean;
  /** It is bound to the address, so `path` is the path with its query as it was sent. */
  readonly bindsPath: boolean;
  /** `socket` is the connection, which tells what the caller has proven to it. */
  readonly readsSocket: boolean;
  /** It is only offered where a scheduler presents it: other callers cannot. */
  readonly isRare: boolean;
  /** `undefined` where it cannot be verified. */
  code(place: SchemePlace): SchemeCode | undefined;
}

/** What most credentials are: headers that anybody can send, who has them. */
export const ofHeaders = { coversBody: false, bindsPath: false, readsSocket: false, isRare: false } as const;

/** Where a verification is to run. */
export interface SchemePlace {
  /** Only WebCrypto is at hand. */
  readonly edge: boolean;
  /** Packages that the project names. */
  readonly installed: ReadonlySet<string>;
  /** The endpoint's framework or platform. */
  readonly framework: string;
}
