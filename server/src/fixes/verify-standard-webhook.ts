import { standardWebhooks } from './code/schemes/standardWebhooks';
import { verifying } from './code/verifying';

/** Inserts the verification of what a request presents. Standard Webhooks, as Svix and others send them: identity, time and body are signed. */
export const verifyStandardWebhook = verifying(standardWebhooks);
