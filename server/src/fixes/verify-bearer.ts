import type { FixAdapter } from '../model/fixing';
import { bearerForExpress, bearerForPages, bearerForWeb } from './code/modules/bearer';
import { rawBodyOfStream } from './code/modules/rawBody';
import { bearerGuard, bearerStatus } from './code/modules/status';
import { verifiesQstash } from './code/schemes';
import { type Scheme, canVerify, insertVerification } from './code/verification';

const scheme: Scheme = {
  variables: ['CRON_SECRET'],
  coversBody: false,
  isAsync: (_style, edge) => edge,
  web: bearerForWeb,
  pages: (_rawBody, wrapping) => bearerForPages(wrapping),
  express: () => bearerForExpress(),
  rawBody: () => rawBodyOfStream,
  status: bearerStatus,
  guard: bearerGuard,
};

/** Inserts the verification of a static bearer secret: what Vercel and most other schedulers can present. */
export const verifyBearer: FixAdapter = {
  id: 'verify-bearer',
  rules: ['require-authentication', 'no-spoofable-identity', 'no-ip-trust', 'require-canonical-path'],
  perHandler: true,
  offer(context) {
    if (!canVerify(context, scheme)) return undefined;
    const isPossible = context.presents === 'hmac' ? canVerify(context, {}) : verifiesQstash(context);
    return {
      id: 'verify-bearer',
      title: 'Verify the bearer secret in CRON_SECRET',
      safe: false,
      preferred: context.presents === 'bearer' || !isPossible,
    };
  },
  build: (context) => insertVerification(context, scheme),
};
