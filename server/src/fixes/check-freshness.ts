import type { TextEdit } from '../model/finding';
import type { FixContext, StatementSite } from '../model/fixing';
import type { Span } from '../model/source';
import { inPlace } from './code/inPlace';
import { guardCheck } from './code/presence';
import { signingOf } from './code/signing';
import { inStyle } from './code/style';
import { freshName, indentationAt, insert, slice } from './code/text';
import { requiring } from './code/unset';

const header = 'X-Timestamp';

/** Lets a signature cover a time and refuses requests whose time is minutes away. The scheduler must send and sign it from then on. */
export const checkFreshness = inPlace(
  {
    id: 'check-freshness',
    rules: ['require-replay-protection'],
    title: `Accept a signature of ${header} (in seconds) and the body only while it is fresh`,
    safe: false,
  },
  edits,
);

/** A time that the request says, and what must be written for it. */
interface SentAt {
  readonly name: string;
  readonly declares: readonly string[];
}

function edits(context: FixContext): readonly TextEdit[] {
  const { guard, span } = context;
  const text = context.read(span.uri);
  const file = context.file(span.uri);
  const check = guardCheck(context);
  const place = check && context.place(check.span);
  const signing = signingOf(context);
  if (!guard || text === undefined || !file || !check || !place?.function || !signing) return [];
  const code = slice(text, place.function.span);
  const known = signing.covers.find((name) => saysTime(name)) ?? timeIn(code.slice(0, signing.at - place.function.span.start));
  const sentAt = known === undefined ? readTime(context, file.identifiers) : { name: known, declares: [] };
  const before = statementOf(context, known === undefined ? signing.statement : place.statement, place.function.span);
  if (!sentAt || !before) return [];
  const isCompared = known !== undefined && new RegExp(`\\bDate\\b[^;]*\\b${known}\\b|\\b${known}\\b[^;]*\\bDate\\b`).test(code);
  const fresh = freshName(file.identifiers, 'isFresh', 'isRecent');
  const lines = [...sentAt.declares, ...(isCompared ? [] : [`const ${fresh} = ${freshness(sentAt.name, known !== undefined)};`])];
  const covering = signing.covers.includes(sentAt.name) ? [] : [signing.cover(sentAt.name)];
  const checking = isCompared ? [] : requiring(context, check.span, text, { holds: fresh, fails: `!${fresh}` }, check.differs);
  if (!isCompared && checking.length === 0) return [];
  const indentation = indentationAt(text, before.span.start);
  const added = lines.map((line) => inStyle(line, file.style) + file.style.eol + indentation).join('');
  return [...(added === '' ? [] : [insert(span.uri, before.span.start, added)]), ...covering, ...checking];
}

/** Where declarations go that a statement uses, if that is inside the function. */
function statementOf(context: FixContext, statement: StatementSite, fn: Span): StatementSite | undefined {
  return statement.inBlock && statement.span.start > fn.start && statement.span.end <= fn.end ? statement : undefined;
}

function saysTime(name: string): boolean {
  return /time|stamp|sent|issued|date|^(?:t|ts)$/i.test(name) && !/tolerance|timeout|update/i.test(name);
}

/** A variable that holds a time of the request. */
function timeIn(code: string): string | undefined {
  const declared = [...code.matchAll(/\b(?:const|let)\s+([\w$]+)\b[^=\n]*=[^;\n]*\bheaders?\b/g)].flatMap(([, name]) => name ?? []);
  return declared.find(saysTime);
}

/** Reads the time as the signature is read. */
function readTime({ guard, read, span }: FixContext, taken: ReadonlySet<string>): SentAt | undefined {
  const from = guard?.read;
  const written = from && from.uri === span.uri ? slice(read(from.uri) ?? '', from) : '';
  const time = `'${header.toLowerCase()}'`;
  const named = /^([\s\S]*?)(['"])[\w-]+\2([)\]])$/.exec(written);
  const member = /^([\s\S]*\bheaders)\??\.\w+$/.exec(written);
  const access = named ? `${named[1]}${time}${named[3]}` : member ? `${member[1]}[${time}]` : undefined;
  if (access === undefined) return undefined;
  const name = freshName(taken, 'sentAt', 'timestamp');
  return { name, declares: [`const ${name} = ${access};`] };
}

/** Times that other code made may be in milliseconds. */
function freshness(name: string, isForeign: boolean): string {
  if (!isForeign) return `Math.abs(Date.now() / 1000 - Number(${name})) <= 300`;
  return `Math.abs(Date.now() - Number(${name}) * (Number(${name}) < 1e11 ? 1000 : 1)) <= 5 * 60 * 1000`;
}
