import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Remote processes and files. */
export const ssh2: LibraryAdapter = {
  id: 'ssh2',
  effects: each(
    [
      ...members('ssh2#Client()', 'exec shell sftp connect'),
      ...members('ssh2-sftp-client#()', 'put get delete rename mkdir rmdir fastPut append'),
    ],
    'process',
  ),
  harmless: ['ssh2#Client', 'ssh2-sftp-client#', ...members('ssh2-sftp-client#()', 'connect list exists end')],
};
