import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Postmark. */
export const postmark: LibraryAdapter = {
  id: 'postmark',
  effects: each(
    members(['postmark#ServerClient()', 'postmark#Client()'], 'sendEmail sendEmailBatch sendEmailWithTemplate sendEmailBatchWithTemplates'),
    'message',
  ),
  harmless: members('postmark#', 'ServerClient Client'),
};
