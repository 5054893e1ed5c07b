import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Mailgun. */
export const mailgunJs: LibraryAdapter = {
  id: 'mailgun-js',
  effects: each(members(['mailgun.js#().client().messages', 'mailgun-js#().messages()'], 'create send'), 'message'),
  harmless: ['mailgun.js#', 'mailgun-js#', 'mailgun.js#().client', 'mailgun-js#().messages'],
};
