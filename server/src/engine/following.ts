import type ts from 'typescript';
import { follow, type Route } from '../analysis/endpoint';
import { spanOf } from '../discovery/site';
import type { FrameworkAdapter } from '../model/adapters';
import type { Endpoint, HandlerSite, HttpMethod } from '../model/endpoint';
import type { Uri } from '../model/source';
import type { Consulted } from '../project/consulted';
import { relative, rootOf } from '../project/paths';
import type { Program } from '../project/program';
import type { InSteps } from '../project/steps';
import { canonicalPath } from '../project/routePath';
import type { Place } from './candidates';
import type { Pending } from './steps';
import { packageOf, type Survey, type Surveyed } from './survey';

/** Whether code at a uri that answers a path may be called by a scheduler; following it is what takes time. */
export type IsWorthFollowing = (place: Place) => boolean;

/** What the endpoints of a workspace are looked for with. */
export interface Search {
  readonly program: Program;
  /** The files that count, in the order of the report. */
  readonly files: readonly Uri[];
  readonly frameworks: readonly FrameworkAdapter[];
  readonly survey: Survey;
  readonly isWorthFollowing: IsWorthFollowing;
}

/** What the result of some work depends on: the versions of the files that it looked at. */
export type Versions = ReadonlyMap<Uri, string | undefined>;

/** What some files were found to declare, and what following it has found. */
export interface Reading<T> {
  readonly inputs: string;
  readonly versions: Versions;
  readonly declared: T;
  readonly followed: Map<object, { readonly surveyed: Surveyed; readonly versions: Versions }>;
}

/** Readings by what they are readings of; one memory for a kind of declarations and a survey. */
export type Readings<T> = Map<string, Reading<T>>;

/** The versions of files that some work looked at. */
export function versionsOf(program: Program, uris: Iterable<Uri>): Versions {
  return new Map([...uris].map((uri) => [uri, program.snapshot.read(uri)?.version]));
}

/** Whether files still have the versions that some work looked at. */
export function isCurrent(program: Program, versions: Versions): boolean {
  for (const [uri, version] of versions) if (program.snapshot.read(uri)?.version !== version) return false;
  return true;
}

/** What some files declare; read again when there are others, or when one that was looked at has changed. */
export function readOnce<T>(program: Program, readings: Readings<T>, key: string, files: readonly Uri[], read: () => T): Reading<T> {
  return known(program, readings, key, files) ?? kept(program, readings, key, files, program.track(read));
}

/** The same for what takes long to read. */
export function* readInSteps<T>(
  program: Program,
  readings: Readings<T>,
  key: string,
  files: readonly Uri[],
  read: () => InSteps<T>,
): InSteps<Reading<T>> {
  return known(program, readings, key, files) ?? kept(program, readings, key, files, yield* program.trackSteps(read()));
}

function known<T>(program: Program, readings: Readings<T>, key: string, files: readonly Uri[]): Reading<T> | undefined {
  const reading = readings.get(key);
  return reading?.inputs === files.join('\n') && isCurrent(program, reading.versions) ? reading : undefined;
}

function kept<T>(
  program: Program,
  readings: Readings<T>,
  key: string,
  files: readonly Uri[],
  { result, consulted }: { readonly result: T; readonly consulted: Consulted },
): Reading<T> {
  const reading: Reading<T> = {
    inputs: files.join('\n'),
    versions: versionsOf(program, new Set([...files, ...consulted])),
    declared: result,
    followed: new Map(),
  };
  readings.set(key, reading);
  return reading;
}

/** An endpoint that code declares, before it is followed. */
export interface DeclaredEndpoint {
  readonly framework: string;
  readonly name: string;
  readonly methods: readonly HttpMethod[];
  /** As it is written. */
  readonly path: string;
  readonly declaration: ts.Node;
  readonly site?: () => HandlerSite | undefined;
  readonly tag: Surveyed['tag'];
  /** All code that runs for it, where that is less than its file. */
  readonly code?: readonly ts.Node[];
  readonly packageRoot?: Uri;
  readonly route: () => Route;
}

/** A declared endpoint that a scheduler may call. It is followed unless none of the files that were looked at the last time has changed. */
export function followOnce(
  { program, survey, isWorthFollowing }: Search,
  { followed }: Reading<unknown>,
  key: object,
  declared: DeclaredEndpoint,
): readonly Pending[] {
  const { tag, code } = declared;
  const uri = declared.declaration.getSourceFile().fileName;
  const path = canonicalPath(declared.path);
  if (!tag && !isWorthFollowing({ uri, path, code })) return [];
  const work = (): readonly Surveyed[] => {
    const before = followed.get(key);
    if (before && isCurrent(program, before.versions)) return [before.surveyed];
    const { result, consulted } = program.track(() =>
      follow(survey.analysis(program), endpointOf(program, declared), declared.declaration, [declared.route()]),
    );
    const surveyed: Surveyed = { ...result, packageRoot: declared.packageRoot ?? packageOf(program, uri), tag };
    followed.set(key, { surveyed, versions: versionsOf(program, consulted) });
    return [surveyed];
  };
  return [work];
}

function endpointOf(program: Program, { framework, name, methods, path, declaration, site }: DeclaredEndpoint): Endpoint {
  const file = declaration.getSourceFile();
  return {
    id: endpointId(program, file.fileName, name),
    framework,
    name,
    methods,
    path: canonicalPath(path),
    uri: file.fileName,
    declaration: spanOf(declaration, file),
    site: site?.(),
  };
}

/** The name of an endpoint that is known by what it answers: `GET|POST /jobs`. */
export function nameOfRoute(methods: readonly HttpMethod[], path: string): string {
  return `${methods.join('|') || 'ALL'} ${path}`;
}

/** What an endpoint is known by: the path of its file in the workspace and its name. */
export function endpointId(program: Program, uri: Uri, name: string): string {
  return `${relative(rootOf(program.snapshot.roots, uri) ?? '', uri) ?? uri}#${name}`;
}
