import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Segment. */
export const segmentAnalyticsNode: LibraryAdapter = {
  id: 'segment-analytics-node',
  logs: members('@segment/analytics-node#Analytics()', 'track identify group page alias flush closeAndFlush'),
  harmless: ['@segment/analytics-node#Analytics'],
};
