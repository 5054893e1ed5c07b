import type { DigestModel, LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const signature: VerifierModel = {
  credential: { kind: 'signature', header: undefined },
  method: 'signature',
  binds: ['body'],
  refusal: 'false',
  async: false,
};

const subtleVerify: VerifierModel = { ...signature, async: true, key: { argument: 1 }, presented: { argument: 2 }, data: { argument: 3 } };
const hash: DigestModel = { data: ['update'] };
const hmac: DigestModel = { key: { call: 'createHmac', argument: 1 }, data: ['update'] };

/** Node's `crypto` module. */
export const nodeCrypto: LibraryAdapter = {
  id: 'node-crypto',
  verifiers: {
    'node:crypto#verify': { ...signature, data: { argument: 1 }, key: { argument: 2 }, presented: { argument: 3 }, callback: true },
    'node:crypto#createVerify().**.verify': {
      ...signature,
      data: { call: 'update', argument: 0 },
      key: { argument: 0 },
      presented: { argument: 1 },
    },
    'node:crypto#webcrypto.subtle.verify': subtleVerify,
    'node:crypto#subtle.verify': subtleVerify,
  },
  comparisons: { 'node:crypto#timingSafeEqual': { left: 0, right: 1, throwsOnLength: true } },
  digests: {
    'node:crypto#createHmac().**.digest': hmac,
    'node:crypto#Hmac().**.digest': { key: { call: 'Hmac', argument: 1 }, data: ['update'] },
    'node:crypto#createHash().**.digest': hash,
    'node:crypto#hash': { data: ['hash'], dataArgument: 1 },
    'node:crypto#webcrypto.subtle.sign': { key: { call: 'sign', argument: 1 }, data: ['sign'], dataArgument: 2, async: true },
    'node:crypto#subtle.sign': { key: { call: 'sign', argument: 1 }, data: ['sign'], dataArgument: 2, async: true },
    'node:crypto#webcrypto.subtle.digest': { data: ['digest'], dataArgument: 1, async: true },
    'node:crypto#subtle.digest': { data: ['digest'], dataArgument: 1, async: true },
    'node:crypto#scryptSync': { key: { call: 'scryptSync', argument: 1 }, data: ['scryptSync'] },
    'node:crypto#pbkdf2Sync': { key: { call: 'pbkdf2Sync', argument: 1 }, data: ['pbkdf2Sync'] },
  },
  derives: {
    'node:crypto#webcrypto.subtle.importKey': { argument: 1, async: true },
    'node:crypto#subtle.importKey': { argument: 1, async: true },
    ...each(members('node:crypto#', 'createSecretKey createPublicKey createPrivateKey'), { argument: 0 }),
  },
  harmless: members(
    'node:crypto#',
    `createHash.** createHash().** createHmac.** createHmac().** createVerify.** createVerify().** createSign.** createSign().**
    createSecretKey createPublicKey createPrivateKey randomUUID randomBytes randomInt randomFillSync getRandomValues scryptSync scrypt
    pbkdf2Sync pbkdf2 hkdf hkdfSync hash getHashes createCipheriv.** createCipheriv().** createDecipheriv.** createDecipheriv().** sign
    publicEncrypt privateDecrypt generateKeyPairSync X509Certificate.** X509Certificate().** webcrypto.** subtle.** constants.**`,
  ),
};
