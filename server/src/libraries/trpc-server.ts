import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** tRPC errors and adapters. */
export const trpcServer: LibraryAdapter = { id: 'trpc-server', harmless: members('@trpc/server#', 'TRPCError initTRPC.**') };
