import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

const clients = [
  '@prisma/client#PrismaClient().**',
  '@prisma/client/edge#PrismaClient().**',
  '@prisma/client/extension#PrismaClient().**',
] as const;

/** Those, and clients that are generated into a folder which is not in the workspace. */
const anyClients = [...clients, 'missing:*#PrismaClient().**'] as const;

/** Conditions that are `undefined` are left out of the query, except by what finds a record by a unique column. */
const lookup = { under: 'where', leavesOut: ['undefined'] } as const;

/** Prisma. */
export const prisma: LibraryAdapter = {
  id: 'prisma',
  lookups: {
    ...each(members(anyClients, 'findFirst findMany count'), lookup),
    ...each(members(anyClients, 'findFirstOrThrow'), { ...lookup, throws: true }),
    ...each(members(anyClients, 'findUniqueOrThrow'), { ...lookup, leavesOut: [], throws: true }),
  },
  effects: each(
    members(
      clients,
      `create createMany createManyAndReturn update updateMany updateManyAndReturn upsert delete deleteMany $executeRaw $executeRawUnsafe
      $queryRaw $queryRawUnsafe $queryRawTyped $runCommandRaw`,
    ),
    'database',
  ),
  harmless: [
    ...members(
      clients,
      `findUnique findUniqueOrThrow findFirst findFirstOrThrow findMany findRaw aggregateRaw count aggregate groupBy $connect $disconnect $on $use
      $extends $transaction`,
    ),
    ...members(['@prisma/client#', '@prisma/client/edge#', '@prisma/client/extension#'], 'PrismaClient Prisma.**'),
    ...members(
      [
        '@prisma/adapter-pg#',
        '@prisma/adapter-neon#',
        '@prisma/adapter-libsql#',
        '@prisma/adapter-planetscale#',
        '@prisma/extension-accelerate#',
      ],
      '*',
    ),
  ],
};
