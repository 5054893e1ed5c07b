import type { Uri } from '../model/source';
import type { Consultation, Memo } from './consultation';
import { jsonValue } from './json';
import type { Packages } from './packages';
import { dirname, join } from './paths';
import { isRecord, strings } from './record';
import { isRelative, splitPackage } from './specifier';

/** A path mapping: `@/*` → absolute patterns. */
interface Mapping {
  readonly pattern: string;
  readonly targets: readonly string[];
}

/** What a compiler configuration says about module names. */
interface PathConfig {
  readonly baseUrl: Uri | undefined;
  readonly mappings: readonly Mapping[];
}

const compilerConfigs = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'];
const importMaps = ['deno.json', 'deno.jsonc', 'import_map.json'];

const nothing: PathConfig = { baseUrl: undefined, mappings: [] };

/** Reads tsconfig and jsconfig files, and import maps. */
export class Configs {
  private readonly perFolder = new Map<string, Memo<readonly PathConfig[]>>();

  constructor(
    private readonly files: Consultation,
    private readonly packages: Packages,
  ) {}

  /** The configurations around a folder that map names, nearest first. */
  around(folder: Uri): readonly PathConfig[] {
    return this.files.memo(this.perFolder, folder, () => {
      const parent = dirname(folder);
      const own = [this.compilerConfig(folder), ...this.importMaps(folder)].filter((config) => config !== nothing);
      return parent === folder || parent === '' ? own : [...own, ...this.around(parent)];
    }).value;
  }

  /** Whether a folder holds any of the files that map names. */
  isAt(folder: Uri): boolean {
    return [...compilerConfigs, ...importMaps].some((name) => this.files.has(`${folder}/${name}`));
  }

  private compilerConfig(folder: Uri): PathConfig {
    const uri = compilerConfigs.map((name) => `${folder}/${name}`).find((candidate) => this.files.has(candidate));
    return uri === undefined ? nothing : this.load(uri, new Set());
  }

  private load(uri: Uri, seen: Set<Uri>): PathConfig {
    if (seen.has(uri)) return nothing;
    seen.add(uri);
    const text = this.files.read(uri);
    const config = text === undefined ? undefined : jsonValue(text);
    if (!isRecord(config)) return nothing;
    const folder = dirname(uri);
    const inherited = this.inherited(config['extends'], folder, seen);
    const options = isRecord(config['compilerOptions']) ? config['compilerOptions'] : {};
    const baseUrl = typeof options['baseUrl'] === 'string' ? join(folder, configDir(options['baseUrl'])) : inherited.baseUrl;
    const mappings = isRecord(options['paths']) ? mappingsOf(options['paths'], baseUrl ?? folder) : inherited.mappings;
    if (baseUrl === undefined && mappings.length === 0) return this.referenced(config['references'], folder, seen);
    return { baseUrl, mappings };
  }

  private inherited(names: unknown, folder: Uri, seen: Set<Uri>): PathConfig {
    let result = nothing;
    for (const name of typeof names === 'string' ? [names] : strings(names)) {
      const uri = this.extended(name, folder);
      const base = uri === undefined ? nothing : this.load(uri, seen);
      result = { baseUrl: base.baseUrl ?? result.baseUrl, mappings: base.mappings.length > 0 ? base.mappings : result.mappings };
    }
    return result;
  }

  private extended(name: string, folder: Uri): Uri | undefined {
    if (isRelative(name)) return this.configFile(join(folder, name));
    const { name: packageName, subpath } = splitPackage(name);
    const found = this.packages.named(packageName, folder);
    return found && this.configFile(join(found.folder, subpath));
  }

  private configFile(path: Uri): Uri | undefined {
    return [path, `${path}.json`, `${path}/tsconfig.json`].find((uri) => uri.endsWith('.json') && this.files.has(uri));
  }

  /** A solution file only names the configurations that apply; together they map what its folder may import. */
  private referenced(references: unknown, folder: Uri, seen: Set<Uri>): PathConfig {
    if (!Array.isArray(references)) return nothing;
    const configs = references.flatMap((reference: unknown) => {
      const path = isRecord(reference) && typeof reference['path'] === 'string' ? reference['path'] : undefined;
      const uri = path === undefined ? undefined : this.configFile(join(folder, path));
      // A reference to another folder is another project, with names of its own.
      return uri !== undefined && dirname(uri) === folder ? [this.load(uri, seen)] : [];
    });
    const mappings = configs.flatMap((config) => config.mappings);
    const baseUrl = configs.find((config) => config.baseUrl !== undefined)?.baseUrl;
    return mappings.length === 0 && baseUrl === undefined ? nothing : { baseUrl, mappings };
  }

  /** Deno configuration and import maps; a target may name a package (`npm:hono@4`). */
  private importMaps(folder: Uri): readonly PathConfig[] {
    return importMaps.flatMap((name) => {
      const text = this.files.read(`${folder}/${name}`);
      const map = text === undefined ? undefined : jsonValue(text);
      const imports = isRecord(map) ? map['imports'] : undefined;
      return isRecord(imports) ? [{ baseUrl: undefined, mappings: importMappings(imports, folder) }] : [];
    });
  }
}

function mappingsOf(paths: Readonly<Record<string, unknown>>, base: Uri): readonly Mapping[] {
  const mappings = Object.entries(paths).map(([pattern, targets]) => ({
    pattern,
    targets: strings(targets).map((target) => join(base, configDir(target))),
  }));
  return mappings.sort((a, b) => prefixLength(b.pattern) - prefixLength(a.pattern));
}

function importMappings(imports: Readonly<Record<string, unknown>>, folder: Uri): readonly Mapping[] {
  const mappings = Object.entries(imports).flatMap(([name, target]) => {
    if (typeof target !== 'string') return [];
    const star = name.endsWith('/') ? '*' : '';
    const path = isRelative(target) ? join(folder, target) + (star && '/') : target;
    return [{ pattern: name + star, targets: [path + star] }];
  });
  return mappings.sort((a, b) => prefixLength(b.pattern) - prefixLength(a.pattern));
}

/** TypeScript takes an exact name first, then the pattern with the longest prefix. */
function prefixLength(pattern: string): number {
  const star = pattern.indexOf('*');
  return star < 0 ? Number.MAX_SAFE_INTEGER : star;
}

function configDir(path: string): string {
  return path.replace(/^\$\{configDir\}\/?/, './');
}

/** The targets a mapping gives for a specifier, or `undefined` when its pattern does not match. */
export function applyMapping({ pattern, targets }: Mapping, specifier: string): readonly string[] | undefined {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? targets : undefined;
  const prefix = pattern.slice(0, star);
  const suffix = pattern.slice(star + 1);
  if (specifier.length < prefix.length + suffix.length || !specifier.startsWith(prefix) || !specifier.endsWith(suffix)) return undefined;
  const rest = specifier.slice(prefix.length, specifier.length - suffix.length);
  return targets.map((target) => target.replace('*', () => rest));
}
