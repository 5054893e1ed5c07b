import type ts from 'typescript';
import { compare } from './compare';
import type { Context } from './context';
import type { State } from './state';
import { truth, type Side } from './truth';
import { literal, type Value } from './value';

/** Whether an option has the value that switches a verification off. */
export function excusedOption(context: Context, given: Value, off: boolean | string, state: State, node: ts.Node): readonly Side[] {
  if (given.kind === 'literal') return [{ truth: given.value === off, state }];
  if (typeof off === 'boolean') return truth(context, given, state, node).map((side) => ({ truth: side.truth === off, state: side.state }));
  return compare(context, given, literal(off), state, node, { method: 'early-exit', loose: false, operands: undefined });
}
