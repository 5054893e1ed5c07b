import type { HandlerSite } from '../../model/endpoint';
import type { FixContext, PlaceSite } from '../../model/fixing';
import type { Beginning } from './firstStatement';
import { slice } from './text';

/**
 * What a verification goes in front of: the whole handler or, when it serves other paths too, the branch for the endpoint's path.
 * `undefined` when that is not to be told from the code.
 */
export function guardedPart(context: FixContext, site: HandlerSite): Beginning | undefined {
  if (!site.dispatches) return site;
  const text = context.read(site.uri);
  if (text === undefined) return undefined;
  const { path } = context.endpoint;
  const parts = [...slice(text, site.function).matchAll(/(["'])(\/[^"'\n]+)\1/g)].flatMap((match): readonly Beginning[] => {
    const [literal, , written = ''] = match;
    if (!path.replace(/\/\[\.{3}[^/]*\]$/, '').endsWith(written.replace(/(?<=.)\/$/, ''))) return [];
    const start = site.function.start + match.index;
    const clause = /\bcase\s+$/.test(text.slice(0, start)) ? /^\s*:/.exec(text.slice(start + literal.length)) : null;
    if (clause) return [clauseOf(site, text, start, start + literal.length + clause[0].length)];
    const place = context.place({ uri: site.uri, start, end: start + literal.length });
    const { branch, operand, negated } = place ?? {};
    if (/\.(?:starts|ends)With\(\s*$/.test(text.slice(0, start))) return toldByPart(context, site, text, start);
    if (!branch || !operand || negated) return [];
    if (/^={2,3}$/.test(operand.operator)) return branchOf(site, text, branch);
    const isAlone = operand.whole.start === branch.condition.start && operand.whole.end === branch.condition.end;
    return /^!={1,2}$/.test(operand.operator) && isAlone && branch.leaves && branch.statement.inBlock
      ? [behind(site, branch.statement.span)]
      : [];
  });
  return parts.length === 1 ? parts[0] : undefined;
}

/** The branch of `if (path.startsWith('/cron'))`, or of what paths end with. */
function toldByPart(context: FixContext, site: HandlerSite, text: string, literal: number): readonly Beginning[] {
  const call = context.callAt(site.uri, literal);
  const { branch, negated } = (call && context.place(call)) ?? {};
  return branch && negated !== true ? branchOf(site, text, branch) : [];
}

/** What runs where a condition holds, in a block or without one. */
function branchOf(
  site: HandlerSite,
  text: string,
  { statement, condition, whenTrue }: NonNullable<PlaceSite['branch']>,
): readonly Beginning[] {
  // Where another path leads to the same branch, it is not to be guarded with this one.
  if (
    slice(text, condition)
      .replace(/\([^()]*\)/g, '')
      .includes('||')
  )
    return [];
  if (text[whenTrue.start] === '{') return [insideOf(site, text, whenTrue, condition)];
  if (statement.span.end !== whenTrue.end) return [];
  const { uri } = site;
  const span = { uri, start: whenTrue.start, end: whenTrue.end };
  const fn = { uri, start: statement.span.start, end: statement.span.end };
  return [{ uri, function: fn, body: { kind: 'block', span, firstStatement: span.start }, guardAt: span.start, isBare: true }];
}

function insideOf({ uri }: HandlerSite, text: string, block: Place, condition: Place): Beginning {
  const inside = text.slice(block.start + 1, block.end - 1);
  const first = block.start + 1 + inside.length - inside.trimStart().length;
  const span = { uri, start: block.start + 1, end: block.end - 1 };
  return {
    uri,
    function: { uri, start: condition.start, end: block.end },
    body: { kind: 'block', span, firstStatement: inside.trim() === '' ? undefined : first },
    guardAt: block.start + 1,
  };
}

/** What follows `case '/path':`, inside of its block if it has one. */
function clauseOf(site: HandlerSite, text: string, start: number, colon: number): Beginning {
  const rest = text.slice(colon);
  const block = /^\s*\{/.exec(rest)?.[0].length ?? 0;
  const first = colon + block + rest.slice(block).length - rest.slice(block).trimStart().length;
  const span = { uri: site.uri, start: colon + block, end: site.body.span.end };
  return {
    uri: site.uri,
    function: { ...site.function, start },
    body: { kind: 'block', span, firstStatement: first },
    guardAt: colon + block,
    isShared: block === 0,
  };
}

function behind(site: HandlerSite, statement: Place): Beginning {
  const { span } = site.body;
  return { ...site, body: { kind: 'block', span, firstStatement: statement.start }, guardAt: statement.end };
}

interface Place {
  readonly start: number;
  readonly end: number;
}
