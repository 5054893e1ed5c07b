import type { TextEdit } from '../model/finding';
import type { FixContext } from '../model/fixing';
import { inPlace } from './code/inPlace';
import { insert } from './code/text';

/** Makes a route of Agentuity verify what its scheduler signs: `cron()` does so where it is asked to. */
export const verifyAgentuity = inPlace(
  {
    id: 'verify-agentuity',
    rules: ['require-authentication', 'no-internal-bypass'],
    perHandler: true,
    title: "Verify Agentuity's signature",
    safe: false,
  },
  edits,
);

/** The route from its method on, with the call up to its handler: the expression, and the options if there are any. */
const call =
  /^\w+\(\s*(?:'[^'\n]*'|"[^"\n]*"|`[^`$]*`|[\w.]+)\s*,\s*cron\(\s*(?:'[^'\n]*'|"[^"\n]*"|`[^`$]*`|[\w.]+)\s*,\s*(?:\{([^{}]*)\}\s*,)?/;

function edits(context: FixContext): readonly TextEdit[] {
  const { uri, start } = context.endpoint.declaration;
  const text = context.read(uri);
  const isOwn = context.file(uri)?.imports.some(({ specifier, names }) => specifier === '@agentuity/runtime' && names['cron'] === 'cron');
  const found = isOwn === true ? call.exec(text?.slice(start) ?? '') : null;
  if (!found) return [];
  const [whole, options] = found;
  if (options === undefined) return [insert(uri, start + whole.length, '{ auth: true }, ')];
  const from = start + whole.lastIndexOf(`{${options}}`) + 1;
  const given = /\bauth\s*:\s*(?!true\b)([^,]*?)(?=\s*(?:,|$))/.exec(options);
  if (!given) return /\bauth\b/.test(options) ? [] : [insert(uri, from, ' auth: true,')];
  const end = from + given.index + given[0].length;
  return [{ span: { uri, start: end - (given[1] ?? '').length, end }, newText: 'true' }];
}
