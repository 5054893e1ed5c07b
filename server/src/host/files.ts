import type { Uri } from '../model/source';

/** Where files come from. Paths are {@link Uri}s: decoded, with `/` separators. */
export interface Files {
  /** Every file below a root that is not ignored (.gitignore, node_modules, build output); follows no directory symlink twice. */
  list(
    root: Uri,
  ): Promise<{ readonly files: readonly Uri[]; readonly unreadable: readonly { readonly uri: Uri; readonly reason: string }[] }>;
  /** The text of a file, or why there is none. */
  read(uri: Uri): Promise<FileContent>;
  /** The same without waiting, where the host can (Node). `undefined`, as an answer too, means: ask `read`. */
  readonly readSync: ((uri: Uri) => FileContent | undefined) | undefined;
}

/** A file's text with a version that changes whenever the text does, or the reason it cannot be analysed; a file that is not there is no problem. */
export type FileContent = { readonly text: string; readonly version: string } | { readonly reason: string; readonly absent?: boolean };
