import { kubernetes } from './code/schemes/kubernetes';
import { verifying } from './code/verifying';

/** Inserts the verification of what a request presents. A token of one service account of the cluster, which the API server is asked about. */
export const verifyKubernetes = verifying(kubernetes);
