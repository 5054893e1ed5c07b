import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const verify: VerifierModel = {
  credential: { kind: 'header', name: 'apikey' },
  method: 'library',
  binds: ['expiry'],
  async: true,
  presented: { argument: 0 },
  unverifiedBy: { auth: ['none', 'always', 'publishable', 'public'] },
  refusal: { accepted: { data: {}, error: null }, refused: { data: null, error: true } },
};

/** Clients in what handlers are given. */
const clients = members('@supabase/server#context', 'supabase supabaseAdmin');

/** Supabase request verification; `none` lets everybody in and `publishable` is no secret. */
export const supabaseServer: LibraryAdapter = {
  id: 'supabase-server',
  verifiers: {
    ...each(members('@supabase/server/core#', 'verifyAuth verifyCredentials'), verify),
    '@supabase/server#createSupabaseContext': verify,
  },
  wrappers: {
    '@supabase/server#withSupabase': {
      credential: { kind: 'header', name: 'apikey' },
      method: 'library',
      binds: [],
      handler: 1,
      hands: '@supabase/server#context',
      yields: 'handler',
      offWhen: { auth: 'none' },
      weakWhen: { auth: ['publishable', 'public'] },
    },
  },
  administrators: each(members('@supabase/server#context.supabaseAdmin', 'from rpc schema storage auth'), {
    reason: 'the secret key bypasses row level security',
  }),
  effects: each(
    clients.flatMap((client) => [...members(client, 'rpc'), ...members(`${client}.from()`, 'insert update upsert delete')]),
    'database',
  ),
};
