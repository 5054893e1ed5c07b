import { googleOidc } from './code/schemes/googleOidc';
import { verifying } from './code/verifying';

/** Inserts the verification of what a request presents. A token of one service account of Google, as Cloud Scheduler and Cloud Tasks send it. */
export const verifyGoogleOidc = verifying(googleOidc);
