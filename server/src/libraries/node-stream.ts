import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Streams. */
export const nodeStream: LibraryAdapter = {
  id: 'node-stream',
  inputs: {
    'node:stream/consumers#text()': { kind: 'input', input: 'body', absent: 'empty', name: '', async: true },
    'node:stream/consumers#buffer()': { kind: 'input', input: 'body', absent: 'empty', name: '', async: true },
    'node:stream/consumers#json()': { kind: 'input', input: 'body', absent: 'undefined', name: '', async: true },
  },
  harmless: [...members(['node:stream#', 'node:stream/promises#', 'node:stream/web#'], '**'), 'node:zlib#**'],
};
