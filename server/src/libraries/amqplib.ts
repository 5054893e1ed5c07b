import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** RabbitMQ. */
export const amqplib: LibraryAdapter = {
  id: 'amqplib',
  effects: each(
    members(
      ['amqplib#connect().createChannel()', 'amqplib#connect().createConfirmChannel()'],
      'publish sendToQueue purgeQueue deleteQueue',
    ),
    'queue',
  ),
  harmless: [
    'amqplib#connect',
    ...members('amqplib#connect()', 'createChannel createConfirmChannel close'),
    ...members('amqplib#connect().createChannel()', 'assertQueue assertExchange bindQueue close'),
  ],
};
