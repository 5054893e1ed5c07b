import type { TextEdit } from '../../model/finding';
import type { FixContext } from '../../model/fixing';
import type { Span } from '../../model/source';
import { insert, slice } from './text';

/** A read of the query through names that were given to the address, or parts of it, before. */
export interface QueryRead {
  /** The expression that holds the request. */
  readonly request: string;
  /** What makes that expression be there, and takes away the names that nothing uses any more. */
  readonly edits: readonly TextEdit[];
}

const request = String.raw`[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*`;

/** What the parameters of the query are, once every name is written out, and the request in it. */
const origins: readonly RegExp[] = [
  new RegExp(`^new URL\\((${request})\\.url\\)\\.searchParams$`),
  new RegExp(`^(${request})\\.nextUrl\\.searchParams$`),
];

/** What handlers of SvelteKit and Astro are given: the address, already read, beside the request. */
const ofContext = /^([A-Za-z_$][\w$]*)\.url\.searchParams$/;

/** How a name is declared on a line of its own: by itself, or as the only part that is taken of a value. */
function declarationOf(name: string): RegExp {
  return new RegExp(
    String.raw`^[ \t]*(?:const|let) (?:${escaped(name)}|\{ (?:([\w$]+): )?${escaped(name)} \}) = ([^;\n]+?);?[ \t]*\r?\n`,
    'm',
  );
}

/** Follows `searchParams.get('key')` to the request; `undefined` where that is not all written in the function. */
export function queryRead(context: FixContext, span: Span, text: string): QueryRead | undefined {
  const whole = context.place(span)?.function?.span;
  const parameters = /^(.+)\.get\((['"])[\w-]+\2\)$/.exec(slice(text, span))?.[1];
  if (!whole || parameters === undefined) return undefined;
  const removed: Span[] = [];
  let expression = parameters;
  for (let steps = 0; steps < 4; steps++) {
    const found = origins.flatMap((origin) => origin.exec(expression)?.[1] ?? [])[0] ?? ofContext.exec(expression)?.[1]?.concat('.request');
    if (found !== undefined) return { request: found, edits: removed.map((statement) => ({ span: statement, newText: '' })) };
    const [, name = '', rest = ''] = /^([A-Za-z_$][\w$]*)(.*)$/.exec(expression) ?? [];
    const declared = declarationOf(name).exec(slice(text, { ...whole, end: span.start }));
    if (!declared) return expression === 'url.searchParams' ? destructured(span, whole, text, removed) : undefined;
    const statement = { ...whole, start: whole.start + declared.index, end: whole.start + declared.index + declared[0].length };
    if (!isUsed(name, text, whole, [span, statement, ...removed])) removed.push(statement);
    const [line, member, value = ''] = declared;
    expression = `${value}${line.includes('{') ? `.${member ?? name}` : ''}${rest}`;
  }
  return undefined;
}

/** A handler that takes the address out of what it is given takes the request out of it, too, and the address no longer if nothing else needs it. */
function destructured(span: Span, whole: Span, text: string, removed: readonly Span[]): QueryRead | undefined {
  const [taken, names = ''] = /^(?:async )?(?:function [\w$]*)?\(\{([^{}:]*)\}(?!\s*:\s*\{)/.exec(slice(text, whole)) ?? [];
  const found = /\burl\b/.exec(names);
  if (taken === undefined || !found) return undefined;
  const at = (index: number, length: number): Span => {
    const start = whole.start + taken.indexOf(names) + index;
    return { ...whole, start, end: start + length };
  };
  const url = at(found.index, found[0].length);
  const isKept = isUsed('url', text, whole, [span, url, ...removed]);
  const hasRequest = /\brequest\b/.test(names);
  const alone = /\burl\s*,\s*|,\s*url\b/.exec(names);
  const naming: readonly TextEdit[] = !hasRequest
    ? [isKept ? insert(whole.uri, url.end, ', request') : { span: url, newText: 'request' }]
    : !isKept && alone
      ? [{ span: at(alone.index, alone[0].length), newText: '' }]
      : [];
  return { request: 'request', edits: [...naming, ...removed.map((each) => ({ span: each, newText: '' }))] };
}

/** Whether a name stands anywhere in a function but at some places. */
function isUsed(name: string, text: string, whole: Span, but: readonly Span[]): boolean {
  const uses = slice(text, whole).matchAll(new RegExp(`(?<![\\w$.])${escaped(name)}(?![\\w$])`, 'g'));
  return Array.from(uses).some(({ index }) => !but.some(({ start, end }) => start <= whole.start + index && whole.start + index < end));
}

function escaped(name: string): string {
  return name.replaceAll('$', String.raw`\$`);
}
