import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** React on the server. */
export const react: LibraryAdapter = {
  id: 'react',
  harmless: [
    ...members('react#', 'cache createElement Fragment use Suspense memo experimental_taintObjectReference'),
    ...members('react-dom/server#', 'renderToString renderToStaticMarkup renderToReadableStream'),
    'react/jsx-runtime#**',
  ],
};
