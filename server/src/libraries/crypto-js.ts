import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Digests and encodings of crypto-js; the key of an HMAC is its second argument. */
export const cryptoJs: LibraryAdapter = {
  id: 'crypto-js',
  digests: {
    'crypto-js#HmacSHA256': { key: { call: 'HmacSHA256', argument: 1 }, data: ['HmacSHA256'] },
    'crypto-js/hmac-sha256#': { key: { call: '', argument: 1 }, data: [''] },
    'crypto-js#HmacSHA512': { key: { call: 'HmacSHA512', argument: 1 }, data: ['HmacSHA512'] },
    'crypto-js/hmac-sha512#': { key: { call: '', argument: 1 }, data: [''] },
    'crypto-js#HmacSHA1': { key: { call: 'HmacSHA1', argument: 1 }, data: ['HmacSHA1'] },
    'crypto-js/hmac-sha1#': { key: { call: '', argument: 1 }, data: [''] },
    'crypto-js#SHA256': { data: ['SHA256'] },
    'crypto-js/sha256#': { data: [''] },
    'crypto-js#SHA512': { data: ['SHA512'] },
    'crypto-js/sha512#': { data: [''] },
    'crypto-js#SHA1': { data: ['SHA1'] },
    'crypto-js/sha1#': { data: [''] },
    'crypto-js#MD5': { data: ['MD5'] },
    'crypto-js/md5#': { data: [''] },
  },
  harmless: [...members('crypto-js#', 'enc.** AES.** lib.** algo.**'), 'crypto-js/*#**'],
};
