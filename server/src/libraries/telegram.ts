import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Telegram bots. */
export const telegram: LibraryAdapter = {
  id: 'telegram',
  effects: each(
    members(
      ['telegraf#Telegraf().telegram', 'telegraf#Telegram()', 'grammy#Bot().api', 'node-telegram-bot-api#()'],
      `sendMessage sendPhoto sendDocument editMessageText deleteMessage sendMediaGroup setWebhook answerCallbackQuery`,
    ),
    'message',
  ),
  harmless: [...members('telegraf#', 'Telegraf Telegram'), 'grammy#Bot', 'node-telegram-bot-api#'],
};
