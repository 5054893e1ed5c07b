import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Sanity. */
export const sanityClient: LibraryAdapter = {
  id: 'sanity-client',
  effects: each(
    [
      ...members(
        ['@sanity/client#createClient()', 'next-sanity#createClient()'],
        'create createOrReplace createIfNotExists delete mutate assets.upload',
      ),
      ...members(['@sanity/client#createClient().**', 'next-sanity#createClient().**'], 'commit'),
    ],
    'database',
  ),
  harmless: [
    ...members(['@sanity/client#', 'next-sanity#'], 'createClient groq'),
    ...members(
      ['@sanity/client#createClient()', 'next-sanity#createClient()'],
      'fetch getDocument patch patch().set patch().unset transaction withConfig',
    ),
  ],
};
