import type { LibraryAdapter } from '../model/adapters';

/** Bearer tokens for Fastify: `addHook: false` only decorates. */
export const fastifyBearerAuth: LibraryAdapter = {
  id: 'fastify-bearer-auth',
  middleware: {
    '@fastify/bearer-auth#': {
      credential: { kind: 'header', name: 'authorization' },
      method: 'constant-time',
      binds: [],
      uncalled: true,
      key: { argument: 0, path: ['keys'] },
      disabledBy: { addHook: false },
      decidedBy: { option: 'auth', gives: ['token'] },
    },
  },
};
