// Written by "npm run update" from the files in the folders; edits are lost.
import { express } from '../frameworks/express';
import { nextApp } from '../frameworks/next-app';
import { nextPages } from '../frameworks/next-pages';
import { global } from '../libraries/global';
import { googleAuthLibrary } from '../libraries/google-auth-library';
import { jose } from '../libraries/jose';
import { jsonwebtoken } from '../libraries/jsonwebtoken';
import { next } from '../libraries/next';
import { nextAuth } from '../libraries/next-auth';
import { nodeCrypto } from '../libraries/node-crypto';
import { prisma } from '../libraries/prisma';
import { stripe } from '../libraries/stripe';
import { svix } from '../libraries/svix';
import { t3Env } from '../libraries/t3-env';
import { upstashQstash } from '../libraries/upstash-qstash';
import { zod } from '../libraries/zod';
import { noFailOpen } from '../rules/no-fail-open';
import { noHardcodedSecret } from '../rules/no-hardcoded-secret';
import { noIgnoredVerification } from '../rules/no-ignored-verification';
import { noInternalBypass } from '../rules/no-internal-bypass';
import { noIpTrust } from '../rules/no-ip-trust';
import { noSecretInUrl } from '../rules/no-secret-in-url';
import { noSpoofableIdentity } from '../rules/no-spoofable-identity';
import { requireAuthentication } from '../rules/require-authentication';
import { requireConstantTimeComparison } from '../rules/require-constant-time-comparison';
import { requireReplayProtection } from '../rules/require-replay-protection';
import { requireStrictTokenVerification } from '../rules/require-strict-token-verification';
import { awaitVerification } from '../fixes/await-verification';
import { verifyBearer } from '../fixes/verify-bearer';
import { verifyHmac } from '../fixes/verify-hmac';
import { verifyQstash } from '../fixes/verify-qstash';
import type { Rule } from '../model/rule';
import type { FrameworkAdapter, LibraryAdapter, SchedulerAdapter } from '../model/adapters';
import type { FixAdapter } from '../model/fixing';

/** Frameworks whose endpoints are found. */
export const frameworks: readonly FrameworkAdapter[] = [express, nextApp, nextPages];

/** Schedulers whose calls are recognised. */
export const schedulers: readonly SchedulerAdapter[] = [];

/** Packages whose calls have a meaning. */
export const libraries: readonly LibraryAdapter[] = [
  global,
  googleAuthLibrary,
  jose,
  jsonwebtoken,
  next,
  nextAuth,
  nodeCrypto,
  prisma,
  stripe,
  svix,
  t3Env,
  upstashQstash,
  zod,
];

/** Questions that are asked about every endpoint. */
export const rules: readonly Rule[] = [
  noFailOpen,
  noHardcodedSecret,
  noIgnoredVerification,
  noInternalBypass,
  noIpTrust,
  noSecretInUrl,
  noSpoofableIdentity,
  requireAuthentication,
  requireConstantTimeComparison,
  requireReplayProtection,
  requireStrictTokenVerification,
];

/** Fixes that findings are offered. */
export const fixes: readonly FixAdapter[] = [awaitVerification, verifyBearer, verifyHmac, verifyQstash];
