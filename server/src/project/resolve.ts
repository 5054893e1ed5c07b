import type { Snapshot, Uri } from '../model/source';
import { Configs, applyMapping } from './configs';
import { Consultation, type Memo } from './consultation';
import type { Consulted } from './consulted';
import { findFile } from './extensions';
import { Packages, entryOf, importOf } from './packages';
import { ancestors, dirname, join, rootOf } from './paths';
import type { Resolved } from './program';
import { isRelative, normalizePackage, splitPackage } from './specifier';

/** Finds the project's own files by the names imports use; never looks into `node_modules`. */
export interface Resolver {
  resolve(specifier: string, from: Uri): { readonly resolved: Resolved; readonly consulted: Consulted };
  /** Whether its answers hold for another snapshot: same files, same configurations. */
  fits(snapshot: Snapshot): boolean;
}

/** A resolver for a snapshot; the previous one goes on if nothing it depends on has changed. */
export function createResolver(snapshot: Snapshot, previous?: Resolver): Resolver {
  return previous?.fits(snapshot) ? previous : new SnapshotResolver(snapshot);
}

const packageAddress = /^(?:node|npm|jsr|bun|https?|data|virtual|astro|cloudflare):/;

class SnapshotResolver implements Resolver {
  private readonly files: Consultation;
  private readonly packages: Packages;
  private readonly configs: Configs;
  /** By the file that asks and what it asks for. */
  private readonly answers = new Map<Uri, Map<string, Memo<Resolved>>>();
  /** By the folder that decides, and what is asked for there. */
  private readonly found = new Map<string, Memo<Resolved>>();
  private readonly scopes = new Map<string, Memo<Uri>>();
  private readonly versions = new Map<Uri, string | undefined>();

  constructor(private readonly snapshot: Snapshot) {
    const recording: Snapshot = {
      roots: snapshot.roots,
      files: snapshot.files,
      read: (uri) => {
        const source = snapshot.read(uri);
        this.versions.set(uri, source?.version);
        return source;
      },
    };
    this.files = new Consultation(recording);
    this.packages = new Packages(recording, this.files);
    this.configs = new Configs(this.files, this.packages);
  }

  fits(snapshot: Snapshot): boolean {
    if (!sameFiles(this.snapshot.files, snapshot.files)) return false;
    for (const [uri, version] of this.versions) {
      if (snapshot.read(uri)?.version !== version) return false;
    }
    return true;
  }

  resolve(specifier: string, from: Uri): { readonly resolved: Resolved; readonly consulted: Consulted } {
    let asked = this.answers.get(from);
    if (!asked) this.answers.set(from, (asked = new Map<string, Memo<Resolved>>()));
    const answer = this.files.memo(asked, specifier, () => this.decided(specifier.replace(/\?.*$/, ''), dirname(from)));
    return { resolved: answer.value, consulted: answer.consulted };
  }

  private decided(specifier: string, folder: Uri): Resolved {
    const decisive = isRelative(specifier) || this.packages.isAmbiguous(specifier) ? folder : this.scopeOf(folder);
    return this.files.memo(this.found, `${decisive}\0${specifier}`, () => this.find(specifier, decisive)).value;
  }

  /** The nearest folder around one that says anything about names: below it the same names mean the same, unless they are relative. */
  private scopeOf(folder: Uri): Uri {
    return this.files.memo(this.scopes, folder, () => {
      const parent = dirname(folder);
      const isScope = parent === folder || parent === '' || this.snapshot.roots.includes(folder);
      return isScope || this.packages.isAt(folder) || this.configs.isAt(folder) ? folder : this.scopeOf(parent);
    }).value;
  }

  private find(specifier: string, folder: Uri): Resolved {
    if (isRelative(specifier)) return this.relative(specifier, folder);
    if (packageAddress.test(specifier)) return packageOf(specifier);
    const mapped = this.mapped(specifier, folder);
    if (mapped && mapped.kind !== 'missing') return mapped;
    const name = normalizePackage(specifier);
    if (name.startsWith('node:')) return { kind: 'package', name };
    const own = this.imported(specifier, folder) ?? this.workspace(specifier, folder) ?? this.conventional(specifier, folder);
    if (own) return own;
    return mapped ?? (looksOwn(specifier) ? { kind: 'missing', specifier } : { kind: 'package', name });
  }

  private relative(specifier: string, folder: Uri): Resolved {
    const base = specifier.startsWith('/') ? (rootOf(this.snapshot.roots, folder) ?? folder) : folder;
    const uri = findFile(join(base, specifier), this.files);
    return uri === undefined ? { kind: 'missing', specifier } : { kind: 'file', uri };
  }

  private mapped(specifier: string, folder: Uri): Resolved | undefined {
    let missing: Resolved | undefined;
    for (const { mappings, baseUrl } of this.configs.around(folder)) {
      for (const mapping of mappings) {
        const targets = applyMapping(mapping, specifier);
        for (const target of targets ?? []) {
          if (packageAddress.test(target)) return packageOf(target);
          const uri = findFile(target, this.files);
          if (uri !== undefined) return { kind: 'file', uri };
          // A mapping to installed or generated code names no file of the project.
          if (mapping.pattern !== '*' && !/\/node_modules\/|\/\.[\w-]+\//.test(target)) missing = { kind: 'missing', specifier };
        }
      }
      const uri = baseUrl === undefined ? undefined : findFile(join(baseUrl, specifier), this.files);
      if (uri !== undefined) return { kind: 'file', uri };
    }
    return missing;
  }

  private imported(specifier: string, folder: Uri): Resolved | undefined {
    const around = specifier.startsWith('#') ? this.packages.foldersAround(folder)[0] : undefined;
    const own = around === undefined ? undefined : this.packages.at(around);
    const target = own && importOf(own, specifier, this.files);
    if (!target) return undefined;
    return 'file' in target ? { kind: 'file', uri: target.file } : this.find(target.specifier, folder);
  }

  private workspace(specifier: string, folder: Uri): Resolved | undefined {
    const { name, subpath } = splitPackage(specifier);
    const found = this.packages.named(name, folder);
    const uri = found && entryOf(found, subpath, this.files);
    return uri === undefined ? undefined : { kind: 'file', uri };
  }

  /** Names that frameworks and bundlers map by default, where no configuration in the workspace says so. */
  private conventional(specifier: string, folder: Uri): Resolved | undefined {
    const places = conventionalPlaces(specifier);
    if (places.length === 0) return undefined;
    const root = rootOf(this.snapshot.roots, folder);
    const bases = new Set([...this.packages.foldersAround(folder), ...(root === undefined ? [...ancestors(folder)].slice(-1) : [root])]);
    for (const base of bases) {
      for (const place of places) {
        const uri = findFile(join(base, place), this.files);
        if (uri !== undefined) return { kind: 'file', uri };
      }
    }
    return undefined;
  }
}

function conventionalPlaces(specifier: string): readonly string[] {
  const [, prefix = '', rest = ''] = /^(@|~|~~|@@|#|\$[\w-]+|src)(?:\/(.*))?$/.exec(specifier) ?? [];
  if (prefix === '') return [];
  if (prefix === 'src') return [specifier];
  if (prefix.startsWith('$')) return prefix === '$lib' ? [`src/lib/${rest}`] : [`src/${prefix.slice(1)}/${rest}`];
  return rest === '' ? [] : [`src/${rest}`, rest, `app/${rest}`];
}

/** Whether a name can only be one of the project's own files. */
function looksOwn(specifier: string): boolean {
  return /^(?:@|~|~~|@@|#|\$lib)\//.test(specifier) || /^#(?!imports$|app$|auth$|supabase|build|nuxt|internal)/.test(specifier);
}

function packageOf(specifier: string): Resolved {
  return { kind: 'package', name: normalizePackage(specifier) };
}

function sameFiles(a: ReadonlySet<Uri>, b: ReadonlySet<Uri>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const uri of a) {
    if (!b.has(uri)) return false;
  }
  return true;
}
