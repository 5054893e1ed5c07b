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
      yields: 'handler',
      offWhen: { auth: 'none' },
      weakWhen: { auth: ['publishable', 'public'] },
    },
  },
};
