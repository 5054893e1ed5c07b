import type { TextEdit } from '../model/finding';
import type { FixContext } from '../model/fixing';
import { importName, localName } from './code/imports';
import { inPlace } from './code/inPlace';
import { addProperties } from './code/property';
import { insert, slice } from './code/text';

const qstash = '@upstash/qstash';

/** Gives a workflow a receiver: without one, and without both signing keys, it verifies nothing. */
export const passReceiver = inPlace(
  { id: 'pass-receiver', rules: ['no-fail-open'], title: 'Always verify, also while the signing keys are not set', safe: false },
  edits,
);

function edits(context: FixContext): readonly TextEdit[] {
  const { uri } = context.span;
  const file = context.file(uri);
  const text = context.read(uri);
  const [handler, options, ...others] = context.place(context.span)?.arguments ?? [];
  if (!file || text === undefined || !handler || others.length > 0) return [];
  if (!file.imports.some(({ specifier }) => specifier.startsWith('@upstash/workflow/') || specifier.startsWith(`${qstash}/`))) return [];
  // A receiver that finds no keys refuses every request.
  const property = `receiver: new ${localName(file, 'Receiver', qstash)}({ devMode: false })`;
  const imported = importName(file, 'Receiver', qstash);
  if (!options) return [...imported, insert(uri, handler.end, `, { ${property} }`)];
  const written = slice(text, options);
  if (!written.startsWith('{') || /\breceiver\b/.test(written)) return [];
  return [...imported, addProperties(text, options, [property])];
}
