import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Translations. */
export const nextIntl: LibraryAdapter = {
  id: 'next-intl',
  harmless: [
    'next-intl/*#**',
    ...members(['next-i18next#', 'i18next#', 'next-international/*#', '@lingui/core#', 'intl-messageformat#'], '**'),
    'i18next#',
    'next-intl/server#getTranslations()',
    'next-intl/server#getTranslations().**',
    'i18next#createInstance().**',
  ],
};
