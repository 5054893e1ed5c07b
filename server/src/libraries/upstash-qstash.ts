import type { LibraryAdapter, WrapperModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** In development mode the keys are ones that are published with the package. */
const developing = { devMode: true } as const;

/** The signature is a token that expires and binds the body's hash; wrappers never bind the URL. */
const signed: WrapperModel = {
  credential: { kind: 'signature', header: 'upstash-signature' },
  method: 'signature',
  binds: ['body', 'time', 'issuer', 'expiry'],
  handler: 0,
  yields: 'handler',
  offWhen: developing,
};

const serve: WrapperModel = {
  ...signed,
  yields: 'handlers',
  unlessUnset: ['QSTASH_CURRENT_SIGNING_KEY', 'QSTASH_NEXT_SIGNING_KEY'],
  suppliedBy: ['receiver'],
};

const clients = ['@upstash/qstash#Client()'] as const;

/** Upstash QStash. Its verifiers throw at construction without keys; the deprecated workflow `serve` skips verification without them. */
export const upstashQstash: LibraryAdapter = {
  id: 'upstash-qstash',
  verifiers: {
    '@upstash/qstash#Receiver().verify': {
      credential: { kind: 'signature', header: 'upstash-signature' },
      method: 'signature',
      binds: ['body', 'time', 'issuer', 'expiry'],
      refusal: 'throws',
      async: true,
      presented: { argument: 0, path: ['signature'] },
      key: { call: 'Receiver', argument: 0, path: ['currentSigningKey'] },
      data: { argument: 0, path: ['body'] },
      options: { url: 'url' },
      offWhen: developing,
    },
  },
  wrappers: {
    ...each(members('@upstash/qstash/nextjs#', 'verifySignature verifySignatureAppRouter verifySignatureEdge'), signed),
    ...each(members('@upstash/qstash/dist/nextjs#', 'verifySignature verifySignatureAppRouter verifySignatureEdge'), signed),
    '@upstash/qstash/h3#verifySignatureH3': signed,
    '@upstash/qstash/nuxt#verifySignatureNuxt': signed,
    '@upstash/qstash/svelte#verifySignatureSvelte': signed,
    '@upstash/qstash/solidjs#verifySignatureSolidjs': signed,
    ...each(
      [
        '@upstash/qstash/nextjs#serve',
        '@upstash/qstash/h3#serve',
        '@upstash/qstash/svelte#serve',
        '@upstash/qstash/solidjs#serve',
        '@upstash/qstash/hono#serve',
      ],
      serve,
    ),
  },
  effects: {
    ...each(members(clients, 'publish publishJSON batch batchJSON'), 'queue'),
    ...each(
      members(['@upstash/qstash#Client().queue()', '@upstash/qstash#Client().queue'], 'enqueue enqueueJSON upsert delete pause resume'),
      'queue',
    ),
    ...each(members('@upstash/qstash#Client().schedules', 'create delete pause resume'), 'queue'),
    ...each(members('@upstash/qstash#Client().messages', 'delete deleteMany deleteAll cancel cancelAll'), 'queue'),
    ...each(members('@upstash/qstash#Client().urlGroups', 'addEndpoints removeEndpoints delete'), 'queue'),
    ...each(members('@upstash/qstash#Client().topics', 'addEndpoints removeEndpoints delete'), 'queue'),
    '@upstash/qstash#Client().dlq.delete': 'queue',
    '@upstash/qstash#Client().dlq.deleteMany': 'queue',
  },
  harmless: [
    ...members('@upstash/qstash#', 'Client Receiver SignatureError QstashError upstash openai resend'),
    ...members(
      '@upstash/qstash#Client()',
      'queue logs events schedules.get schedules.list messages.get urlGroups.get urlGroups.list dlq.listMessages',
    ),
  ],
};
