import { qstash } from './code/schemes/qstash';
import { verifying } from './code/verifying';

/** Inserts the verification of what a request presents. The signed token of Upstash QStash. Its own wrappers bind no address and honour QSTASH_DEV, so its receiver is used. */
export const verifyQstash = verifying(qstash);
