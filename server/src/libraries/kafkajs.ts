import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Kafka. */
export const kafkajs: LibraryAdapter = {
  id: 'kafkajs',
  effects: each(
    [...members('kafkajs#Kafka().producer()', 'send sendBatch'), ...members('kafkajs#Kafka().admin()', 'createTopics deleteTopics')],
    'queue',
  ),
  harmless: [
    'kafkajs#Kafka',
    ...members('kafkajs#Kafka()', 'producer consumer admin'),
    ...members(['kafkajs#Kafka().producer()', 'kafkajs#Kafka().consumer()'], 'connect disconnect'),
  ],
};
