import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

const modules = ['@t3-oss/env-nextjs#', '@t3-oss/env-core#', '@t3-oss/env-nuxt#'] as const;

/** T3 Env validates when the module is loaded; `skipValidation` turns that off. */
export const t3Env: LibraryAdapter = {
  id: 't3-env',
  configuration: each(members(modules, 'createEnv'), {
    schema: 0,
    path: ['server'],
    sections: ['server', 'shared', 'client'],
    disabledBy: 'skipValidation',
  }),
  harmless: [
    ...members(modules, 'createEnv'),
    ...members('@t3-oss/env-core/presets-zod#', '*'),
    ...members('@t3-oss/env-nextjs/presets-zod#', '*'),
  ],
};
