import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** WorkOS webhooks and API. */
export const workosNode: LibraryAdapter = {
  id: 'workos-node',
  verifiers: {
    '@workos-inc/node#WorkOS().webhooks.constructEvent': {
      credential: { kind: 'signature', header: 'workos-signature' },
      method: 'signature',
      binds: ['body', 'time'],
      refusal: 'throws',
      async: true,
      data: { argument: 0, path: ['payload'] },
      presented: { argument: 0, path: ['sigHeader'] },
      key: { argument: 0, path: ['secret'] },
    },
  },
  effects: each(
    members(
      '@workos-inc/node#WorkOS().**',
      `createUser updateUser deleteUser createOrganization updateOrganization deleteOrganization sendInvitation
    revokeInvitation`,
    ),
    'http',
  ),
  harmless: ['@workos-inc/node#WorkOS'],
};
