import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Parameters and logs of Cloud Functions. */
export const firebaseFunctions: LibraryAdapter = {
  id: 'firebase-functions',
  environment: {
    // Deploying asks for the value of a parameter that has none.
    'firebase-functions/params#defineSecret().value()': { validated: true, namedAtStart: true },
    'firebase-functions/params#defineString().value()': { validated: true, namedAtStart: true },
    'firebase-functions#config().**': { validated: false },
  },
  logs: [
    ...members(['firebase-functions#logger', 'firebase-functions/v2#logger'], 'log info warn error debug write'),
    ...members('firebase-functions/logger#', 'log info warn error debug write'),
  ],
  harmless: [...members('firebase-functions/params#', 'defineSecret defineString defineInt defineBoolean'), 'firebase-functions#config'],
};
