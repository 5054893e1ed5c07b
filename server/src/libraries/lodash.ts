import type { ApiPath, LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

const modules = ['lodash', 'lodash-es', 'underscore', 'es-toolkit', 'es-toolkit/compat', 'radash', 'remeda', 'ramda'];

/** A function that these libraries give under a name, for `import { once } from 'lodash'`, `import _ from 'lodash'` and `import once from 'lodash/once'`. */
function named<T>(name: string, meaning: T): Readonly<Record<ApiPath, T>> {
  const paths = modules.flatMap((module): readonly ApiPath[] => [`${module}#${name}`, `${module}/${name}#`, `${module}#default.${name}`]);
  return Object.fromEntries(paths.map((path) => [path, meaning]));
}

/** Collections. */
export const lodash: LibraryAdapter = {
  id: 'lodash',
  comparisons: { ...named('isEqual', { left: 0, right: 1 }), ...named('equals', { left: 0, right: 1 }) },
  combinations: {
    ...named('negate', 'negation' as const),
    ...named('complement', 'negation' as const),
    ...named('flow', 'in-order' as const),
    ...named('once', 'first-result' as const),
  },
  harmless: [
    ...members(['lodash#', 'lodash-es#', 'lodash/*#', 'remeda#', 'ramda#', 'radash#', 'es-toolkit#', 'es-toolkit/*#', 'underscore#'], '**'),
    'lodash/*#',
    'lodash#()',
    'lodash#().**',
  ],
};
