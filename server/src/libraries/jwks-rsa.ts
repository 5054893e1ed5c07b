import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Keys of an issuer. */
export const jwksRsa: LibraryAdapter = {
  id: 'jwks-rsa',
  harmless: [
    ...members('jwks-rsa#', 'expressJwtSecret koaJwtSecret passportJwtSecret JwksClient'),
    'jwks-rsa#',
    'jwks-rsa#().getSigningKey',
    'jwks-rsa#().getSigningKeys',
    ...members('jwks-rsa#JwksClient()', 'getSigningKey getSigningKeys'),
    'jwks-rsa#().getSigningKey().getPublicKey',
    'jwks-rsa#JwksClient().getSigningKey().getPublicKey',
  ],
};
