import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const auth = ['firebase-admin#auth()', 'firebase-admin/auth#getAuth()'] as const;
const stores = ['firebase-admin#firestore()', 'firebase-admin/firestore#getFirestore()', '@google-cloud/firestore#Firestore()'] as const;
const messaging = ['firebase-admin#messaging()', 'firebase-admin/messaging#getMessaging()'] as const;

const token: VerifierModel = {
  credential: { kind: 'token', format: 'jwt' },
  method: 'signature',
  binds: ['issuer', 'audience', 'expiry'],
  refusal: 'throws',
  async: true,
  presented: { argument: 0 },
};

/** Firebase Admin. Any signed-in user passes a token check, so a scheduler has to be told apart by a claim. */
export const firebaseAdmin: LibraryAdapter = {
  id: 'firebase-admin',
  verifiers: {
    ...each(
      [
        ...members(auth, 'verifyIdToken verifySessionCookie'),
        'firebase-admin#appCheck().verifyToken',
        'firebase-admin/app-check#getAppCheck().verifyToken',
      ],
      token,
    ),
  },
  administrators: each(['firebase-admin#initializeApp', 'firebase-admin/app#initializeApp'], {
    reason: 'the key of the service account bypasses security rules',
    key: { argument: 0, path: ['credential'], variables: /PRIVATE_?KEY|SERVICE_?ACCOUNT|CREDENTIAL|FIREBASE_ADMIN/i },
  }),
  effects: {
    ...each(
      stores.flatMap((store) => members(`${store}.**`, 'set update delete add create commit recursiveDelete')),
      'database',
    ),
    ...each(members(auth, 'createUser updateUser deleteUser deleteUsers setCustomUserClaims revokeRefreshTokens importUsers'), 'database'),
    ...each(
      members(
        messaging,
        'send sendEach sendEachForMulticast sendMulticast sendAll sendToDevice sendToTopic subscribeToTopic unsubscribeFromTopic',
      ),
      'message',
    ),
    ...each(
      members(['firebase-admin#database().**', 'firebase-admin/database#getDatabase().**'], 'set update push remove transaction'),
      'database',
    ),
    ...each(
      members(
        ['firebase-admin#storage().**', 'firebase-admin/storage#getStorage().**'],
        'save delete upload move copy setMetadata makePublic',
      ),
      'filesystem',
    ),
    'firebase-admin/functions#getFunctions().taskQueue().enqueue': 'queue',
  },
  harmless: [
    ...members(
      'firebase-admin#',
      'initializeApp app credential.** firestore firestore.** auth messaging storage database appCheck apps.**',
    ),
    ...members('firebase-admin/app#', 'initializeApp getApps getApp cert applicationDefault'),
    ...([
      'firebase-admin/firestore#getFirestore',
      'firebase-admin/auth#getAuth',
      'firebase-admin/messaging#getMessaging',
      'firebase-admin/storage#getStorage',
      'firebase-admin/database#getDatabase',
      'firebase-admin/app-check#getAppCheck',
      '@google-cloud/firestore#Firestore',
    ] as const),
    ...members('firebase-admin/firestore#', 'FieldValue.** Timestamp.** FieldPath.** Filter.**'),
    ...stores.flatMap((store) =>
      members(
        `${store}.**`,
        'collection doc collectionGroup get where orderBy limit startAfter select count batch bulkWriter runTransaction settings listDocuments data',
      ),
    ),
    ...members(auth, 'getUser getUserByEmail getUsers listUsers createCustomToken generatePasswordResetLink'),
  ],
};
