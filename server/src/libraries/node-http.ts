import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Node's HTTP clients and servers. */
export const nodeHttp: LibraryAdapter = {
  id: 'node-http',
  effects: each(
    [
      ...members(['node:http#', 'node:https#'], 'request get'),
      ...members(['node:http#request()', 'node:https#request()'], 'write end'),
      'node:http2#connect',
    ],
    'http',
  ),
  harmless: [
    ...members(['node:http#', 'node:https#'], 'createServer Agent'),
    ...members(['node:http#createServer()', 'node:https#createServer()'], 'listen on close'),
    ...members(['node:http#request()', 'node:https#request()'], 'on setTimeout destroy'),
    ...members('node:http2#', 'createServer createSecureServer'),
  ],
};
