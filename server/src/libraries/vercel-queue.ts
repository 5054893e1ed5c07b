import type { LibraryAdapter } from '../model/adapters';

/** Vercel Queues: a consumer is private only when the manifest gives it a trigger. */
export const vercelQueue: LibraryAdapter = {
  id: 'vercel-queue',
  passThrough: { '@vercel/queue#handleCallback': 0, '@vercel/queue#handleNodeCallback': 0 },
  effects: { '@vercel/queue#send': 'queue' },
};
