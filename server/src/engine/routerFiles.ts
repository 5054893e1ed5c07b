import type { FrameworkAdapter } from '../model/adapters';
import { isProductionSource } from '../model/codeFiles';
import type { Uri } from '../model/source';
import { dependencies } from '../project/dependencies';
import { ancestors, dirname, relative, rootOf } from '../project/paths';
import { escapeRegExp } from '../project/pathPattern';
import type { Program } from '../project/program';

/** Whether a file, by its path relative to the workspace root, may hold code that makes or registers routes: no test, no output, no configuration. */
export function isRouterCode(path: string): boolean {
  return isProductionSource(path) && !/\.config\.\w+$/.test(path);
}

const specifiers = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"]([^'"\n]+)['"]/g;

/** Tells without parsing which files may make routers or register on them. */
export class RouterFiles {
  private readonly known = new Map<Uri, { readonly version: string | undefined; readonly imports: boolean; readonly registers: boolean }>();
  private readonly imports: RegExp;
  private readonly byFramework: readonly { readonly framework: FrameworkAdapter; readonly imports: RegExp }[];
  private readonly registers: RegExp;
  private readonly packages: readonly string[];

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
    const manifests = new Map<Uri, boolean>();
    const folders = new Map<Uri, boolean | undefined>();
    const depends = (folder: Uri): boolean | undefined => {
      if (!folders.has(folder)) folders.set(folder, this.depends(program, folder, manifests));
      return folders.get(folder);
    };
    return files.filter((uri) => {
      const root = rootOf(program.snapshot.roots, uri);
      if (!isRouterCode(relative(root ?? '', uri) ?? uri)) return false;
      const isDependent = depends(dirname(uri));
      if (isDependent === false) return false;
      const { imports, registers } = this.read(program, uri);
      return imports || (registers && isDependent === true);
    });
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

  /** Whether a package.json around a folder names a framework; `undefined` when there is none at all. */
  private depends(program: Program, folder: Uri, answers: Map<Uri, boolean>): boolean | undefined {
    let isPackage = false;
    for (const around of ancestors(folder)) {
      const manifest = `${around}/package.json`;
      if (program.snapshot.files.has(manifest)) {
        isPackage = true;
        let answer = answers.get(around);
        if (answer === undefined) answers.set(around, (answer = this.names(program, manifest)));
        if (answer) return true;
      }
      if (program.snapshot.roots.includes(around)) break;
    }
    return isPackage ? false : undefined;
  }

  private names(program: Program, manifest: Uri): boolean {
    const source = program.snapshot.read(manifest);
    return source !== undefined && this.packages.some((name) => dependencies(source).has(name));
  }
}

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
