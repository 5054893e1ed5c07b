import { URI } from 'vscode-uri';
import type { Uri } from '../model/source';

const schemePattern = /^([a-z][a-z0-9+.-]+):\/\/([^/]*)(.*)$/i;
const drivePattern = /^\/?([A-Za-z]):(?=\/|$)/;

/** The core's name of a file that a client names by an encoded URI; drive letters are lower case, so that equal files have equal names. */
export function fromClientUri(uri: string): Uri {
  const parsed = URI.parse(uri);
  if (parsed.scheme !== 'file') return `${parsed.scheme}://${parsed.authority}${parsed.path}`;
  const path = parsed.authority === '' ? parsed.path : `//${parsed.authority}${parsed.path}`;
  return lowerDrive(path);
}

/** The encoded URI by which clients know a file. */
export function toClientUri(uri: Uri): string {
  const match = schemePattern.exec(uri);
  if (match === null) return URI.file(uri).toString();
  return URI.from({ scheme: match[1] ?? '', authority: match[2] ?? '', path: match[3] ?? '' }).toString();
}

/** Whether a file is one of this machine's, or of a network's that it has paths for; all others have the scheme of their file system in front. */
export function isLocal(uri: Uri): boolean {
  return !schemePattern.test(uri);
}

/** The core's name of a file that an operating system names by an absolute path. */
export function fromPath(path: string): Uri {
  return lowerDrive(path.replaceAll('\\', '/'));
}

/** A folder's name without its trailing slash; the file system's root is the empty string, so that joining stays `root + '/' + path`. */
export function folderUri(uri: Uri): Uri {
  return uri.endsWith('/') ? uri.slice(0, -1) : uri;
}

/** A file's path relative to a folder that holds it, or its full name when another one does. */
export function relativeUri(folder: Uri, uri: Uri): string {
  return uri.startsWith(`${folder}/`) ? uri.slice(folder.length + 1) : uri;
}

function lowerDrive(path: string): string {
  return path.replace(drivePattern, (_, drive: string) => `${drive.toLowerCase()}:`);
}
