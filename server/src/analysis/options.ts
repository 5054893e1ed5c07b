import type ts from 'typescript';
import { compare } from './compare';
import type { Context } from './context';
import { spanOf } from './recorder';
import type { State } from './state';
import { labelled, truth, type Side } from './truth';
import { literal, type Value } from './value';

/** An option that was given, and the value that switches a verification off. */
export interface SwitchingOption {
  readonly name: string;
  readonly given: Value;
  readonly off: boolean | string;
}

/**
 * Whether an option has the value that switches a verification off. A flag that always has, or has where the code was made with it, is an excuse as well:
 * the code names a mode, not a caller.
 */
export function excusedOption(context: Context, { name, given, off }: SwitchingOption, state: State, node: ts.Node): readonly Side[] {
  const values = given.kind === 'unknown' && given.from.length > 1 ? given.from : [given];
  const isWritten = values.every(({ kind }) => kind === 'literal');
  if (!isWritten && typeof off === 'boolean')
    return truth(context, given, state, node).map((side) => ({ truth: side.truth === off, state: side.state }));
  if (!isWritten) return compare(context, given, literal(off), state, node, { method: 'early-exit', loose: false, operands: undefined });
  const switched = values.find((value) => value.kind === 'literal' && value.value === off);
  if (!switched || typeof off === 'string') return [{ truth: switched !== undefined, state }];
  const span = (switched.kind === 'literal' ? switched.span : undefined) ?? spanOf(node);
  const on = values.length > 1 ? [{ truth: false, given: undefined }] : [];
  return labelled(context, state, node, [
    { truth: true, given: { kind: 'environment', variable: name, value: String(off), equal: true, span } },
    ...on,
  ]);
}
