import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Slack Bolt verifies requests in its receivers. */
export const slackBolt: LibraryAdapter = {
  id: 'slack-bolt',
  middleware: {
    '@slack/bolt#ExpressReceiver().router': {
      credential: { kind: 'signature', header: 'x-slack-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      uncalled: true,
      key: { call: 'ExpressReceiver', argument: 0, path: ['signingSecret'] },
      disabledBy: { signatureVerification: false },
    },
  },
  harmless: members('@slack/bolt#', 'App ExpressReceiver'),
};
