import type ts from 'typescript';
import type { LibraryAdapter } from '../model/adapters';
import { compare } from './compare';
import type { Call, Context } from './context';
import { spanOf } from './recorder';
import type { State } from './state';
import { truth, type Side } from './truth';
import { identity, undefinedValue, unknown, type Outcome, type Value } from './value';

type Assertion = NonNullable<LibraryAdapter['asserts']>[keyof NonNullable<LibraryAdapter['asserts']>];

/** A call that throws unless a condition holds, or two values are equal. */
export function asserted(assertion: Assertion, { context, args, state, node, frame }: Call): readonly Outcome[] {
  return sidesOf(context, assertion, args, state, node).map((side) =>
    side.truth
      ? { value: undefinedValue, state: side.state, thrown: false }
      : {
          value: unknown(`asserted${identity(node)}`),
          state: { ...side.state, raised: { frame: frame.id, span: spanOf(node) } },
          thrown: true,
        },
  );
}

function sidesOf(context: Context, assertion: Assertion, args: readonly Value[], state: State, node: ts.Node): readonly Side[] {
  if ('condition' in assertion) {
    const condition = args[assertion.condition];
    return condition ? truth(context, condition, state, node) : [{ truth: false, state }];
  }
  const [left, right] = [args[assertion.left], args[assertion.right]];
  if (!left || !right) return [{ truth: false, state }];
  return compare(context, left, right, state, node, { method: 'early-exit', loose: false, operands: undefined });
}
