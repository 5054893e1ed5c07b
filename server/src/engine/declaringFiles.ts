import type { FrameworkAdapter } from '../model/adapters';
import { isProductionSource } from '../model/codeFiles';
import type { DecoratorConvention } from '../model/declaredRoutes';
import type { DeclaringFiles } from '../analysis/declaredSetUp';
import type { Uri } from '../model/source';
import { dirname, relative, rootOf } from '../project/paths';
import { escapeRegExp } from '../project/pathPattern';
import { importPattern } from '../project/specifier';
import { manifestsAmong, namesPackage } from '../project/packages';
import type { Program } from '../project/program';
import { packageOf } from './survey';

/** The files of one package that declare routes, and what sets them up. */
export interface DeclaringPackage extends DeclaringFiles {
  readonly root: Uri;
}

interface Read {
  readonly version: string | undefined;
  readonly controllers: boolean;
  readonly modules: boolean;
  readonly applications: boolean;
}

/** What the text of a file tells of the endpoints that it may declare, or give their paths to. */
export interface MayDeclare {
  mayDeclare(uri: Uri, text: string): boolean;
  mayName(uri: Uri): boolean;
}

/** Tells without parsing which files declare routes with decorators. */
export class DeclaringFilesReader {
  private readonly known = new Map<DecoratorConvention, Map<Uri, Read>>();

  /** Packages with classes that have routes; a package of which nothing does is left out. */
  packages(
    program: Program,
    files: readonly Uri[],
    framework: FrameworkAdapter,
    convention: DecoratorConvention,
    { mayDeclare, mayName }: MayDeclare,
  ): readonly DeclaringPackage[] {
    const manifests = manifestsAmong(files);
    const folders = manifests.filter((uri) => namesPackage(program.text(uri), framework.packages)).map((uri) => dirname(uri));
    if (folders.length === 0 && manifests.length > 0) return [];
    const patterns = patternsOf(convention);
    const read = this.known.get(convention) ?? new Map<Uri, Read>();
    this.known.set(convention, read);
    const packages = new Map<Uri, { controllers: Uri[]; others: Uri[]; modules: Uri[]; applications: Uri[] }>();
    for (const uri of files) {
      if (!isProductionSource(relative(rootOf(program.snapshot.roots, uri) ?? '', uri) ?? uri)) continue;
      if (manifests.length > 0 && !folders.some((folder) => uri.startsWith(`${folder}/`))) continue;
      const found = readFile(program, uri, patterns, read);
      if (!found.controllers && !found.modules && !found.applications) continue;
      const root = packageOf(program, uri);
      const entry = packages.get(root) ?? { controllers: [], others: [], modules: [], applications: [] };
      packages.set(root, entry);
      if (found.controllers) (mayDeclare(uri, program.text(uri) ?? '') ? entry.controllers : entry.others).push(uri);
      if (found.modules) entry.modules.push(uri);
      if (found.applications) entry.applications.push(uri);
    }
    return [...packages].flatMap(([root, { controllers, others, modules, applications }]) => {
      // A prefix of the application's or of a module's names the routes of controllers that say nothing themselves.
      const named = [...applications, ...modules].some(mayName);
      const all = named ? [...controllers, ...others] : controllers;
      return all.length > 0 ? [{ root, controllers: all, modules, applications }] : [];
    });
  }
}

interface Patterns {
  readonly imports: RegExp;
  readonly controllers: RegExp;
  readonly modules: RegExp | undefined;
  /** What a module holds that says something about more than its own classes. */
  readonly provides: RegExp | undefined;
  readonly applications: RegExp | undefined;
}

function patternsOf({ modules, controllers, routes, injection, application, binding }: DecoratorConvention): Patterns {
  const provided = injection
    ? [
        injection.provide,
        ...(binding ? [binding.method] : []),
        ...[...injection.mounts, ...Object.keys(injection.configuration)].map(firstName),
      ]
    : [];
  const made = application
    ? [...application.router.create, ...application.router.types, ...Object.keys(application.extended ?? {})].map(firstName)
    : [];
  return {
    imports: importPattern(modules),
    controllers: new RegExp(`@(?:${[...controllers, ...Object.keys(routes)].map(firstName).join('|')})\\b`),
    modules: injection && new RegExp(`@${firstName(injection.module)}\\b`),
    provides: injection && new RegExp(`\\b(?:${provided.join('|')})\\b|\\b${injection.imports}\\s*:[^]*?\\w\\.(?!forFeature)\\w+\\(`),
    applications: made.length === 0 ? undefined : new RegExp(`\\b(?:${made.join('|')})\\b`),
  };
}

function readFile(program: Program, uri: Uri, patterns: Patterns, known: Map<Uri, Read>): Read {
  const source = program.snapshot.read(uri);
  const before = known.get(uri);
  if (before && before.version === source?.version) return before;
  const text = source?.text ?? '';
  const imports = patterns.imports.test(text);
  const answer: Read = {
    version: source?.version,
    controllers: imports && patterns.controllers.test(text),
    modules: imports && patterns.modules?.test(text) === true && patterns.provides?.test(text) === true,
    applications: imports && patterns.applications?.test(text) === true,
  };
  if (source) known.set(uri, answer);
  return answer;
}

function firstName(path: string): string {
  return escapeRegExp(/#(\w+)/.exec(path)?.[1] ?? path);
}
