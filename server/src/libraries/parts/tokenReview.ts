import type { VerifierModel } from '../../model/adapters';

const status = { authenticated: true, audiences: {}, user: {} };

/** Kubernetes' TokenReview: the API server says whether it issued a token, for which audiences, and to whom. */
export const tokenReview = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'library',
  binds: ['issuer', 'expiry'],
  refusal: { accepted: { status }, refused: { status: { authenticated: false } } },
  async: true,
  options: { audiences: 'audience' },
} as const satisfies VerifierModel;
