import type { LibraryAdapter } from '../model/adapters';

/** Vercel Analytics. */
export const vercelAnalytics: LibraryAdapter = { id: 'vercel-analytics', logs: ['@vercel/analytics/server#track'] };
