import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

const clients = [
  '@prisma/client#PrismaClient().**',
  '@prisma/client/edge#PrismaClient().**',
  '@prisma/client/extension#PrismaClient().**',
] as const;

/** Prisma. A client generated into the project's own folder is known by its class alone when the folder is not in the workspace. */
export const prisma: LibraryAdapter = {
  id: 'prisma',
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
