import type { CallSite, PlaceSite } from '../../model/fixing';
import type { Span } from '../../model/source';
import { slice } from './text';

/** Whether what is presented is in a list of secrets. */
export interface Listed {
  /** The test as a whole, with what an index is compared with. */
  readonly span: Span;
  readonly list: string;
  readonly presented: string;
  /** It holds for what is not in the list. */
  readonly negated: boolean;
}

/** The test that a call of `includes`, `has` or `indexOf` makes, where what it is called on is seen to be a list; texts have the same methods. */
export function listed(span: Span, { receiver, method, arguments: given }: CallSite, place: PlaceSite, text: string): Listed | undefined {
  const [argument, ...others] = given;
  if (!argument || others.length > 0) return undefined;
  const written = slice(text, receiver);
  const kind = written.startsWith('[') ? 'array' : kindOf(written, text);
  const presented = slice(text, argument);
  if (kind === 'array' && method === 'includes') return { span, list: written, presented, negated: false };
  if (kind === 'set' && method === 'has') return { span, list: `[...${written}]`, presented, negated: false };
  const { operand } = place;
  if (kind !== 'array' || method !== 'indexOf' || operand?.side !== 'left') return undefined;
  const compared = operand.operator + slice(text, operand.other);
  if (/^(?:[!=]==?-1|>-1|>=0|<0)$/.test(compared)) {
    return { span: operand.whole, list: written, presented, negated: /^(?:=|<)/.test(compared) };
  }
  return undefined;
}

/** What a name, or a call without arguments, is declared as in the same file. */
function kindOf(written: string, text: string): 'array' | 'set' | undefined {
  const [, name, called] = /^([\w$]+)(\(\))?$/.exec(written) ?? [];
  if (name === undefined) return undefined;
  const declaration =
    called === undefined
      ? new RegExp(`\\b(?:const|let|var)\\s+${name}\\b[^=\\n]*=\\s*([^;]*?)(?:;|\\n(?!\\s*[.\\w'"\`\\])]))`)
      : new RegExp(`\\bfunction\\s+${name}\\(\\)[^{]*\\{\\s*return\\s+([^;}]*)|\\b${name}\\s*=\\s*\\(\\)[^=]*=>\\s*([^;]*);?`);
  const value = declaration.exec(text)?.slice(1).find(Boolean) ?? '';
  if (/^new Set\b/.test(value)) return 'set';
  return /^\(?\[|\.(?:split|filter|map|flatMap|flat|concat)\(|^Array\.|^Object\.values\(/.test(value) ? 'array' : undefined;
}
