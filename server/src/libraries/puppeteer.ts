import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** Drives a browser. */
export const puppeteer: LibraryAdapter = {
  id: 'puppeteer',
  effects: each(
    [
      ...members(['puppeteer#', 'puppeteer-core#'], 'launch connect'),
      ...members(
        ['puppeteer#launch().**', 'puppeteer-core#launch().**', 'puppeteer-core#connect().**'],
        'goto click type evaluate pdf screenshot',
      ),
    ],
    'http',
  ),
};
