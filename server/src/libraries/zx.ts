import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Processes. */
export const zx: LibraryAdapter = { id: 'zx', effects: each([...members('zx#', '$ $.sync within'), 'zx/core#$'], 'process') };
