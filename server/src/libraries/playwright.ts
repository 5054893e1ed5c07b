import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Drives a browser. */
export const playwright: LibraryAdapter = {
  id: 'playwright',
  effects: each(
    [
      ...members(
        ['playwright#chromium', 'playwright-core#chromium', 'playwright#firefox', 'playwright#webkit'],
        'launch connect connectOverCDP',
      ),
      ...members(['playwright#chromium.launch().**', 'playwright-core#chromium.launch().**'], 'goto click fill evaluate pdf screenshot'),
    ],
    'http',
  ),
};
