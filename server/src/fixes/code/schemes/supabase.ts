import { type Scheme, ofHeaders } from '../scheme';

/** A secret key of the Supabase project, as pg_net sends it. The package's wrapper logs nothing, so what it consists of is used. */
export const supabase: Scheme = {
  ...ofHeaders,
  id: 'verify-supabase',
  title: 'Verify a secret key of the Supabase project',
  presents: 'supabase',
  noun: 'Project',
  files: ['verify-project', 'verify-supabase'],
  credential: 'the header apikey: <the default secret key of the Supabase project>',
  notes: ['Functions of Supabase find both variables set; elsewhere SUPABASE_SECRET_KEYS is {"default":"sb_secret_…"}.'],
  word: 'secret key',
  settings: { url: 'SUPABASE_URL', secretKeys: 'SUPABASE_SECRET_KEYS' },
  headers: { apikey: 'apikey' },
  code({ installed, framework }) {
    const isInstalled = installed.has('@supabase/server');
    if (!isInstalled && framework !== 'supabase') return undefined;
    return {
      imports: [`import { verifyCredentials } from '${isInstalled ? '' : 'npm:'}@supabase/server${isInstalled ? '' : '@1'}/core';`],
      constants: '',
      accepts: 'await isProject(apikey, { url, secretKeys })',
      isAsync: true,
      functions: `async function isProject(apikey‹: string | string[] | null | undefined›, { url, secretKeys }‹: { url: string; secretKeys: string }›)‹: Promise<boolean>› {
  if (typeof apikey !== 'string' || apikey === '') return false;
  try {
    const env = { url, secretKeys: JSON.parse(secretKeys) };
    const { error } = await verifyCredentials({ token: null, apikey }, { auth: 'secret', env });
    return error === null;
  } catch {
    return false;
  }
}
`,
    };
  },
};
