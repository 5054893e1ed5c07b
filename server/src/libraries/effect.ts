import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Effect logs. */
export const effect: LibraryAdapter = { id: 'effect', logs: members('effect#Effect', 'log logInfo logWarning logError logDebug') };
