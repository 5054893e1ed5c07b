import type { LibraryAdapter } from '../model/adapters';

/** Middy: handlers of Lambda with middleware; what a `before` returns, or puts on the request as `earlyResponse`, is the response. */
export const middyCore: LibraryAdapter = {
  id: 'middy-core',
  composed: {
    '@middy/core#': {
      handler: 0,
      adds: { handler: 'handler', before: 'before', use: 'members' },
      before: 'before',
      request: 'event',
      early: 'earlyResponse',
      harmless: /^@middy\//,
    },
  },
};
