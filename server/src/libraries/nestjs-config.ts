import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Settings of Nest; `getOrThrow` is never unset. */
export const nestjsConfig: LibraryAdapter = {
  id: 'nestjs-config',
  environment: {
    '@nestjs/config#ConfigService().get(*)': { validated: false, fallback: 1 },
    '@nestjs/config#ConfigService().getOrThrow(*)': { validated: true },
  },
  harmless: [
    ...members('@nestjs/config#', 'ConfigModule.forRoot ConfigModule.forFeature ConfigService registerAs'),
    ...members('@nestjs/config#ConfigService()', 'get getOrThrow'),
  ],
};
