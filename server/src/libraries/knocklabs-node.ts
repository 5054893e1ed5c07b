import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Knock. */
export const knocklabsNode: LibraryAdapter = {
  id: 'knocklabs-node',
  effects: each(members('@knocklabs/node#Knock()', 'notify workflows.trigger workflows.cancel'), 'message'),
  harmless: ['@knocklabs/node#Knock'],
};
