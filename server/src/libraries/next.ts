import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Next.js. */
export const next: LibraryAdapter = {
  id: 'next',
  responses: {
    'next/server#NextResponse': { body: 0, init: 1 },
    'next/server#NextResponse.json': { body: 0, init: 1 },
    'next/server#NextResponse.redirect': { body: -1, init: 1, status: 307 },
    'next/server#NextResponse.rewrite': { body: -1, init: 1, continues: true },
    'next/server#NextResponse.next': { body: -1, init: 0, continues: true },
    'next/server#NextResponse.error': { body: -1, init: -1, status: 500 },
  },
  throws: members('next/navigation#', 'redirect permanentRedirect notFound unauthorized forbidden unstable_rethrow'),
  inputs: {
    'next/headers#headers().get(*)': { kind: 'input', input: 'header', absent: 'null' },
    'next/headers#headers().has(*)': { kind: 'input', input: 'header', absent: 'undefined' },
    'next/headers#cookies().get(*)': { kind: 'input', input: 'cookie', absent: 'undefined' },
    'next/headers#cookies().has(*)': { kind: 'input', input: 'cookie', absent: 'undefined' },
    'next/headers#cookies().getAll()': { kind: 'input', input: 'cookie', absent: 'never', name: '' },
  },
  effects: {
    ...each(members('next/cache#', 'revalidatePath revalidateTag updateTag expireTag expirePath refresh'), 'database'),
    'next/headers#draftMode().enable': 'database',
  },
  passThrough: { 'next/cache#unstable_cache': 0 },
  harmless: [
    ...members('next/headers#', 'headers cookies draftMode cookies().set cookies().delete draftMode().disable'),
    ...members(
      'next/server#',
      'NextRequest NextRequest().** NextResponse().** connection after userAgent userAgentFromString URLPattern.** ImageResponse',
    ),
    ...members('next/cache#', 'unstable_cache unstable_noStore unstable_cacheLife unstable_cacheTag cacheLife cacheTag'),
    'next/dynamic#()',
    'next/og#ImageResponse',
    'next/navigation#isRedirectError',
  ],
  environment: { 'next/config#().serverRuntimeConfig.*': { validated: false } },
};
