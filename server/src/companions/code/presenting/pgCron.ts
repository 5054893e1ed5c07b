import { insert } from '../../../fixes/code/text';
import type { SchedulerSide } from './sides';

/** pg_cron and pg_net: the secret is in Supabase's vault. */
export const ofPgCron: SchedulerSide = ({ uri, text, span }, sent) => {
  const call = callAround(text, span.start);
  if (!call || sent.kind !== 'bearer') return undefined;
  // In a command that is itself a text, quotes are doubled.
  const quote = text.slice(call.start, span.start).includes("''") ? "''" : "'";
  const secret = `(select decrypted_secret from vault.decrypted_secrets where name = 'cron_secret')`;
  const pair = `'Authorization', 'Bearer ' || ${secret}`.replaceAll("'", quote);
  const edit = withHeader(text, call, pair);
  return edit && [insert(uri, edit.at, edit.newText)];
};

interface Call {
  /** Behind the opening parenthesis, and at the closing one. */
  readonly start: number;
  readonly end: number;
}

/** The call `net.http_post(…)` that an offset is in. */
function callAround(text: string, offset: number): Call | undefined {
  const opening = [...text.slice(0, offset).matchAll(/\bnet\.http_(?:post|get|delete)\s*\(/gi)].at(-1);
  if (!opening) return undefined;
  const start = opening.index + opening[0].length;
  let depth = 1;
  for (let end = start; end < text.length; end++) {
    if (text[end] === '(') depth++;
    else if (text[end] === ')' && --depth === 0) return end > offset ? { start, end } : undefined;
  }
  return undefined;
}

function withHeader(text: string, { start, end }: Call, pair: string): { readonly at: number; readonly newText: string } | undefined {
  const inside = text.slice(start, end);
  const built = /\bheaders\s*(?::=|=>)\s*jsonb?_build_object\s*\(\s*/i.exec(inside);
  if (built)
    return { at: start + built.index + built[0].length, newText: inside[built.index + built[0].length] === ')' ? pair : `${pair}, ` };
  const literal = /\bheaders\s*(?::=|=>)\s*('{1,2})\{[^']*\}\1(?:\s*::\s*jsonb)?/i.exec(inside);
  const object = `jsonb_build_object(${pair})`;
  if (literal) {
    const cast = /::\s*jsonb$/i.test(literal[0]) ? '' : '::jsonb';
    return { at: start + literal.index + literal[0].length, newText: `${cast} || ${object}` };
  }
  if (/\bheaders\b/i.test(inside)) return undefined;
  // What follows the address must be named, so that a named argument may stand in front of it.
  const address = firstArgument(inside);
  const rest = inside.slice(address);
  const isNamed = rest.trim() === '' || /^,\s*\w+\s*(?::=|=>)/.test(rest);
  return isNamed ? { at: start + address, newText: `,${separatorOf(inside)}headers := ${object}` } : undefined;
}

/** Where the first argument ends, without the space behind it. */
function firstArgument(inside: string): number {
  let depth = 0;
  let isText = false;
  let at = 0;
  for (; at < inside.length; at++) {
    const character = inside[at];
    if (character === "'") isText = !isText;
    else if (isText) continue;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ',' && depth === 0) break;
  }
  return inside.slice(0, at).trimEnd().length;
}

/** Arguments that stand on lines of their own keep doing so. */
function separatorOf(inside: string): string {
  return /^\s*\r?\n[ \t]*/.exec(inside)?.[0] ?? ' ';
}
