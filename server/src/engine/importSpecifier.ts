import { fileSite } from '../discovery/fileSite';
import type { Program } from '../project/program';
import { ancestors, basename, dirname, relative } from '../project/paths';
import type { Uri } from '../model/source';

/** An import that the project has already: how it is written and where it leads. */
interface Known {
  readonly specifier: string;
  readonly target: Uri;
}

/**
 * How one file imports another in the project's own manner: by an alias that its files use, else relative; with the extension
 * that its relative imports have. `like` are files to learn from; the importing file itself counts most.
 */
export function importSpecifier(program: Program, from: Uri, to: Uri, like: readonly Uri[]): string {
  const files = [...new Set([from, ...like])];
  const known = files.flatMap((uri) => ownImports(program, uri));
  if (dirname(from) !== dirname(to)) {
    for (const { specifier, target } of known) {
      const alias = isRelative(specifier) ? undefined : aliased(specifier, target, to);
      if (alias !== undefined && leadsTo(program, alias, from, to)) return alias;
    }
  }
  return relativeSpecifier(from, to) + relativeExtension(program, from, to, known);
}

function ownImports(program: Program, uri: Uri): Known[] {
  const file = program.file(uri);
  if (!file) return [];
  return fileSite(file).imports.flatMap(({ specifier }) => {
    const resolved = program.resolve(specifier, uri);
    return resolved.kind === 'file' ? [{ specifier, target: resolved.uri }] : [];
  });
}

function isRelative(specifier: string): boolean {
  return /^\.{1,2}(\/|$)/.test(specifier);
}

const sourceExtension = /\.[mc]?[jt]sx?$/;

/** `@/lib/db` for `/app/src/lib/db.ts` shows that `@/` stands for `/app/src/`. */
function aliased(specifier: string, target: Uri, to: Uri): string | undefined {
  const extension = sourceExtension.exec(specifier)?.[0];
  const words = specifier.replace(sourceExtension, '').split('/');
  const folders = target.replace(sourceExtension, '').split('/');
  if (folders.at(-1) === 'index' && words.at(-1) !== 'index') folders.pop();
  let shared = 0;
  while (shared < words.length && words.at(-1 - shared) === folders.at(-1 - shared)) shared++;
  if (shared === 0) return undefined;
  const inside = relative(folders.slice(0, -shared).join('/'), to);
  if (inside === undefined) return undefined;
  const prefix = words.slice(0, -shared);
  return [...prefix, writtenAs(inside, extension)].join('/');
}

/** A source path with the extension that imports write: none, or that of the emitted or the source file. */
function writtenAs(path: string, extension: string | undefined): string {
  const bare = path.replace(sourceExtension, '');
  if (extension === undefined) return bare;
  return /tsx?$/.test(extension) ? path : bare + emitted(path);
}

function emitted(path: string): string {
  return (sourceExtension.exec(path)?.[0] ?? '.js').replace(/[jt]sx?$/, 'js');
}

/** A file that does not exist yet is not found, but must be looked for among the project's own. */
function leadsTo(program: Program, specifier: string, from: Uri, to: Uri): boolean {
  const resolved = program.resolve(specifier, from);
  return resolved.kind === 'file' ? resolved.uri === to : resolved.kind === 'missing';
}

function relativeSpecifier(from: Uri, to: Uri): string {
  const up: string[] = [];
  for (const folder of ancestors(dirname(from))) {
    const inside = relative(folder, to);
    if (inside !== undefined) return (up.length === 0 ? './' : up.join('')) + inside.replace(sourceExtension, '');
    up.push('../');
  }
  return to.replace(sourceExtension, '');
}

function relativeExtension(program: Program, from: Uri, to: Uri, known: readonly Known[]): string {
  if (isForDeno(program, from)) return sourceExtension.exec(to)?.[0] ?? '';
  const example = known.find(({ specifier, target }) => isRelative(specifier) && sourceExtension.test(target));
  if (example) {
    const extension = sourceExtension.exec(example.specifier)?.[0];
    return extension === undefined ? '' : writtenAs(basename(to), extension).slice(basename(to).replace(sourceExtension, '').length);
  }
  return needsExtension(program, from) ? emitted(to) : '';
}

/** Whether Deno runs a file: it looks for imports under the names of their files. */
function isForDeno(program: Program, uri: Uri): boolean {
  return /\/supabase\/functions\//.test(uri) || /\bDeno\.|\bfrom\s+['"](?:https:\/\/|npm:|jsr:)/.test(program.text(uri) ?? '');
}

/** Whether Node's own resolution applies to `import` in a file: it demands extensions. */
function needsExtension(program: Program, from: Uri): boolean {
  if (/\.m[jt]s$/.test(from)) return true;
  const file = program.file(from);
  if (/\.c[jt]s$/.test(from) || (file && fileSite(file).module === 'commonjs')) return false;
  let isModule: boolean | undefined;
  for (const folder of ancestors(dirname(from))) {
    const manifest = program.text(`${folder}/package.json`);
    if (manifest !== undefined) isModule ??= /"type"\s*:\s*"module"/.test(manifest) && !/"next"\s*:/.test(manifest);
    const config = program.text(`${folder}/tsconfig.json`);
    if (config !== undefined) return (isModule ?? true) && /"module(Resolution)?"\s*:\s*"node(16|18|20|next)"/i.test(config);
    if (isModule !== undefined && /\.[mc]?jsx?$/.test(from)) return isModule;
  }
  return false;
}
