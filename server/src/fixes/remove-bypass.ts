import type { TextEdit } from '../model/finding';
import type { FixAdapter, FixContext, PlaceSite } from '../model/fixing';
import { refusing } from './code/refusing';
import { slice, startsLine } from './code/text';

/** Takes away what excuses requests from the verification in some environments. */
export const removeBypass: FixAdapter = {
  id: 'remove-bypass',
  rules: ['no-internal-bypass'],
  offer(context) {
    if (edits(context).length === 0) return undefined;
    return { id: 'remove-bypass', title: 'Verify in every environment', safe: false, preferred: true };
  },
  build(context) {
    const made = edits(context);
    return made.length === 0 ? undefined : { edits: made, files: [] };
  },
};

function edits(context: FixContext): readonly TextEdit[] {
  const { span } = context;
  const text = context.read(span.uri);
  const place = context.place(span);
  if (text === undefined || !place) return [];
  const { operand, branch } = place;
  if (/\bisDev:\s*$/.test(text.slice(0, span.start))) return [{ span, newText: 'false' }];
  if (operand && /^(&&|\|\|)$/.test(operand.operator)) return [{ span: operand.whole, newText: slice(text, operand.other) }];
  const isAlone = branch && slice(text, branch.condition) === `${place.negated ? '!' : ''}${slice(text, span)}`;
  return isAlone ? ofBranch(text, branch) : [];
}

/** `if (in development) { pass }` goes; `else if (in production) { refuse }` refuses everywhere. */
function ofBranch(text: string, { statement, whenTrue, leaves }: NonNullable<PlaceSite['branch']>): readonly TextEdit[] {
  if (!leaves || statement.span.end !== whenTrue.end) return [];
  const refuses = refusing.test(slice(text, leaves.span));
  if (statement.inBlock) return refuses ? [] : [{ span: lineOf(text, statement.span), newText: '' }];
  const isElse = /\belse\s+$/.test(text.slice(0, statement.span.start));
  return refuses && isElse ? [{ span: { ...statement.span, end: whenTrue.start }, newText: '' }] : [];
}

/** A statement with the line that it stands alone on, and the empty line after it. */
function lineOf<Place extends { readonly start: number; readonly end: number }>(text: string, span: Place): Place {
  if (!startsLine(text, span.start)) return span;
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const rest = /^[^\S\n]*\r?\n(?:[^\S\n]*\r?\n)?/.exec(text.slice(span.end));
  return rest ? { ...span, start, end: span.end + rest[0].length } : span;
}
