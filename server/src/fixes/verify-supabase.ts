import { supabase } from './code/schemes/supabase';
import { verifying } from './code/verifying';

/** Inserts the verification of what a request presents. A secret key of the Supabase project, as pg_net sends it. */
export const verifySupabase = verifying(supabase);
