import type { LibraryAdapter } from '../model/adapters';

/** Compares origins; nobody is identified. */
export const cors: LibraryAdapter = {
  id: 'cors',
  unverified: { 'cors#': 'origins are compared, nobody is identified' },
  harmless: ['cors#', 'nextjs-cors#', 'micro-cors#', 'micro-cors#()', '@koa/cors#', '@fastify/cors#'],
};
