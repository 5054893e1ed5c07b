import type { LibraryAdapter, WrapperModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const serve: WrapperModel = {
  credential: { kind: 'signature', header: 'upstash-signature' },
  method: 'signature',
  binds: ['body', 'time', 'issuer', 'expiry'],
  handler: 0,
  yields: 'handlers',
  unlessUnset: ['QSTASH_CURRENT_SIGNING_KEY', 'QSTASH_NEXT_SIGNING_KEY'],
  suppliedBy: ['receiver'],
};

/** Upstash Workflow: `serve` skips verification unless both keys are set or a receiver is given. */
export const upstashWorkflow: LibraryAdapter = {
  id: 'upstash-workflow',
  wrappers: {
    ...each(
      [
        '@upstash/workflow/nextjs#serve',
        '@upstash/workflow/hono#serve',
        '@upstash/workflow/express#serve',
        '@upstash/workflow/h3#serve',
        '@upstash/workflow/svelte#serve',
        '@upstash/workflow/solidjs#serve',
        '@upstash/workflow/astro#serve',
        '@upstash/workflow/cloudflare#serve',
        '@upstash/workflow/react-router#serve',
        '@upstash/workflow/tanstack#serve',
      ],
      serve,
    ),
    ...each(
      [
        '@upstash/workflow/nextjs#serveMany',
        '@upstash/workflow/hono#serveMany',
        '@upstash/workflow/express#serveMany',
        '@upstash/workflow/h3#serveMany',
        '@upstash/workflow/svelte#serveMany',
        '@upstash/workflow/solidjs#serveMany',
        '@upstash/workflow/astro#serveMany',
        '@upstash/workflow/cloudflare#serveMany',
        '@upstash/workflow/react-router#serveMany',
        '@upstash/workflow/tanstack#serveMany',
      ],
      serve,
    ),
    '@upstash/workflow/nextjs#servePagesRouter': { ...serve, yields: 'handlers' },
  },
  effects: each(members('@upstash/workflow#Client()', 'trigger cancel notify'), 'queue'),
  harmless: ['@upstash/workflow#Client', ...members('@upstash/workflow#Client()', 'logs getWaiters'), '@upstash/workflow/*#createWorkflow'],
};
