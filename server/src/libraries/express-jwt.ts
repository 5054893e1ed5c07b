import type { LibraryAdapter, MiddlewareModel } from '../model/adapters';

const jwt: MiddlewareModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: ['expiry'],
  options: { audience: 'audience', issuer: 'issuer', maxAge: 'expiry', subject: 'caller' },
  key: { argument: 0, path: ['secret'] },
  disabledBy: { credentialsRequired: false },
  leaves: { path: ['auth'], namedBy: 'requestProperty' },
  exemptions: ['unless'],
};

/** JWT for Express; without `secret` or `algorithms` it throws when it is made. Before version 7 it was the default export and left `req.user`. */
export const expressJwt: LibraryAdapter = {
  id: 'express-jwt',
  middleware: { 'express-jwt#expressjwt': jwt, 'express-jwt#': { ...jwt, leaves: { path: ['user'], namedBy: 'requestProperty' } } },
};
