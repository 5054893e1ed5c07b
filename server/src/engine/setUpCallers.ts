import type { SourceText, Uri } from '../model/source';
import { memoized } from '../project/memoized';
import { escapeRegExp } from '../project/pathPattern';
import type { Program } from '../project/program';

/** Tells by the texts of files whether they hand something to a function or class that one of some files exports. */
export class SetUpCallers {
  private readonly known = new Map<Uri, { readonly version: string; readonly mayImport: boolean }>();
  private readonly wanted: ReadonlySet<Uri>;
  private readonly stems: ReadonlySet<string>;
  private readonly imports: RegExp;

  constructor(targets: readonly Uri[]) {
    this.wanted = new Set(targets);
    this.stems = new Set(targets.map(stemOf));
    const names = [...this.stems].map(escapeRegExp).join('|');
    this.imports = new RegExp(`[/'"](?:${names})(?:/index)?(?:\\.[mc]?[jt]sx?)?['"]`);
  }

  isCaller(program: Program, uri: Uri): boolean {
    const source = program.snapshot.read(uri);
    if (!source || !this.mayImport(source)) return false;
    return handedIn(source).some(({ specifier, name }) => {
      const resolved = this.stems.has(stemOf(specifier)) ? program.resolve(specifier, uri) : undefined;
      return resolved?.kind === 'file' && this.wanted.has(resolved.uri) && declares(program.text(resolved.uri) ?? '', name);
    });
  }

  /** Asked of every file after every edit. */
  private mayImport({ uri, version, text }: SourceText): boolean {
    const known = this.known.get(uri);
    if (known?.version === version) return known.mayImport;
    const mayImport = this.imports.test(text);
    this.known.set(uri, { version, mayImport });
    return mayImport;
  }
}

/** Something of another file that is given arguments; without a name, what that file exports by default. */
interface Handed {
  readonly specifier: string;
  readonly name: string | undefined;
}

const importedNames = /\bimport\s+(?:([A-Za-z_$][\w$]*)\s*,?\s*)?(?:\{([^}]*)\}\s*)?from\s*['"]([.@~#$/][^'"\n]*|src\/[^'"\n]*)['"]/g;
const requiredNames = /\bconst\s+(?:([A-Za-z_$][\w$]*)|\{([^}]*)\})\s*=\s*require\(\s*['"]([.@~#$/][^'"\n]*)['"]/g;

/** What a file calls or constructs with arguments, of other files of the project. */
const handedIn = memoized(({ text }: SourceText): readonly Handed[] => {
  const isHanded = (name: string): boolean => text.includes(`${name}(`) && new RegExp(`\\b${escapeRegExp(name)}\\(\\s*[^\\s)]`).test(text);
  return [...text.matchAll(importedNames), ...text.matchAll(requiredNames)].flatMap(([, whole, names = '', specifier = '']) => [
    ...(whole !== undefined && isHanded(whole) ? [{ specifier, name: undefined }] : []),
    ...names.split(',').flatMap((one) => {
      const [name = '', local = name] = one.trim().split(/\s+as\s+|\s*:\s*/);
      return /^[\w$]+$/.test(name) && isHanded(local) ? [{ specifier, name }] : [];
    }),
  ]);
});

/** Whether a text declares a function or class of a name that it exports; without one, anything that it exports by default. */
function declares(text: string, name: string | undefined): boolean {
  if (name === undefined) return /\bexport\s+default\b|\bmodule\.exports\s*=/.test(text);
  const written = escapeRegExp(name);
  return new RegExp(
    `\\b(?:function|class)\\s+${written}\\b|\\b(?:const|let)\\s+${written}\\s*(?::[^=]*)?=\\s*(?:async\\s*)?(?:\\(|<|function\\b|[\\w$]+\\s*=>)`,
  ).test(text);
}

/** The last part of a path or specifier, or the folder of an index. */
function stemOf(path: string): string {
  return (
    path
      .replace(/(?:\.d)?\.[mc]?[jt]sx?$/, '')
      .replace(/\/index$/, '')
      .split('/')
      .at(-1) ?? ''
  );
}
