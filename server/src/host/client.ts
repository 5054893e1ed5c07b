import type { Uri } from '../model/source';
import { listRequest, readRequest } from '../protocol/messages';
import { checkContent } from './content';
import type { FileContent, Files } from './files';
import { ignoreScope, isForeignFolder, isIgnored, type IgnoreScope } from './ignored';
import { fromClientUri, toClientUri } from './uri';

/** The part of a connection that the editor's file system is reached through. */
export interface Requests {
  sendRequest(method: string, params: unknown): Promise<unknown>;
}

/** The editor's file system, for servers that have none of their own (a web worker, virtual workspaces). */
export function clientFiles(requests: Requests): Files {
  return {
    list: (root) => listFiles(requests, root),
    read: (uri) => readFile(requests, uri),
    readSync: undefined,
  };
}

async function listFiles(requests: Requests, root: Uri): ReturnType<Files['list']> {
  try {
    const answer = await requests.sendRequest(listRequest, { uri: toClientUri(root) });
    const all = Array.isArray(answer) ? answer.filter((uri) => typeof uri === 'string').map(fromClientUri) : [];
    return { files: await withoutIgnored(requests, root, all), unreadable: [] };
  } catch (error) {
    return { files: [], unreadable: [{ uri: root, reason: `The folder cannot be listed (${messageOf(error)}).` }] };
  }
}

/** The same choice of files as the local file system makes, from a flat list. */
async function withoutIgnored(requests: Requests, root: Uri, all: readonly Uri[]): Promise<readonly Uri[]> {
  const packages = new Set(all.filter((uri) => uri.endsWith('/package.json')).map(folderOf));
  const rules = new Map<Uri, string>();
  for (const uri of all) {
    if (!uri.endsWith('/.gitignore')) continue;
    const content = await readFile(requests, uri);
    if ('text' in content) rules.set(folderOf(uri), content.text);
  }
  const folders = new Map<Uri, { readonly scope: IgnoreScope | undefined; readonly ignored: boolean }>();
  const enter = (folder: Uri): { readonly scope: IgnoreScope | undefined; readonly ignored: boolean } => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const isRoot = folder.length <= root.length;
    const outer = isRoot ? { scope: undefined, ignored: false } : enter(folderOf(folder));
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    const ignored =
      !isRoot && (outer.ignored || isForeignFolder(name, packages.has(folderOf(folder))) || isIgnored(outer.scope, `${folder}/`));
    const text = rules.get(folder);
    const entered = { scope: text === undefined ? outer.scope : ignoreScope(outer.scope, `${folder}/`, text), ignored };
    folders.set(folder, entered);
    return entered;
  };
  return all
    .filter((uri) => {
      const { scope, ignored } = enter(folderOf(uri));
      return !ignored && !isIgnored(scope, uri);
    })
    .toSorted();
}

async function readFile(requests: Requests, uri: Uri): Promise<FileContent> {
  try {
    const answer = await requests.sendRequest(readRequest, { uri: toClientUri(uri) });
    if (typeof answer !== 'string') return { reason: 'It does not exist.', absent: true };
    const bytes = Uint8Array.from(atob(answer), (character) => character.charCodeAt(0));
    return checkContent(bytes, `${bytes.length}-${hash(bytes)}`);
  } catch (error) {
    return { reason: `The file cannot be read (${messageOf(error)}).` };
  }
}

declare function atob(base64: string): string;

/** FNV-1a; a client tells no modification time, so the content is its own version. */
function hash(bytes: Uint8Array): string {
  let value = 0x811c9dc5;
  for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0).toString(16);
}

function folderOf(uri: Uri): Uri {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
