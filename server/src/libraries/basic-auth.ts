import type { LibraryAdapter } from '../model/adapters';

/** Parses the header; the application has to compare. */
export const basicAuth: LibraryAdapter = {
  id: 'basic-auth',
  inputs: {
    'basic-auth#().name': { kind: 'input', input: 'header', absent: 'undefined', name: 'authorization' },
    'basic-auth#().pass': { kind: 'input', input: 'header', absent: 'undefined', name: 'authorization' },
  },
  harmless: ['basic-auth#parse'],
};
