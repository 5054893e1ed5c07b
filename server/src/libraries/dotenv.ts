import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Loads variables from a file into the environment. */
export const dotenv: LibraryAdapter = {
  id: 'dotenv',
  harmless: [
    ...members('dotenv#', 'config parse configDotenv populate'),
    '@next/env#loadEnvConfig',
    'dotenv-flow#config',
    'dotenv-expand#expand',
  ],
};
