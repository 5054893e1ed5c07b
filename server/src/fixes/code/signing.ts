import type { TextEdit } from '../../model/finding';
import type { FixContext, StatementSite } from '../../model/fixing';
import { insert, slice } from './text';

/** The place that makes the signature which a request's is compared with. */
export interface Signing {
  readonly at: number;
  readonly statement: StatementSite;
  /** Names of what is signed. */
  readonly covers: readonly string[];
  /** Makes the signature cover a variable, too, with a dot behind it. */
  cover(name: string): TextEdit;
}

/** Where the function of a guard makes the signature that it expects; `undefined` when that is elsewhere, or in more than one place. */
export function signingOf(context: FixContext): Signing | undefined {
  const { span } = context;
  const text = context.read(span.uri);
  const fn = context.place(span)?.function;
  if (text === undefined || !fn) return undefined;
  const code = slice(text, fn.span);
  const [made, ...others] = [...code.matchAll(/\bcreateHmac\([^;{}]*?\)\s*(?=\.update\()|\bsubtle\s*\.(?:sign|verify)(?=\()/g)];
  if (!made || others.length > 0) return undefined;
  const at = fn.span.start + made.index + made[0].length;
  return text[at] === '.' ? ofNode(context, at, text) : ofWeb(context, at, text);
}

/** `createHmac(…).update(…)`: what is signed are the arguments of all calls of `update`. */
function ofNode(context: FixContext, at: number, text: string): Signing | undefined {
  const { uri } = context.span;
  const call = context.callAt(uri, at + '.update('.length);
  const statement = call && context.place(call)?.statement;
  if (!call || !statement) return undefined;
  const signed = text.slice(at, statement.span.end).split(/\.digest\(/)[0] ?? '';
  return { at, statement, covers: namesIn(signed), cover: (name) => insert(uri, at, `.update(\`\${${name}}.\`)`) };
}

/** `crypto.subtle.verify(…, encoder.encode(body))`: what is signed is the last argument. */
function ofWeb(context: FixContext, at: number, text: string): Signing | undefined {
  const { uri } = context.span;
  const call = context.callAt(uri, at);
  const place = call && context.place(call);
  const signed = place?.arguments?.at(-1);
  const encoded = signed && /^(.*\.encode\(\s*)([\w$.]+|`[^`]*`)\s*\)$/s.exec(slice(text, signed));
  if (!place || !signed || !encoded) return undefined;
  const [, before = '', body = ''] = encoded;
  const start = signed.start + before.length;
  const span = { uri, start, end: start + body.length };
  const inner = body.startsWith('`') ? body.slice(1, -1) : `\${${body}}`;
  return {
    at: call.start,
    statement: place.statement,
    covers: namesIn(body),
    cover: (name) => ({ span, newText: `\`\${${name}}.${inner}\`` }),
  };
}

function namesIn(code: string): readonly string[] {
  return [...code.matchAll(/[A-Za-z_$][\w$]*/g)].map(([name]) => name).filter((name) => name !== 'update');
}
