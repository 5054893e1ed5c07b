import type { LibraryAdapter } from '../model/adapters';

/** Basic authentication for Fastify; it guards where its hook is registered. */
export const fastifyBasicAuth: LibraryAdapter = { id: 'fastify-basic-auth', harmless: ['@fastify/basic-auth#'] };
