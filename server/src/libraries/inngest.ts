import type { ApiPath, LibraryAdapter, WrapperModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** The analyzer has to look at the client handed over as `client` for `isDev`: it is made elsewhere. */
const serve: WrapperModel = {
  credential: { kind: 'signature', header: 'x-inngest-signature' },
  method: 'signature',
  binds: ['body', 'time'],
  handler: 0,
  handlerPath: ['functions'],
  yields: 'handlers',
  offWhen: { isDev: true, skipSignatureValidation: true },
};

const serving: readonly ApiPath[] = [
  'inngest/next#serve',
  'inngest/express#serve',
  'inngest/fastify#serve',
  'inngest/hono#serve',
  'inngest/h3#serve',
  'inngest/nuxt#serve',
  'inngest/koa#serve',
  'inngest/lambda#serve',
  'inngest/cloudflare#serve',
  'inngest/edge#serve',
  'inngest/sveltekit#serve',
  'inngest/remix#serve',
  'inngest/astro#serve',
  'inngest/bun#serve',
  'inngest/node#serve',
  'inngest/nitro#serve',
  'inngest/deno/fresh#serve',
  'inngest/digitalocean#serve',
  'inngest/redwood#serve',
  'inngest/connect#serve',
  'inngest/nest#serve',
];

/** Inngest. In development mode nothing is verified: `isDev` on the client, `INNGEST_DEV`, or `skipSignatureValidation` here. */
export const inngest: LibraryAdapter = {
  id: 'inngest',
  wrappers: each(serving, serve),
  clocks: {
    ...each(serving, { scheduler: 'inngest', of: [0, 'functions', '*'] }),
    'inngest#Inngest().createFunction': {
      scheduler: 'inngest',
      at: [
        [0, 'triggers', '*', 'cron'],
        [0, 'triggers', 'cron'],
        [1, '*', 'cron'],
        [1, 'cron'],
      ],
      of: [0, 'triggers', '*'],
    },
    'inngest#cron': { scheduler: 'inngest', at: [[0]] },
  },
  effects: each(members('inngest#Inngest()', 'send sendSignal'), 'queue'),
  harmless: [
    ...members('inngest#', 'Inngest NonRetriableError RetryAfterError EventSchemas EventSchemas().** eventType'),
    'inngest#Inngest().createFunction',
  ],
};
