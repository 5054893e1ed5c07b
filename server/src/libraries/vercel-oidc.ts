import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** The function's own token for calls to others; it verifies nothing. */
export const vercelOidc: LibraryAdapter = {
  id: 'vercel-oidc',
  harmless: members(['@vercel/oidc#', '@vercel/functions/oidc#'], 'getVercelOidcToken getVercelOidcTokenSync awsCredentialsProvider'),
};
