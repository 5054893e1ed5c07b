import type { LibraryAdapter } from '../model/adapters';

/** Vercel Schedules: the handler is private only when the manifest gives it a trigger; importing this proves nothing. */
export const vercelSchedules: LibraryAdapter = { id: 'vercel-schedules', passThrough: { '@vercel/schedules#handleSchedule': 0 } };
