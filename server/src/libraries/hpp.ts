import type { LibraryAdapter } from '../model/adapters';

/** Removes repeated parameters. */
export const hpp: LibraryAdapter = { id: 'hpp', harmless: ['hpp#'] };
