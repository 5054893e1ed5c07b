import type { LibraryAdapter } from '../model/adapters';

/** Settings of Astro, validated by the schema in its configuration; `getSecret` may find none. */
export const astroEnv: LibraryAdapter = {
  id: 'astro-env',
  environment: {
    'astro:env/server#getSecret(*)': { validated: false },
    'astro:env/server#*': { validated: true },
    'astro:env/client#*': { validated: true },
  },
  harmless: ['astro:env/server#getSecret'],
};
