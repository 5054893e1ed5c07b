import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Colours for terminals. */
export const chalk: LibraryAdapter = { id: 'chalk', harmless: members(['chalk#', 'kleur#', 'picocolors#'], '**') };
