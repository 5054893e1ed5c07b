import type { NewFile, TextEdit } from '../../model/finding';
import type { FixContext } from '../../model/fixing';
import type { Uri } from '../../model/source';
import { libraryFolders } from './idioms';
import { type Language, render } from './style';

/** A module of the project that fixes bring along. */
export interface ModuleTemplate {
  /** File names without extension; the first one that is free, with any extension, or holds the same function is used. */
  readonly names: readonly [string, ...string[]];
  /** The function that tells whether an existing file is this module. */
  readonly provides: string;
  readonly text: string;
  /** A second function that only some endpoints need. */
  readonly extension?: { readonly provides: string; readonly text: string } | undefined;
}

/** A module in its place. */
export interface PlacedModule {
  readonly uri: Uri;
  readonly files: readonly NewFile[];
  readonly edits: readonly TextEdit[];
}

/** How a file imports a module; Deno takes no specifier without an extension. */
export function specifierOf(context: FixContext, from: Uri, to: Uri): string {
  const specifier = context.specifier(from, to);
  const isBare = /^\.{1,2}\//.test(specifier) && !/\.[mc]?[jt]sx?$/.test(specifier);
  return isBare && /^(deno|supabase)$/.test(context.endpoint.framework) ? `${specifier}.${moduleExtension(to)}` : specifier;
}

/** What the same specifier may lead to, and what is compiled to the same file. */
const extensions = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'];

/** Finds a module in the endpoint's package, or says what must be written. `undefined` when all names are taken by other code. */
export function placeModule(context: FixContext, template: ModuleTemplate, language: Language): PlacedModule | undefined {
  const folder = libraryFolder(context);
  const extension = moduleExtension(context.endpoint.declaration.uri);
  for (const name of [...template.names, `${template.names[0]}-2`]) {
    const uri = `${folder}/${name}.${extension}`;
    if (extensions.some((other) => other !== extension && context.exists(`${folder}/${name}.${other}`))) continue;
    const text = context.read(uri);
    if (text !== undefined) {
      if (declares(text, template.provides)) return { uri, files: [], edits: extend(uri, text, template, language) };
      continue;
    }
    if (context.exists(uri)) continue;
    const whole = [template.text, ...(template.extension ? [template.extension.text] : [])].join('\n');
    return { uri, files: [{ uri, text: render(whole, language) }], edits: [] };
  }
  return undefined;
}

function extend(uri: Uri, text: string, { extension }: ModuleTemplate, language: Language): readonly TextEdit[] {
  if (!extension || declares(text, extension.provides)) return [];
  const newText = language.eol + render(extension.text, language);
  return [{ span: { uri, start: text.length, end: text.length }, newText }];
}

function declares(text: string, name: string): boolean {
  return new RegExp(`\\b(function|class) ${name}\\b`).test(text);
}

function moduleExtension(uri: Uri): string {
  return uri.slice(uri.lastIndexOf('.') + 1).replace(/x$/, '');
}

/** `src/lib` or `lib`, whichever the package has; else the one that suits it. What is built from `src` finds nothing beside it. */
function libraryFolder(context: FixContext): Uri {
  const { framework, declaration } = context.endpoint;
  const own = libraryFolders[framework];
  const found = own?.before.exec(declaration.uri);
  if (own && found) return `${declaration.uri.slice(0, found.index)}/${own.folder}`;
  const root = context.packageRoot;
  if (declaration.uri.startsWith(`${root}/src/`)) return `${root}/src/lib`;
  let hasSource = false;
  let hasLibrary = false;
  for (const uri of context.files()) {
    if (uri.startsWith(`${root}/src/lib/`)) return `${root}/src/lib`;
    hasSource ||= uri.startsWith(`${root}/src/`);
    hasLibrary ||= uri.startsWith(`${root}/lib/`);
  }
  return hasSource && !hasLibrary ? `${root}/src/lib` : `${root}/lib`;
}
