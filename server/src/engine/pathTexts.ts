import type { SourceText } from '../model/source';
import { memoized } from '../project/memoized';

/** Texts in code that look like paths, also behind a method, and what regular expressions for paths begin with. */
export const pathTexts = memoized(({ text }: SourceText): readonly string[] => [
  ...new Set([
    ...[...text.matchAll(/["'`](?:[A-Za-z]+\W)?(\/[\w\-./:]*)["'`]/g)].map(([, path = '']) => path),
    ...[...text.matchAll(/\/\^((?:\\\/[\w-]+)+)/g)].map(([, path = '']) => path.replaceAll('\\', '')),
  ]),
]);
