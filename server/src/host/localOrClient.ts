import type { Uri } from '../model/source';
import type { Files } from './files';
import { isLocal } from './uri';

/** The files of this machine, and the client's where only the client can reach a folder: virtual workspaces have file systems of their own. */
export function localOrClientFiles(local: Files, client: Files): Files {
  const holding = (uri: Uri): Files => (isLocal(uri) ? local : client);
  return {
    list: (root) => holding(root).list(root),
    read: (uri) => holding(uri).read(uri),
    readSync: (uri) => holding(uri).readSync?.(uri),
  };
}
