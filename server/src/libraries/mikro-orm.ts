import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** MikroORM: changes reach the database with `flush`. */
export const mikroOrm: LibraryAdapter = {
  id: 'mikro-orm',
  effects: each(
    [
      ...members(
        ['@mikro-orm/core#MikroORM.init().**', '@mikro-orm/core#MikroORM.initSync().**'],
        `flush persistAndFlush removeAndFlush nativeInsert nativeUpdate nativeDelete upsert upsertMany insert insertMany execute
    commit`,
      ),
      ...members(
        ['@mikro-orm/postgresql#MikroORM.init().**', '@mikro-orm/postgresql#MikroORM.initSync().**'],
        `flush persistAndFlush removeAndFlush nativeInsert nativeUpdate nativeDelete upsert upsertMany insert insertMany execute
    commit`,
      ),
      ...members(
        ['@mikro-orm/mysql#MikroORM.init().**', '@mikro-orm/mysql#MikroORM.initSync().**'],
        `flush persistAndFlush removeAndFlush nativeInsert nativeUpdate nativeDelete upsert upsertMany insert insertMany execute
    commit`,
      ),
      ...members(
        ['@mikro-orm/sqlite#MikroORM.init().**', '@mikro-orm/sqlite#MikroORM.initSync().**'],
        `flush persistAndFlush removeAndFlush nativeInsert nativeUpdate nativeDelete upsert upsertMany insert insertMany execute
    commit`,
      ),
    ],
    'database',
  ),
  harmless: [
    ...members(
      ['@mikro-orm/core#', '@mikro-orm/postgresql#', '@mikro-orm/mysql#', '@mikro-orm/sqlite#'],
      'MikroORM.init MikroORM.initSync defineConfig RequestContext.** EntityManager raw sql',
    ),
    ...members(
      [
        '@mikro-orm/core#MikroORM.init().**',
        '@mikro-orm/postgresql#MikroORM.init().**',
        '@mikro-orm/mysql#MikroORM.init().**',
        '@mikro-orm/sqlite#MikroORM.init().**',
      ],
      `fork find findOne findOneOrFail findAndCount findAll count create assign persist remove clear getRepository populate
    begin rollback transactional close getConnection getReference`,
    ),
  ],
};
