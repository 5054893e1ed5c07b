import type { LibraryAdapter } from '../model/adapters';

/** Unkey for Next.js; a handler for invalid keys decides by itself. */
export const unkeyNextjs: LibraryAdapter = {
  id: 'unkey-nextjs',
  wrappers: {
    '@unkey/nextjs#withUnkey': {
      credential: { kind: 'header', name: 'authorization' },
      method: 'lookup',
      binds: [],
      handler: 0,
      yields: 'handler',
    },
  },
};
