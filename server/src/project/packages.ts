import type { Snapshot, Uri } from '../model/source';
import type { Consultation, Memo } from './consultation';
import { findFile, findSource } from './extensions';
import { jsonValue } from './json';
import { memoized } from './memoized';
import { ancestors, dirname, join, relative } from './paths';
import { isRecord } from './record';
import { splitPackage } from './specifier';

/** A package of the workspace. */
export interface Package {
  readonly folder: Uri;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** Every `package.json` of a listing. Names are read when the first is asked for. */
export class Packages {
  private readonly folders = new Set<Uri>();
  private names: Map<string, Uri[]> | undefined;
  private readonly manifests = new Map<Uri, Memo<Package | undefined>>();

  constructor(
    private readonly snapshot: Snapshot,
    private readonly files: Consultation,
  ) {
    for (const uri of snapshot.files) {
      if (uri.endsWith('/package.json')) this.folders.add(dirname(uri));
    }
  }

  /** Folders of the packages that hold a folder, nearest first. */
  foldersAround(folder: Uri): readonly Uri[] {
    return [...ancestors(folder)].filter((candidate) => this.folders.has(candidate));
  }

  /** Whether a folder is a package's. */
  isAt(folder: Uri): boolean {
    return this.files.has(`${folder}/package.json`);
  }

  /** Whether packages of several folders have the name of the one that a specifier is in: which is meant, the place of the asking file tells. */
  isAmbiguous(specifier: string): boolean {
    this.names ??= this.readNames();
    return (this.names.get(splitPackage(specifier).name)?.length ?? 0) > 1;
  }

  at(folder: Uri): Package | undefined {
    return this.files.memo(this.manifests, folder, () => {
      const text = this.files.read(`${folder}/package.json`);
      const manifest = text === undefined ? undefined : jsonValue(text);
      return isRecord(manifest) ? { folder, manifest } : undefined;
    }).value;
  }

  /** The workspace package a name means in a folder; the nearest of several, and none if the folder's package asks for a published one. */
  named(name: string, from: Uri): Package | undefined {
    this.names ??= this.readNames();
    const folders = this.names.get(name);
    if (!folders) return undefined;
    const nearest = [...folders].sort((a, b) => common(b, from) - common(a, from)).map((folder) => this.at(folder));
    const wanted = this.wantedVersion(name, from);
    return nearest.find((candidate) => candidate !== undefined && isWorkspaceVersion(wanted, candidate.manifest['version']));
  }

  private readNames(): Map<string, Uri[]> {
    const names = new Map<string, Uri[]>();
    for (const folder of this.folders) {
      // Not through the consultation: an answer does not depend on every other package's file.
      const manifest = jsonValue(this.snapshot.read(`${folder}/package.json`)?.text ?? '');
      const name = isRecord(manifest) ? manifest['name'] : undefined;
      if (typeof name === 'string') names.set(name, [...(names.get(name) ?? []), folder]);
    }
    return names;
  }

  private wantedVersion(name: string, from: Uri): string | undefined {
    for (const folder of this.foldersAround(from)) {
      const manifest = this.at(folder)?.manifest;
      for (const field of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
        const wanted = isRecord(manifest?.[field]) ? manifest[field][name] : undefined;
        if (typeof wanted === 'string') return wanted;
      }
    }
    return undefined;
  }
}

/** `^4.1.0` means a workspace package only if that has the same major version; `workspace:`, `file:` and `*` always do. */
function isWorkspaceVersion(wanted: string | undefined, version: unknown): boolean {
  if (wanted === undefined || !/^(?:npm:|catalog:|[\^~>=v]*\s*\d)/.test(wanted)) return true;
  const major = /\d+/.exec(wanted)?.[0];
  return major !== undefined && typeof version === 'string' && version.startsWith(`${major}.`);
}

function common(a: Uri, b: Uri): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** The file a package exposes under a subpath (`''` for the package itself). */
export function entryOf({ folder, manifest }: Package, subpath: string, files: Consultation): Uri | undefined {
  const key = subpath === '' ? '.' : `./${subpath}`;
  for (const target of mapped(manifest['exports'], key)) {
    const found = findSource(join(folder, target), folder, files);
    if (found !== undefined) return found;
  }
  if (subpath !== '') return findFile(join(folder, subpath), files) ?? findFile(join(folder, `src/${subpath}`), files);
  for (const field of ['source', 'module', 'main', 'types', 'typings']) {
    const target = manifest[field];
    const found = typeof target === 'string' ? findSource(join(folder, target), folder, files) : undefined;
    if (found !== undefined) return found;
  }
  return findFile(`${folder}/src`, files) ?? findFile(folder, files);
}

/** The file of a `#name` import of the package that holds a folder, or the specifier of another package. */
export function importOf(
  { folder, manifest }: Package,
  specifier: string,
  files: Consultation,
): { readonly file: Uri } | { readonly specifier: string } | undefined {
  for (const target of mapped(manifest['imports'], specifier)) {
    if (!target.startsWith('.')) return { specifier: target };
    const file = findSource(join(folder, target), folder, files);
    if (file !== undefined && relative(folder, file) !== undefined) return { file };
  }
  return undefined;
}

/** Targets of an `exports` or `imports` map for a key, in order of usefulness for reading source. */
function mapped(map: unknown, key: string): readonly string[] {
  if (!isRecord(map) || !Object.keys(map).some((name) => name.startsWith('.') || name.startsWith('#')))
    return key === '.' ? targets(map, '') : [];
  const exact = map[key];
  if (exact !== undefined) return targets(exact, '');
  const patterns = Object.keys(map).filter((name) => name.includes('*') || name.endsWith('/'));
  for (const pattern of patterns.sort((a, b) => b.length - a.length)) {
    const [prefix = '', suffix = ''] = pattern.split('*');
    if (key.length >= prefix.length + suffix.length && key.startsWith(prefix) && key.endsWith(suffix)) {
      const rest = key.slice(prefix.length, key.length - suffix.length);
      return targets(map[pattern], rest).map((target) => (pattern.includes('*') ? target : target + rest));
    }
  }
  return [];
}

const conditions = ['source', 'development', 'bun', 'deno', 'import', 'module', 'node', 'default', 'require', 'types'];

function targets(value: unknown, rest: string): readonly string[] {
  if (typeof value === 'string') return [value.replaceAll('*', rest)];
  if (Array.isArray(value)) return value.flatMap((entry) => targets(entry, rest));
  if (!isRecord(value)) return [];
  const known = conditions.filter((condition) => condition in value);
  const others = Object.keys(value).filter((condition) => !conditions.includes(condition));
  return [...known, ...others].flatMap((condition) => targets(value[condition], rest));
}

/** The manifests of packages among files. */
export const manifestsAmong = memoized((files: readonly Uri[]) => files.filter((uri) => uri.endsWith('/package.json')));

/** Whether a package of the workspace names one of some packages; where there is no manifest at all, nothing speaks against it. */
export function mayDepend(files: readonly Uri[], textOf: (uri: Uri) => string | undefined, packages: readonly string[]): boolean {
  const manifests = manifestsAmong(files);
  return manifests.length === 0 || manifests.some((uri) => namesPackage(textOf(uri), packages));
}

/** Whether a package's manifest names one of some packages, told from its text. */
export function namesPackage(manifest: string | undefined, packages: readonly string[]): boolean {
  return manifest !== undefined && packages.some((name) => manifest.includes(`"${name}"`));
}
