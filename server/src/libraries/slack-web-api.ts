import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Slack; methods named list or info only read. */
export const slackWebApi: LibraryAdapter = {
  id: 'slack-web-api',
  effects: each(
    [
      ...members(
        ['@slack/web-api#WebClient()', '@slack/web-api#WebClient().**'],
        `chat.postMessage chat.update chat.delete chat.postEphemeral chat.scheduleMessage files.upload filesUploadV2
    files.uploadV2 reactions.add reactions.remove conversations.create conversations.invite conversations.join
    conversations.archive views.open views.publish apiCall`,
      ),
      '@slack/webhook#IncomingWebhook().send',
    ],
    'message',
  ),
  harmless: [
    '@slack/web-api#WebClient',
    '@slack/webhook#IncomingWebhook',
    ...members(
      '@slack/web-api#WebClient()',
      `conversations.list conversations.info conversations.history users.list users.info users.lookupByEmail auth.test`,
    ),
  ],
};
