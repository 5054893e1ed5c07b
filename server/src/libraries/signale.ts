import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Signale. */
export const signale: LibraryAdapter = { id: 'signale', logs: members(['signale#', 'signale#Signale()'], '*') };
