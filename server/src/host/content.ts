import type { FileContent } from './files';

/** Larger files are not source code that somebody wrote. Bytes. */
export const largestFile = 1024 * 1024;

/** Why a file of that many bytes is left out. */
export function tooLarge(bytes: number): string {
  return `It is larger than 1 MB (${(bytes / 1024 / 1024).toFixed(1)} MB).`;
}

/** The text of a file's bytes, unless they are no text: a NUL byte among the first 8,192 tells. */
export function checkContent(bytes: Uint8Array, version: string): FileContent {
  if (bytes.length > largestFile) return { reason: tooLarge(bytes.length) };
  if (bytes.subarray(0, 8192).includes(0)) return { reason: 'It is a binary file.' };
  return { text: decoder.decode(bytes), version };
}

/** The same of a file that was decoded already; a byte order mark is left out. */
export function checkText(text: string, version: string): FileContent {
  if (text.slice(0, 8192).includes('\0')) return { reason: 'It is a binary file.' };
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text, version };
}

// Without Node's and the browser's types; both have it.
declare class TextDecoder {
  constructor(encoding: 'utf-8');
  decode(bytes: Uint8Array): string;
}

// Leaves out a byte order mark, as editors do, so that offsets agree.
const decoder = new TextDecoder('utf-8');
