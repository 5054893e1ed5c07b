import type { FrameworkAdapter } from '../model/adapters';
import { isProductionSource } from '../model/codeFiles';
import type { Snapshot, Uri } from '../model/source';
import { dependsOn } from '../project/dependencies';
import { memoized, memoizedByText } from '../project/memoized';
import { manifestsAmong } from '../project/packages';
import { dirname, relative, rootOf } from '../project/paths';
import { escapeRegExp } from '../project/pathPattern';
import type { Program } from '../project/program';
import { isCurrent, versionsOf, type Versions } from './following';
import { SetUpCallers } from './setUpCallers';

/** Whether a file, by its path relative to the workspace root, may hold code that makes or registers routes: no test, no output, no configuration. */
export function isRouterCode(path: string): boolean {
  return isProductionSource(path) && !/\.config\.\w+$/.test(path);
}

const specifiers = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"]([^'"\n]+)['"]/g;

/** Which folders belong to a package that depends on a framework, as far as it was asked for. */
interface Folders {
  readonly snapshot: Snapshot;
  readonly manifests: Versions;
  readonly dependent: (folder: Uri) => boolean | undefined;
}

/** Tells without parsing which files may make routers or register on them. */
export class RouterFiles {
  private readonly known = new Map<Uri, { readonly version: string | undefined; readonly imports: boolean; readonly registers: boolean }>();
  private readonly imports: RegExp;
  private readonly byFramework: readonly { readonly framework: FrameworkAdapter; readonly imports: RegExp }[];
  private readonly registers: RegExp;
  private readonly packages: readonly string[];
  private folders: Folders | undefined;
  private setUps: { readonly key: string; readonly callers: SetUpCallers } | undefined;

  constructor(frameworks: readonly FrameworkAdapter[]) {
    this.packages = frameworks.flatMap(({ packages }) => packages);
    const modules = frameworks.flatMap(modulesOf);
    const methods = new Set(frameworks.flatMap(({ routers }) => routers.flatMap((convention) => Object.keys(convention.methods))));
    this.imports = importing(modules);
    this.byFramework = frameworks.map((framework) => ({ framework, imports: importing(modulesOf(framework)) }));
    this.registers = new RegExp(
      `\\b\\w*(?:app|router|server|route|api|${frameworks.map(({ id }) => id).join('|')})\\w*\\s*\\.\\s*(?:${[...methods].join('|')})\\s*\\(`,
      'i',
    );
  }

  /** Files in the order of the snapshot whose set-up code is worth running. */
  candidates(program: Program, files: readonly Uri[]): readonly Uri[] {
    const dependent = this.dependent(program);
    return codeByFolder(files)(program.snapshot.roots)
      .flatMap(({ folder, code }) => {
        const isDependent = dependent(folder);
        return isDependent === false ? [] : code;
      })
      .filter(({ uri }) => {
        const { imports, registers } = this.read(program, uri);
        return imports || registers;
      })
      .sort((a, b) => a.index - b.index)
      .map(({ uri }) => uri);
  }

  /** Further files, which only call what sets routes up, with what they hand to it. */
  callers(program: Program, files: readonly Uri[], candidates: readonly Uri[]): readonly Uri[] {
    const setUps = candidates.filter((uri) => this.read(program, uri).registers);
    if (setUps.length === 0) return [];
    const dependent = this.dependent(program);
    const known = new Set(candidates);
    const key = setUps.join('\n');
    if (this.setUps?.key !== key) this.setUps = { key, callers: new SetUpCallers(setUps) };
    const { callers } = this.setUps;
    return codeByFolder(files)(program.snapshot.roots)
      .flatMap(({ folder, code }) => (dependent(folder) === false ? [] : code))
      .filter(({ uri }) => !known.has(uri) && callers.isCaller(program, uri))
      .sort((a, b) => a.index - b.index)
      .map(({ uri }) => uri);
  }

  /** The frameworks that some of the files import; all of them if none does. */
  frameworksOf(program: Program, files: readonly Uri[]): readonly FrameworkAdapter[] {
    const used = this.byFramework.filter(({ imports }) => files.some((uri) => imports.test(program.snapshot.read(uri)?.text ?? '')));
    return (used.length > 0 ? used : this.byFramework).map(({ framework }) => framework);
  }

  private read(program: Program, uri: Uri): { readonly imports: boolean; readonly registers: boolean } {
    const source = program.snapshot.read(uri);
    const known = this.known.get(uri);
    if (known && known.version === source?.version) return known;
    const text = source?.text ?? '';
    const answer = { version: source?.version, imports: this.imports.test(text), registers: this.registers.test(text) };
    if (source) this.known.set(uri, answer);
    return answer;
  }

  /** Whether a package.json around a folder names a framework; `undefined` when there is none at all. Told again when one of them changes. */
  private dependent(program: Program): (folder: Uri) => boolean | undefined {
    const { snapshot } = program;
    if (this.folders?.snapshot !== snapshot || !isCurrent(program, this.folders.manifests)) {
      const dependent = memoizedByText((folder) => dependsOn(program, folder, this.packages));
      this.folders = { snapshot, manifests: versionsOf(program, manifestsIn(snapshot)), dependent };
    }
    return this.folders.dependent;
  }
}

const manifestsIn = memoized(({ files }: Snapshot) => manifestsAmong([...files]));

/** The files that may hold code of routers, by their folders; only their names decide that. */
const codeByFolder = memoized((files: readonly Uri[]) =>
  memoized((roots: readonly Uri[]) => {
    const folders = new Map<Uri, { readonly uri: Uri; readonly index: number }[]>();
    for (const [index, uri] of files.entries()) {
      if (!isRouterCode(relative(rootOf(roots, uri) ?? '', uri) ?? uri)) continue;
      const folder = dirname(uri);
      const code = folders.get(folder) ?? [];
      folders.set(folder, code);
      code.push({ uri, index });
    }
    return [...folders].map(([folder, code]) => ({ folder, code }));
  }),
);

/** The modules that routers of a framework come from. */
function modulesOf({ packages, routers }: FrameworkAdapter): readonly string[] {
  const made = routers.flatMap(({ create, instances = [] }) => [...create, ...instances]);
  return [...packages, ...made.map((path) => path.slice(0, path.indexOf('#')))];
}

/** Imports of one of some modules, whichever registry or address they come from. */
function importing(modules: readonly string[]): RegExp {
  const names = [...new Set(modules)].map((name) => `@?${escapeRegExp(name).replace(/^@/, '')}`).join('|');
  return new RegExp(
    `(?:from|import|require)\\s*\\(?\\s*['"](?:(?:npm|jsr):/?|https?://[^'"]*/)?(?:${names})(?:@[^'"/]*)?(?:/mod\\.[jt]s)?(?:[?][^'"]*)?['"]`,
  );
}

/** Modules after those that they import, beginning with the ones that no other imports. */
export function importOrder(program: Program, modules: readonly Uri[]): readonly Uri[] {
  const wanted = new Set(modules);
  const imports = new Map<Uri, readonly Uri[]>();
  const importsOf = (uri: Uri): readonly Uri[] => {
    let found = imports.get(uri);
    if (!found) {
      found = [...(program.text(uri) ?? '').matchAll(specifiers)].flatMap(([, specifier = '']) => {
        if (!/^[.@~#$/]|^src\//.test(specifier)) return [];
        const resolved = program.resolve(specifier, uri);
        return resolved.kind === 'file' ? [resolved.uri] : [];
      });
      imports.set(uri, found);
    }
    return found;
  };
  const imported = new Set(modules.flatMap((uri) => importsOf(uri).filter((target) => target !== uri)));
  const order: Uri[] = [];
  const seen = new Set<Uri>();
  // Barrels lead to modules although they are none themselves.
  const visit = (uri: Uri, strange: number): void => {
    if (seen.has(uri)) return;
    if (wanted.has(uri)) seen.add(uri);
    for (const target of importsOf(uri)) if (wanted.has(target) || strange > 0) visit(target, wanted.has(target) ? 2 : strange - 1);
    if (wanted.has(uri)) order.push(uri);
  };
  for (const uri of modules) if (!imported.has(uri)) visit(uri, 2);
  for (const uri of modules) visit(uri, 2);
  return order;
}
