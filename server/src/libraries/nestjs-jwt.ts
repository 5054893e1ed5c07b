import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { members } from '../model/apiPath';

const token: VerifierModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: ['expiry'],
  refusal: 'throws',
  async: false,
  presented: { argument: 0 },
  key: { argument: 1, path: ['secret'] },
  options: { audience: 'audience', issuer: 'issuer', subject: 'caller', maxAge: 'expiry' },
  weakening: { ignoreExpiration: 'expiration is ignored' },
};

/** JWT for Nest. */
export const nestjsJwt: LibraryAdapter = {
  id: 'nestjs-jwt',
  verifiers: { '@nestjs/jwt#JwtService().verify': token, '@nestjs/jwt#JwtService().verifyAsync': { ...token, async: true } },
  unverified: { '@nestjs/jwt#JwtService().decode': 'the token is decoded, its signature is not checked' },
  harmless: [
    ...members('@nestjs/jwt#', 'JwtModule.register JwtModule.registerAsync JwtService'),
    ...members('@nestjs/jwt#JwtService()', 'sign signAsync decode'),
  ],
};
