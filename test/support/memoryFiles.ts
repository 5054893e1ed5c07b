import type { FileContent, Files } from '../../server/src/host/files';
import type { Uri } from '../../server/src/model/source';

/** Files that a test holds in its hands. */
export interface MemoryFiles extends Files {
  readonly contents: Map<Uri, string | { readonly reason: string }>;
  /** How often a root was listed. */
  listings: number;
}

/** Files from a table; `synchronous: false` makes them as slow as an editor's. */
export function memoryFiles(table: Readonly<Record<Uri, string | { readonly reason: string }>>, synchronous = true): MemoryFiles {
  const contents = new Map(Object.entries(table));
  const read = (uri: Uri): FileContent => {
    const content = contents.get(uri);
    if (content === undefined) return { reason: 'It does not exist.', absent: true };
    return typeof content === 'string' ? { text: content, version: content } : content;
  };
  const files: MemoryFiles = {
    contents,
    listings: 0,
    list: (root) => {
      files.listings++;
      return Promise.resolve({ files: [...contents.keys()].filter((uri) => uri.startsWith(`${root}/`)), unreadable: [] });
    },
    read: (uri) => Promise.resolve(read(uri)),
    readSync: synchronous ? read : undefined,
  };
  return files;
}
