import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

const kinds = 'string number boolean enum';

/** AdonisJS: the environment is read through a schema when the application starts, its logger. */
export const adonisjsCore: LibraryAdapter = {
  id: 'adonisjs-core',
  configuration: {
    '@adonisjs/core/env#Env.create': { schema: 1, path: [] },
    '@ioc:Adonis/Core/Env#rules': { schema: 0, path: [] },
  },
  schemas: {
    roots: members(['@adonisjs/core/env#Env.schema', '@ioc:Adonis/Core/Env#schema'], kinds),
    optional: ['optional', 'optionalWhen'],
    parse: [],
  },
  environment: { '@ioc:Adonis/Core/Env#get(*)': { validated: false, fallback: 1, schemaIn: 'env.ts' } },
  logs: members(['@adonisjs/core/services/logger#', '@ioc:Adonis/Core/Logger#'], 'trace debug info warn error fatal'),
  harmless: members(
    ['@adonisjs/core/env#Env.schema', '@ioc:Adonis/Core/Env#schema'],
    `${kinds} ${kinds.replaceAll(/\w+/g, '$&.optional')}`,
  ),
};
