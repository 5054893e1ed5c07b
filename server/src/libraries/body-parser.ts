import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Parses bodies. */
export const bodyParser: LibraryAdapter = {
  id: 'body-parser',
  inputs: {
    'raw-body#()': { kind: 'input', input: 'body', absent: 'empty', name: '', async: true },
    'micro#buffer()': { kind: 'input', input: 'body', absent: 'empty', name: '', async: true },
    'micro#text()': { kind: 'input', input: 'body', absent: 'empty', name: '', async: true },
    'micro#json()': { kind: 'input', input: 'body', absent: 'undefined', name: '', async: true },
  },
  harmless: [
    ...members('body-parser#', 'json urlencoded raw text'),
    'body-parser#',
    'raw-body#getRawBody',
    'koa-bodyparser#',
    '@koa/bodyparser#bodyParser',
    '@koa/bodyparser#',
    'koa-body#',
  ],
};
