import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Runs middleware before a Pages API handler. */
export const nextConnect: LibraryAdapter = {
  id: 'next-connect',
  harmless: members('next-connect#', 'createRouter createEdgeRouter expressWrapper'),
};
