import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Random identifiers. */
export const nanoid: LibraryAdapter = { id: 'nanoid', harmless: members(['nanoid#', 'nanoid/*#'], '**') };
