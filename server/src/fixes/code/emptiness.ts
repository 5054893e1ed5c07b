import type { FixContext } from '../../model/fixing';
import type { Span } from '../../model/source';

const isEmpty = /^\??\.(?:length|size)\s*(?:===?\s*0|<\s*1|<=\s*0)(?!\d)/;
const isFilled = /^\??\.(?:length|size)(?:\s*(?:!==?\s*0|>\s*0|>=\s*1)(?!\d))?/;

/** Where it is asked whether a list of secrets has any, which is what a finding stands at. */
export function emptinessTest(context: FixContext, text: string): Span | undefined {
  const list = context.holder(context.span);
  if (list?.kind !== 'binding') return undefined;
  const tests = list.uses.flatMap((use): readonly Span[] => {
    const rest = text.slice(use.end);
    const test = isEmpty.exec(rest) ?? isFilled.exec(rest);
    return test ? [{ ...use, end: use.end + test[0].length }] : [];
  });
  return tests.find((test) => context.place(test)?.branch !== undefined);
}
