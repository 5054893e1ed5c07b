import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Notion. */
export const notionhqClient: LibraryAdapter = {
  id: 'notionhq-client',
  effects: each(
    members(
      '@notionhq/client#Client()',
      `pages.create pages.update blocks.children.append blocks.update blocks.delete databases.create databases.update
    comments.create`,
    ),
    'http',
  ),
  harmless: [
    '@notionhq/client#Client',
    ...members('@notionhq/client#Client()', 'pages.retrieve databases.query databases.retrieve blocks.children.list search users.list'),
  ],
};
