import type { LibraryAdapter, MiddlewareModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const scoped: MiddlewareModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: ['issuer', 'audience', 'expiry', 'caller'],
};

/** OAuth 2 access tokens for Express; issuer and audience come from the environment when no options are given. */
export const expressOauth2JwtBearer: LibraryAdapter = {
  id: 'express-oauth2-jwt-bearer',
  middleware: {
    'express-oauth2-jwt-bearer#auth': { ...scoped, binds: ['issuer', 'audience', 'expiry'], disabledBy: { authRequired: false } },
    ...each(members('express-oauth2-jwt-bearer#', 'requiredScopes scopeIncludesAny claimEquals claimIncludes claimCheck'), scoped),
  },
};
