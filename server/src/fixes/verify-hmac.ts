import { cronjobpro } from './code/schemes/cronjobpro';
import { verifying } from './code/verifying';

/** Inserts the verification of what a request presents. A signature with freshness over the body, as CronJobPro sends it. */
export const verifyHmac = verifying(cronjobpro);
