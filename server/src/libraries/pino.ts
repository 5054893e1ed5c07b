import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Pino. */
export const pino: LibraryAdapter = {
  id: 'pino',
  logs: members(['pino#()', 'pino#().child()', 'pino#pino()', 'pino#pino().child()'], 'trace debug info warn error fatal silent flush'),
  harmless: [
    ...members('pino#', 'pino destination transport stdTimeFunctions.** stdSerializers.**'),
    'pino#',
    'pino#().child',
    'pino#pino().child',
    'pino-http#',
    'pino-http#()',
    'pino-pretty#',
  ],
};
