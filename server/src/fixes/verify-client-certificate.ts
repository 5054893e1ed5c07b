import { clientCertificate } from './code/schemes/clientCertificate';
import { verifying } from './code/verifying';

/** Inserts the verification of what a request presents. A client certificate that the connection has verified, where the process itself ends TLS. */
export const verifyClientCertificate = verifying(clientCertificate);
