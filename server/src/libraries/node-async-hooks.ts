import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Values that follow a request. */
export const nodeAsyncHooks: LibraryAdapter = {
  id: 'node-async-hooks',
  harmless: ['node:async_hooks#AsyncLocalStorage', ...members('node:async_hooks#AsyncLocalStorage()', 'run getStore enterWith')],
};
