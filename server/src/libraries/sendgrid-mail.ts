import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** SendGrid. */
export const sendgridMail: LibraryAdapter = {
  id: 'sendgrid-mail',
  effects: each(
    [...members(['@sendgrid/mail#', '@sendgrid/mail#MailService()'], 'send sendMultiple'), '@sendgrid/client#request'],
    'message',
  ),
  harmless: [...members('@sendgrid/mail#', 'setApiKey MailService setSubstitutionWrappers'), '@sendgrid/client#setApiKey'],
};
