import { existsSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import type { Uri } from '../model/source';
import type { FileContent, Files } from './files';
import { ignoreScope, isForeignFolder, isIgnored, type IgnoreScope } from './ignored';
import { checkText, largestFile, tooLarge } from './content';
import { fromPath } from './uri';

/** The file system of this machine. */
export const nodeFiles: Files = {
  list: (root) => Promise.resolve(listFolder(root)),
  read: (uri) => Promise.resolve(readFile(uri)),
  readSync: readFile,
};

interface Listing {
  readonly root: Uri;
  readonly realRoot: Uri;
  readonly files: Uri[];
  readonly unreadable: { uri: Uri; reason: string }[];
  /** Real paths of linked folders outside the root that were entered. */
  readonly entered: Set<Uri>;
}

function listFolder(root: Uri): {
  readonly files: readonly Uri[];
  readonly unreadable: readonly { readonly uri: Uri; readonly reason: string }[];
} {
  const listing: Listing = { root, realRoot: realPath(root) ?? root, files: [], unreadable: [], entered: new Set() };
  const pending: { readonly folder: Uri; readonly scope: IgnoreScope | undefined }[] = [{ folder: root, scope: outerScope(root) }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { folder } = next;
    const entries = entriesOf(folder, listing);
    const names = new Set(entries.map((entry) => entry.name));
    const scope = names.has('.gitignore') ? withRules(next.scope, folder) : next.scope;
    for (const entry of entries) {
      const uri = `${folder}/${entry.name}`;
      const kind = kindOf(entry, uri, listing);
      if (kind === 'folder') {
        if (isForeignFolder(entry.name, names.has('package.json')) || isIgnored(scope, `${uri}/`)) continue;
        pending.push({ folder: uri, scope });
      } else if (kind === 'file' && !isIgnored(scope, uri)) {
        listing.files.push(uri);
      }
    }
  }
  listing.files.sort();
  return listing;
}

function entriesOf(folder: Uri, listing: Listing): readonly Dirent[] {
  try {
    return readdirSync(folder === '' ? '/' : folder, { withFileTypes: true });
  } catch (error) {
    listing.unreadable.push({ uri: folder, reason: `The folder cannot be read (${codeOf(error)}).` });
    return [];
  }
}

function kindOf(entry: Dirent, uri: Uri, listing: Listing): 'file' | 'folder' | undefined {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return undefined;
  const stats = statSync(uri, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (stats.isFile()) return 'file';
  if (!stats.isDirectory()) return undefined;
  const real = realPath(uri);
  // What lies below the root is listed where it really is; a loop always leads there or to a folder that was entered.
  if (real === undefined || contains(listing.realRoot, real) || contains(real, listing.realRoot)) return undefined;
  if ([...listing.entered].some((other) => contains(other, real) || contains(real, other))) return undefined;
  listing.entered.add(real);
  return 'folder';
}

/** The `.gitignore` files above a root, up to the repository that holds it; none if that repository ignores the root itself. */
function outerScope(root: Uri): IgnoreScope | undefined {
  const above: Uri[] = [];
  for (let folder = root; !existsSync(`${folder}/.git`);) {
    const slash = folder.lastIndexOf('/');
    if (slash < 0 || folder === '') return undefined;
    folder = folder.slice(0, slash);
    above.unshift(folder);
  }
  const scope = above.reduce<IgnoreScope | undefined>((outer, folder) => withRules(outer, folder), undefined);
  return isIgnored(scope, `${root}/`) ? undefined : scope;
}

function withRules(outer: IgnoreScope | undefined, folder: Uri): IgnoreScope | undefined {
  const content = readFile(`${folder}/.gitignore`);
  return 'text' in content ? ignoreScope(outer, `${folder}/`, content.text) : outer;
}

function readFile(uri: Uri): FileContent {
  try {
    const stats = statSync(uri);
    if (!stats.isFile()) return { reason: 'It is not a file.' };
    if (stats.size > largestFile) return { reason: tooLarge(stats.size) };
    // Node.js decodes it in one go, twice as fast as from bytes.
    return checkText(readFileSync(uri, 'utf8'), `${stats.size}-${stats.mtimeMs}`);
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { reason: 'It does not exist.', absent: true }
      : { reason: `The file cannot be read (${code}).` };
  }
}

function realPath(uri: Uri): Uri | undefined {
  try {
    return fromPath(realpathSync.native(uri === '' ? '/' : uri));
  } catch {
    return undefined;
  }
}

function contains(folder: Uri, path: Uri): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
