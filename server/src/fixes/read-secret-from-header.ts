import type { TextEdit } from '../model/finding';
import type { FixContext } from '../model/fixing';
import { slice } from './code/text';
import { inPlace } from './code/inPlace';

const header = 'X-Cron-Secret';

/** Reads a secret from a header instead of from the address. The scheduler must send it there from then on. */
export const readSecretFromHeader = inPlace(
  { id: 'read-secret-from-header', rules: ['no-secret-in-url'], title: `Read the secret from the header ${header}`, safe: false },
  edits,
);

/** How queries are read, with what is left of the request in front of it, and how its headers are. */
const reads: readonly (readonly [query: RegExp, header: string])[] = [
  [/^(\w+)\.nextUrl\.searchParams\.get\((['"])\w+\2\)$/, "$1.headers.get('x-cron-secret')"],
  [/^new URL\((\w+)\.url\)\.searchParams\.get\((['"])\w+\2\)$/, "$1.headers.get('x-cron-secret')"],
  [/^(c|ctx|context)\.req\.query\((['"])\w+\2\)$/, "$1.req.header('x-cron-secret')"],
  [/^(\w+)\.query(?:\.\w+|\[(['"])\w+\2\])$/, "$1.headers['x-cron-secret']"],
];

function edits({ span, read, file }: FixContext): readonly TextEdit[] {
  const text = read(span.uri);
  const site = file(span.uri);
  if (text === undefined || !site) return [];
  const written = slice(text, span);
  const found = reads.find(([query]) => query.test(written));
  return found ? [{ span, newText: written.replace(found[0], found[1]).replaceAll("'", site.style.quote) }] : [];
}
