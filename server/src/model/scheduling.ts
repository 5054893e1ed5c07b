import type { ApiPath } from './adapters';
import type { CronDialect } from './cron';
import type { CredentialScheme, HttpMethod, SecretHeader } from './endpoint';
import type { DeclaredFact, Presentation } from './manifestFacts';
import type { Surroundings } from './serving';
import type { Snapshot, SourceText, Span, Uri } from './source';

/** A path or URL that an application serves in place of another one. */
export interface ReachedPath {
  /** The application's folder; a mere path is one of its own. */
  readonly folder: Uri;
  readonly target: string;
  /** It is served in place of every path below one, and tells them apart by itself. */
  readonly dispatches: boolean;
}

/** A schedule that a manifest or code declares, before it is matched with an endpoint. */
export interface Schedule {
  readonly scheduler: string;
  /** Route path or URL as written; query strings are kept. */
  readonly target: string;
  readonly method: HttpMethod | undefined;
  readonly schedule: string | undefined;
  readonly timezone: string | undefined;
  readonly declaredAt: Span;
  /** `true`: only the platform can call the target; it has no public URL. */
  readonly private: boolean;
  /** The target names a function file instead of a path. */
  readonly file?: string;
  /** The export of that file that is called; absent: all of it. */
  readonly export?: string;
  /** Where rewrites lead the request, besides the target itself. */
  readonly reaches?: readonly ReachedPath[];
  /** What the request carries; absent where the manifest does not tell. */
  readonly presents?: Presentation;
  /** The kind of credential that it carries, where that is not the scheduler's usual one. */
  readonly scheme?: CredentialScheme;
  /** A job in code makes the request beside other work: it may be to anybody, and what it only reads is no job. */
  readonly byJob?: true;
}

/** A problem of a manifest itself, shown where it stands. */
export interface ManifestProblem {
  readonly span: Span;
  readonly message: string;
  /** `information` where nothing is broken; a warning when absent. */
  readonly severity?: 'information';
}

/** What reading one manifest gives; problems never hide what could be read. */
export interface ManifestReading {
  readonly schedules: readonly Schedule[];
  readonly problems: readonly ManifestProblem[];
  /** What else it says that rules ask about. */
  readonly facts?: readonly DeclaredFact[];
}

/** Where a call that schedules a URL has what. A `*` in a property path stands for every element of a list. */
export interface SchedulingCall {
  readonly argument: number;
  readonly url: readonly string[];
  readonly schedule: readonly string[];
  readonly timezone?: readonly string[];
  /** The property beside the URL that names the method, with the method where it is not given; absent where that is not known. */
  readonly method?: { readonly name: string; readonly otherwise: HttpMethod };
  /** Its file has to hold this for the clock to be what makes the call, not an event; the rules there say when. */
  readonly rule?: RegExp;
}

/** Where a call that has a function run by the clock is told when: the argument, and the property of it if it is an object. */
export interface RunningCall {
  readonly schedule: readonly [argument: number, ...properties: string[]];
}

/** A scheduler, as data. */
export interface SchedulerAdapter {
  readonly id: string;
  readonly name: string;
  readonly homepage: string;
  /** Where its schedules are read, in words, see {@link Support}; `undefined` where they are never in a workspace. */
  readonly declaredIn: string | undefined;
  /** Manifests it reads, if any: matched against the path relative to the workspace root. */
  readonly manifests: RegExp | undefined;
  read(manifest: SourceText, snapshot: Snapshot): ManifestReading;
  /**
   * Calls in code that schedule a URL: `@upstash/qstash#Client().schedules.create` → the argument's property that holds it. A path that ends
   * with `()` is a class that is made with `new`.
   */
  readonly calls: Readonly<Record<ApiPath, SchedulingCall>>;
  /** Calls in code that have a function of the application run by the clock, `node-cron#schedule`: what it requests is called. Last names only. */
  readonly runs?: Readonly<Record<ApiPath, RunningCall>>;
  /** How it writes schedules; absent where that is not known. */
  readonly dialect?: CronDialect;
  /** What it really presents; the preferred fix inserts the verification of exactly this. `hmac`: a signature in a form that no fix verifies. */
  readonly presents: CredentialScheme | 'hmac' | 'none';
  /** The only header that it sends a secret in; absent where its users choose. */
  readonly header?: SecretHeader;
  /** Headers that look like its identity but that anybody can send; reading one is evidence. Lower case. */
  readonly claims: readonly string[];
  /** Whether its platform removes {@link claims} from requests of others, told by the files around a module. */
  removesClaims?(surroundings: Surroundings): boolean;
  /** Headers that carry its credential; verifying one is evidence. Lower case. */
  readonly credentials: readonly string[];
  /** Environment variables that belong to it: verifying against one is evidence. */
  readonly variables: RegExp | undefined;
  /** Calls that only a handler of its requests makes; using one is evidence. A module may end in `/*`, a name in `*` or `**`. */
  readonly apis?: readonly ApiPath[];
}
