import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const clients = [
  '@supabase/supabase-js#createClient()',
  '@supabase/ssr#createServerClient()',
  '@supabase/auth-helpers-nextjs#createRouteHandlerClient()',
  '@supabase/auth-helpers-nextjs#createServerComponentClient()',
  'virtual:supabase/server#serverSupabaseClient()',
  'virtual:supabase/server#serverSupabaseServiceRole()',
] as const;

const user: VerifierModel = {
  credential: { kind: 'session' },
  method: 'library',
  binds: ['expiry'],
  async: true,
  refusal: { accepted: { data: { user: {} }, error: null }, refused: { data: { user: null }, error: true } },
};

const claims: VerifierModel = {
  ...user,
  refusal: { accepted: { data: { claims: {} }, error: null }, refused: { data: null, error: true } },
};

/** Chains that start with a verb; filters after it only refine it. */
const verbs = 'insert update upsert delete';

/** Supabase: tables, storage and sessions. `getSession` reads the cookie without checking it. `#supabase/server` is the module of Nuxt. */
export const supabaseJs: LibraryAdapter = {
  id: 'supabase-js',
  verifiers: {
    ...each(members(clients, 'auth.getUser'), user),
    ...each(members(clients, 'auth.getClaims'), claims),
    'virtual:supabase/server#serverSupabaseUser': { ...user, refusal: 'null' },
  },
  unverified: each(
    [...members(clients, 'auth.getSession'), 'virtual:supabase/server#serverSupabaseSession'],
    'the session is read from the cookie and not checked with the server',
  ),
  administrators: {
    ...each(['@supabase/supabase-js#createClient', '@supabase/ssr#createServerClient'], {
      reason: 'the service role key bypasses row level security',
      key: { argument: 1, variables: /SERVICE_?(ROLE|KEY)|SUPABASE_(SECRET|SERVICE|ADMIN)/i },
    }),
    'virtual:supabase/server#serverSupabaseServiceRole': { reason: 'the service role key bypasses row level security' },
  },
  effects: {
    ...each(
      [
        ...members(clients, 'rpc'),
        ...clients.flatMap((client) => members(`${client}.from()`, verbs)),
        ...clients.flatMap((client) => members(`${client}.schema().from()`, verbs)),
      ],
      'database',
    ),
    ...each(
      members(
        clients,
        'storage.createBucket storage.deleteBucket storage.emptyBucket storage.from().upload storage.from().update storage.from().remove storage.from().move storage.from().copy storage.from().createSignedUploadUrl',
      ),
      'filesystem',
    ),
    ...each(
      members(
        clients,
        'auth.admin.createUser auth.admin.deleteUser auth.admin.updateUserById auth.admin.inviteUserByEmail auth.admin.generateLink auth.signUp auth.signOut auth.signInWithPassword auth.signInWithOtp auth.updateUser auth.resetPasswordForEmail',
      ),
      'database',
    ),
    ...each(members(clients, 'functions.invoke'), 'http'),
    ...each(members(clients, 'channel().send'), 'message'),
  },
  harmless: [
    ...members(['@supabase/supabase-js#'], 'createClient'),
    ...members('@supabase/ssr#', 'createServerClient createBrowserClient parseCookieHeader serializeCookieHeader'),
    ...members('@supabase/auth-helpers-nextjs#', 'createRouteHandlerClient createServerComponentClient'),
    ...members('virtual:supabase/server#', 'serverSupabaseClient serverSupabaseServiceRole serverSupabaseSession'),
    ...members(
      clients,
      'from schema schema().from from().select from().select.** from().select().** schema().from().select schema().from().select().** from().insert().** from().update().** from().upsert().** from().delete().** rpc().** storage.from storage.from().list storage.from().download storage.from().getPublicUrl storage.from().createSignedUrl storage.listBuckets auth.getSession auth.setSession auth.exchangeCodeForSession auth.admin.listUsers auth.admin.getUserById channel channel().on channel().subscribe removeChannel',
    ),
  ],
};
