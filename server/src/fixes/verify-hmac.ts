import type { FixAdapter } from '../model/fixing';
import { hmacForExpress, hmacForPages, hmacForWeb } from './code/modules/hmac';
import { rawBodyBesideParsers, rawBodyOfStream } from './code/modules/rawBody';
import { canReadBody } from './code/routeConfig';
import { type Scheme, canVerify, insertVerification } from './code/verification';

const scheme: Scheme = {
  variables: ['CRONJOBPRO_WEBHOOK_SECRET'],
  coversBody: true,
  isAsync: () => true,
  web: hmacForWeb,
  pages: hmacForPages,
  express: hmacForExpress,
  rawBody: (style) => (style === 'express' ? rawBodyBesideParsers : rawBodyOfStream),
};

/** Inserts the verification of a signature with freshness, as CronJobPro sends it. */
export const verifyHmac: FixAdapter = {
  id: 'verify-hmac',
  rules: ['require-authentication', 'no-spoofable-identity', 'no-ip-trust', 'require-canonical-path'],
  perHandler: true,
  offer(context) {
    if (!canVerify(context, scheme) || !canReadBody(context)) return undefined;
    return { id: 'verify-hmac', title: "Verify CronJobPro's signature", safe: false, preferred: context.presents === 'hmac' };
  },
  build: (context) => (canReadBody(context) ? insertVerification(context, scheme) : undefined),
};
