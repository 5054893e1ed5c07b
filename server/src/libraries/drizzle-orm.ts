import type { ApiPath, LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** One `drizzle()` for each driver. */
const clients = [
  'drizzle-orm/node-postgres#drizzle()',
  'drizzle-orm/postgres-js#drizzle()',
  'drizzle-orm/neon-http#drizzle()',
  'drizzle-orm/neon-serverless#drizzle()',
  'drizzle-orm/vercel-postgres#drizzle()',
  'drizzle-orm/mysql2#drizzle()',
  'drizzle-orm/planetscale-serverless#drizzle()',
  'drizzle-orm/better-sqlite3#drizzle()',
  'drizzle-orm/libsql#drizzle()',
  'drizzle-orm/libsql/http#drizzle()',
  'drizzle-orm/libsql/node#drizzle()',
  'drizzle-orm/libsql/sqlite3#drizzle()',
  'drizzle-orm/libsql/wasm#drizzle()',
  'drizzle-orm/libsql/web#drizzle()',
  'drizzle-orm/libsql/ws#drizzle()',
  'drizzle-orm/d1#drizzle()',
  'drizzle-orm/bun-sqlite#drizzle()',
  'drizzle-orm/pglite#drizzle()',
  'drizzle-orm/xata-http#drizzle()',
  'drizzle-orm/aws-data-api/pg#drizzle()',
  'drizzle-orm/tidb-serverless#drizzle()',
  'drizzle-orm/singlestore#drizzle()',
  'drizzle-orm/bun-sql#drizzle()',
  'drizzle-orm/durable-sqlite#drizzle()',
  'drizzle-orm/gel#drizzle()',
  'drizzle-orm/mysql-proxy#drizzle()',
  'drizzle-orm/neon#drizzle()',
  'drizzle-orm/pg-proxy#drizzle()',
  'drizzle-orm/prisma/pg#drizzle()',
  'drizzle-orm/singlestore-proxy#drizzle()',
  'drizzle-orm/sql-js#drizzle()',
  'drizzle-orm/sqlite-proxy#drizzle()',
] as const satisfies readonly ApiPath[];

/** Drizzle. A builder counts where it names its verb; what follows in the chain only refines it. */
export const drizzleOrm: LibraryAdapter = {
  id: 'drizzle-orm',
  effects: each(members(clients, 'insert update delete execute run batch refreshMaterializedView'), 'database'),
  harmless: [
    ...members(clients, 'select selectDistinct selectDistinctOn query.** $count with with().** $with transaction all get values'),
    ...members(
      clients,
      'select().** selectDistinct().** insert().** update().** delete().** $with().** query.*.findMany().** query.*.findFirst().**',
    ),
    ...members('drizzle-orm#', '**'),
    ...members('drizzle-orm/*#', '**'),
    ...members('drizzle-zod#', '**'),
  ],
};
