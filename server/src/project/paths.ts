import type { Uri } from '../model/source';

/** The folder that holds a file or folder; the top of a workspace's path is its own parent. */
export function dirname(uri: Uri): Uri {
  const slash = uri.lastIndexOf('/');
  return slash <= 0 || uri[slash - 1] === '/' ? uri : uri.slice(0, slash);
}

/** The last segment of a path. */
export function basename(uri: Uri): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

/** Joins a folder and a relative path; `.` and `..` are resolved, an empty path gives the folder. */
export function join(folder: Uri, path: string): Uri {
  let base = folder.endsWith('/') ? folder.slice(0, -1) : folder;
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    base = segment === '..' ? dirname(base) : `${base}/${segment}`;
  }
  return base;
}

/** The path below a folder, without a leading slash; `undefined` when the file is elsewhere. */
export function relative(folder: Uri, uri: Uri): string | undefined {
  if (uri === folder) return '';
  return uri.startsWith(folder) && uri[folder.length] === '/' ? uri.slice(folder.length + 1) : undefined;
}

/** A folder and the folders that hold it, nearest first. */
export function* ancestors(folder: Uri): Generator<Uri> {
  for (let current = folder; ;) {
    yield current;
    const parent = dirname(current);
    if (parent === current || parent === '') return;
    current = parent;
  }
}

/** The workspace folder that holds a file (the innermost one), or `undefined` outside of all. */
export function rootOf(roots: readonly Uri[], uri: Uri): Uri | undefined {
  let best: Uri | undefined;
  for (const root of roots) {
    if (relative(root, uri) !== undefined && (best === undefined || root.length > best.length)) best = root;
  }
  return best;
}
