import { fileSite } from '../discovery/fileSite';
import { callAround, callAt, holderAt, placeSite } from '../discovery/placeSite';
import type { SchedulerAdapter } from '../model/adapters';
import type { CredentialScheme, Endpoint, Trigger } from '../model/endpoint';
import type { EndpointContext, FileSite, HolderSite, PlaceSite } from '../model/fixing';
import type { SourceText, Span, Uri } from '../model/source';
import { jsonValue } from '../project/json';
import { memoized } from '../project/memoized';
import { ancestors, dirname, relative, rootOf } from '../project/paths';
import type { Program } from '../project/program';
import { isRecord } from '../project/record';
import { importSpecifier } from './importSpecifier';
import { packageOf } from './survey';

/** The project around an endpoint. What is costly to learn is learnt when it is asked for. */
export class AroundEndpoint implements EndpointContext {
  readonly endpoint: Endpoint;
  readonly presents: CredentialScheme;
  protected readonly program: Program;
  readonly #sites = new Map<Uri, FileSite | undefined>();
  #packageRoot: Uri | undefined;
  #dependencies: ReadonlySet<string> | undefined;

  constructor(program: Program, endpoint: Endpoint, presents: CredentialScheme) {
    this.program = program;
    this.endpoint = endpoint;
    this.presents = presents;
  }

  get packageRoot(): Uri {
    return (this.#packageRoot ??= packageOf(this.program, this.endpoint.declaration.uri));
  }

  get dependencies(): ReadonlySet<string> {
    return (this.#dependencies ??= dependenciesOf(manifestsOf(this.program, this.endpoint.declaration.uri)));
  }

  readonly exists = (uri: Uri): boolean => this.program.snapshot.files.has(uri);

  readonly read = (uri: Uri): string | undefined => this.program.text(uri);

  *files(): Iterable<Uri> {
    for (const uri of this.program.snapshot.files) {
      if (relative(this.packageRoot, uri) !== undefined) yield uri;
    }
  }

  readonly file = (uri: Uri): FileSite | undefined => {
    if (!this.#sites.has(uri)) {
      const file = this.program.file(uri);
      this.#sites.set(uri, file && fileSite(file));
    }
    return this.#sites.get(uri);
  };

  readonly place = (at: Span): PlaceSite | undefined => {
    const file = this.program.file(at.uri);
    return file && placeSite(file, at);
  };

  readonly holder = (span: Span): HolderSite | undefined => {
    const file = this.program.file(span.uri);
    return file && holderAt(file, span);
  };

  readonly callAt = (uri: Uri, offset: number): Span | undefined => {
    const file = this.program.file(uri);
    return file && callAt(file, offset);
  };

  readonly callAround = (spans: readonly Span[]): Span | undefined => {
    const file = spans[0] && this.program.file(spans[0].uri);
    return file && callAround(file, spans);
  };

  readonly specifier = (from: Uri, to: Uri): string =>
    importSpecifier(this.program, from, to, [this.endpoint.declaration.uri, this.endpoint.uri]);
}

const strength = { declared: 0, 'verified-as': 1, named: 2 } as const;

/** What the endpoint's scheduler presents, as the strongest evidence names it; most can present a bearer secret. */
export function presented(triggers: readonly Trigger[], schedulers: readonly SchedulerAdapter[]): CredentialScheme {
  for (const trigger of triggers.toSorted((a, b) => strength[a.evidence] - strength[b.evidence])) {
    const presents = trigger.scheme ?? schedulers.find(({ id }) => id === trigger.scheduler)?.presents;
    if (presents !== undefined && presents !== 'hmac' && presents !== 'none') return presents;
  }
  return 'bearer';
}

/** Every `package.json` from a file's folder up to the workspace folder, the nearest one first. */
export function manifestsOf(program: Program, uri: Uri): readonly Readonly<Record<string, unknown>>[] {
  const root = rootOf(program.snapshot.roots, uri);
  const manifests: Readonly<Record<string, unknown>>[] = [];
  for (const folder of ancestors(dirname(uri))) {
    const source = program.snapshot.read(`${folder}/package.json`);
    const manifest = source && manifestIn(source);
    if (manifest) manifests.push(manifest);
    if (folder === root) break;
  }
  return manifests;
}

const manifestIn = memoized(({ text }: SourceText): Readonly<Record<string, unknown>> | undefined => {
  const manifest = jsonValue(text);
  return isRecord(manifest) ? manifest : undefined;
});

/** Packages that may be imported where these manifests count. */
function dependenciesOf(manifests: ReturnType<typeof manifestsOf>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const manifest of manifests) {
    for (const key of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
      const section = manifest[key];
      if (isRecord(section)) Object.keys(section).forEach((name) => names.add(name));
    }
  }
  return names;
}
