import type { LibraryAdapter } from '../model/adapters';

/** Settings of SvelteKit; static ones have to be there when the application is built. */
export const sveltekitEnv: LibraryAdapter = {
  id: 'sveltekit-env',
  environment: {
    '$env/dynamic/private#env.*': { validated: false },
    '$env/dynamic/public#env.*': { validated: false },
    '$env/static/private#*': { validated: true },
    '$env/static/public#*': { validated: true },
  },
};
