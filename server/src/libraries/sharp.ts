import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Images; only `toFile` writes. */
export const sharp: LibraryAdapter = {
  id: 'sharp',
  effects: { 'sharp#().**.toFile': 'filesystem' },
  harmless: [
    'sharp#',
    ...members('sharp#().**', `resize rotate jpeg png webp avif toBuffer toFormat metadata composite flatten extract blur stats clone`),
  ],
};
