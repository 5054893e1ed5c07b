import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const session: VerifierModel = {
  credential: { kind: 'session' },
  method: 'library',
  binds: ['expiry'],
  refusal: 'throws',
  async: true,
  presented: { argument: 0 },
};

/** Stytch sessions and machine tokens. */
export const stytch: LibraryAdapter = {
  id: 'stytch',
  verifiers: {
    ...each(
      members(['stytch#Client().sessions', 'stytch#B2BClient().sessions'], 'authenticate authenticateJwt authenticateJwtLocal'),
      session,
    ),
    ...each(members(['stytch#Client()', 'stytch#B2BClient()'], 'm2m.authenticateToken'), {
      ...session,
      credential: { kind: 'token', format: 'jwt' },
    } satisfies VerifierModel),
  },
  harmless: members('stytch#', 'Client B2BClient'),
};
