import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** The class that tsoa's controllers extend: the status it is told is that of what the method returns. */
export const tsoa: LibraryAdapter = {
  id: 'tsoa',
  statuses: Object.fromEntries(
    members(['tsoa#Controller()', '@tsoa/runtime#Controller()'], 'setStatus').map((path) => [path, { argument: 0 }]),
  ),
  harmless: members(['tsoa#Controller()', '@tsoa/runtime#Controller()'], 'getStatus setHeader getHeader getHeaders'),
};
