import { bearer } from './code/schemes/bearer';
import { verifying } from './code/verifying';

/** Inserts the verification of what a request presents. A static secret: what Vercel and most other schedulers can present. */
export const verifyBearer = verifying(bearer);
