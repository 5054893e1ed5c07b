import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Renders mails. */
export const reactEmail: LibraryAdapter = {
  id: 'react-email',
  harmless: [...members('@react-email/render#', 'render renderAsync pretty'), '@react-email/components#render'],
};
