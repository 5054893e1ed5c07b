import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Texts as HTML. */
export const marked: LibraryAdapter = {
  id: 'marked',
  harmless: [
    ...members(
      [
        'marked#',
        'markdown-it#',
        'sanitize-html#',
        'dompurify#',
        'isomorphic-dompurify#',
        'html-to-text#',
        'turndown#',
        'he#',
        'escape-html#',
      ],
      '**',
    ),
    'markdown-it#().render',
    'turndown#().turndown',
  ],
};
