import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Query texts. */
export const qs: LibraryAdapter = { id: 'qs', harmless: members(['qs#', 'query-string#'], '**') };
