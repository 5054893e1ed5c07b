import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { usesCurrentH3 } from './loading';
import { repository } from './update';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  typeRoots: ['node_modules/@types', 'node_modules'].map((folder) => join(repository, folder)),
};

/** Files that are compiled together, as the projects that they belong to would be. */
export interface Compilation {
  readonly name: string;
  readonly files: readonly string[];
  readonly options: ts.CompilerOptions;
}

const bundled: ts.CompilerOptions = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };

/** What Nitro and SvelteKit declare for a project when they are run in it. */
const generated = ['nitro.d.ts', 'sveltekit.d.ts'].map((name) => join(repository, 'test/fixtures', name));

/** Groups files by the nearest `tsconfig.json` of their workspace; those with the same one, or none, share a compilation. */
export function compilationsOf(files: readonly string[]): readonly Compilation[] {
  const groups = new Map<string, string[]>();
  const shared = new Map<string, string>();
  for (const file of files) {
    const nearest = nearestConfiguration(dirname(file));
    const text = nearest === '' ? '' : readFileSync(nearest, 'utf8');
    const config = text.includes('"paths"') ? nearest : (shared.get(text) ?? nearest);
    shared.set(text, config);
    const group = config === '' && usesCurrentH3(readFileSync(file, 'utf8')) ? 'h3' : config;
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return [...groups].map(([group, files]) => {
    if (group === 'h3')
      return { name: 'the current h3', files, options: { ...bundled, paths: { h3: [`${repository}/node_modules/h3-current`] } } };
    if (group === '') return { name: 'without a configuration', files: [...files, ...generated], options: bundled };
    return { name: relative(repository, group), files, options: configured(group) };
  });
}

function nearestConfiguration(folder: string): string {
  const config = join(folder, 'tsconfig.json');
  if (existsSync(config)) return config;
  return existsSync(join(folder, 'package.json')) ? '' : nearestConfiguration(dirname(folder));
}

function configured(config: string): ts.CompilerOptions {
  const written: unknown = ts.readConfigFile(config, (path) => readFileSync(path, 'utf8')).config;
  const {
    rootDir: _rootDir,
    outDir: _outDir,
    ...own
  } = ts.parseJsonConfigFileContent(written, { ...ts.sys, readDirectory: () => [] }, dirname(config)).options;
  return own;
}

/** What the compiler says of a compilation, and not of packages that are published as their sources. */
export function problemsOf({ files, options: own }: Compilation): readonly string[] {
  return ts
    .getPreEmitDiagnostics(ts.createProgram(files, { ...options, ...own }))
    .filter(({ file }) => !file?.fileName.includes('/node_modules/'))
    .map(inWords);
}

/** A problem as the compiler prints it. */
export function inWords({ file, start, messageText }: ts.Diagnostic): string {
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${file ? relative(repository, file.fileName) : ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}

/** Whether every package that files import is installed here. */
export function hasTypes(files: readonly string[]): boolean {
  return files.every((file) =>
    ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.every(({ fileName }) => isInstalled(fileName)),
  );
}

function isInstalled(specifier: string): boolean {
  if (/^(?:[.@~]\/|\.\.\/|node:|\$env\/)/.test(specifier)) return true;
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
  return existsSync(join(repository, 'node_modules', name, 'package.json'));
}
