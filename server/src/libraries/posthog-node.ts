import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** PostHog. */
export const posthogNode: LibraryAdapter = {
  id: 'posthog-node',
  logs: members(
    'posthog-node#PostHog()',
    `capture captureException captureImmediate identify alias groupIdentify flush shutdown shutdownAsync`,
  ),
  harmless: [
    'posthog-node#PostHog',
    ...members('posthog-node#PostHog()', 'isFeatureEnabled getFeatureFlag getFeatureFlagPayload getAllFlags on'),
  ],
};
