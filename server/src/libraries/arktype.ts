import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** ArkType; an optional key or `undefined` stands in the definition's text. */
export const arktype: LibraryAdapter = {
  id: 'arktype',
  schemas: { roots: members('arktype#', 'type scope'), optional: ['optional', 'or', 'default'], parse: ['assert', 'from'] },
  harmless: ['arktype#**', 'arkenv#**'],
};
