import type { LibraryAdapter } from '../model/adapters';

/** Settings of Fastify, validated by a JSON schema when the plugin loads. */
export const fastifyEnv: LibraryAdapter = {
  id: 'fastify-env',
  configuration: { '@fastify/env#': { schema: 0, path: ['schema', 'properties'], required: 'required' } },
};
