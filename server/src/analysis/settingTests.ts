import type ts from 'typescript';
import type { Context } from './context';
import { settingBehind } from './gaps';
import { spanOf } from './recorder';
import { learn, type State } from './state';
import { isSet, labelled, nullish, repeated, type Side } from './truth';
import type { Value } from './value';

/** Both sides of a comparison of a setting with a constant; `undefined` if it is none. */
export function settingTest(context: Context, a: Value, b: Value, state: State, node: ts.Node): readonly Side[] | undefined {
  return presence(context, a, b, state, node) ?? environment(context, a, b, state, node);
}

/** `typeof setting === 'string'`: whether it is set. */
function presence(context: Context, value: Value, type: Value, state: State, node: ts.Node): readonly Side[] | undefined {
  const setting = value.kind === 'derived' && value.op === 'typeof' ? settingBehind(value.from) : undefined;
  if (!setting || type.kind !== 'literal') return undefined;
  const sides = nullish(context, setting, state, node);
  if (type.value === 'undefined') return sides.map((side) => ({ truth: side.nullish, state: side.state }));
  return type.value === 'string' ? sides.map((side) => ({ truth: !side.nullish, state: side.state })) : undefined;
}

/** A setting compared with a constant: which deployment this is. */
function environment(context: Context, a: Value, b: Value, state: State, node: ts.Node): readonly Side[] | undefined {
  const isEmpty = b.kind === 'literal' && b.value === '';
  const env = a.kind === 'derived' && a.from.kind === 'env' ? a.from : a.kind === 'env' || isEmpty ? settingBehind(a) : undefined;
  if (!env || b.kind !== 'literal') return undefined;
  const key = `env:${env.name}`;
  const fact = state.facts.get(key);
  const condition = { kind: 'environment', variable: env.name, value: String(b.value), span: spanOf(node) } as const;
  const isKnown = fact !== undefined && 'equals' in fact;
  if (isKnown || fact?.differs?.includes(b.value) || (fact?.truthy === false && b.value)) {
    const equal = isKnown && fact.equals === b.value;
    return [{ truth: equal, state: repeated(context, state, node, key, { ...condition, equal }) }];
  }
  if (isEmpty) return isSet(context, env, state, node).map((side) => ({ truth: !side.truth, state: side.state }));
  return labelled(context, state, node, [
    { truth: true, given: { ...condition, equal: true }, learn: (next) => learn(next, key, { equals: b.value, truthy: Boolean(b.value) }) },
    {
      truth: false,
      given: { ...condition, equal: false },
      learn: (next) => learn(next, key, { differs: [...(fact?.differs ?? []), b.value] }),
    },
  ]);
}
