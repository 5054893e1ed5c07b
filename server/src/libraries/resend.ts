import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Resend. */
export const resend: LibraryAdapter = {
  id: 'resend',
  verifiers: {
    'resend#Resend().webhooks.verify': {
      credential: { kind: 'signature', header: 'svix-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: false,
      data: { argument: 0, path: ['payload'] },
      presented: { argument: 0, path: ['headers'] },
      key: { argument: 0, path: ['webhookSecret'] },
    },
  },
  effects: each(
    members(
      'resend#Resend()',
      `emails.send emails.create emails.update emails.cancel batch.send batch.create broadcasts.create broadcasts.send
    broadcasts.update broadcasts.remove contacts.create contacts.update contacts.remove audiences.create audiences.remove
    domains.create domains.verify apiKeys.create apiKeys.remove`,
    ),
    'message',
  ),
  harmless: [
    'resend#Resend',
    ...members(
      'resend#Resend()',
      `emails.get emails.list contacts.list contacts.get audiences.list audiences.get broadcasts.get broadcasts.list
    domains.list domains.get`,
    ),
  ],
};
