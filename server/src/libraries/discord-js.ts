import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Discord. */
export const discordJs: LibraryAdapter = {
  id: 'discord-js',
  effects: each(
    [
      ...members(['discord.js#WebhookClient()', 'discord.js#Client().**'], 'send edit delete reply'),
      ...members(['discord.js#REST()', '@discordjs/rest#REST()'], 'post put patch delete'),
    ],
    'message',
  ),
  harmless: [
    ...members(
      'discord.js#',
      `Client WebhookClient EmbedBuilder EmbedBuilder().** REST Routes.** ButtonBuilder ButtonBuilder().** ActionRowBuilder
    ActionRowBuilder().** GatewayIntentBits.**`,
    ),
    ...members('@discordjs/rest#', 'REST REST().setToken'),
    ...members('discord.js#REST()', 'setToken get'),
  ],
};
