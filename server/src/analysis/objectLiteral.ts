import ts from 'typescript';
import { nameText, part } from './evaluate';
import { isComponent, unknownAt } from './modules';
import { one, type Context } from './context';
import { optionalSetting } from './joined';
import { standsIn } from './standsIn';
import { isSettled, type Frame, type State } from './state';
import { identity, unknown, type ObjectValue, type Outcome, type Value } from './value';

/** Ways that one part of a list or object may be evaluated while others have been in several: not every combination is told apart. */
const mostCombinations = 4;

/** The outcomes of one part; a single one of which less is known where there would be too many combinations. */
export function bounded(outcomes: readonly Outcome[], before: State, node: ts.Node, combinations: number): readonly Outcome[] {
  const normal = outcomes.filter((outcome) => !outcome.thrown);
  if (
    normal.length < 2 ||
    combinations * normal.length <= mostCombinations ||
    normal.some(({ state }) => isSettled(state) !== isSettled(before) || state.assigned !== before.assigned)
  )
    return outcomes;
  const values = normal.map(({ value }) => value);
  return [
    ...outcomes.filter((outcome) => outcome.thrown),
    { value: optionalSetting(values) ?? unknown(`some${identity(node)}`, values), state: before, thrown: false },
  ];
}

interface Fields {
  readonly state: State;
  /** Belongs to this one alone: members are added to it. */
  readonly fields: Map<string, Value>;
  readonly open: boolean;
  readonly rest?: Value | undefined;
}

/** An object literal: its members, what was copied into it, and whether it may have more. */
export function object(context: Context, node: ts.ObjectLiteralExpression, state: State, frame: Frame): readonly Outcome[] {
  const thrown: Outcome[] = [];
  // What starts empty is filled later, by code that need not be in sight.
  let partial: readonly Fields[] = [{ state, fields: new Map(), open: node.properties.length === 0 && !standsIn(node) }];
  for (const item of node.properties) {
    if (ts.isSetAccessorDeclaration(item)) continue;
    partial = partial.flatMap((before) => {
      const outcomes = bounded(propertyValue(context, item, before.state, frame), before.state, item, partial.length);
      return outcomes.flatMap((outcome): Fields[] => {
        if (outcome.thrown) {
          thrown.push(outcome);
          return [];
        }
        const own = outcomes.length > 1 ? { ...before, fields: new Map(before.fields) } : before;
        return [addField(own, item, outcome)];
      });
    });
  }
  return [
    ...thrown,
    ...partial.flatMap(({ state: end, fields, open, rest }) =>
      one({ kind: 'object', fields, open, type: undefined, made: node, ...(rest ? { rest } : {}) }, end),
    ),
  ];
}

function addField(before: Fields, item: ts.ObjectLiteralElementLike, outcome: Outcome): Fields {
  const { fields } = before;
  if (ts.isSpreadAssignment(item)) {
    const { value } = outcome;
    if (value.kind === 'literal') return { ...before, state: outcome.state };
    const either = alternatives(value);
    if (either) {
      for (const name of new Set(either.flatMap((one) => [...one.fields.keys()])))
        fields.set(
          name,
          unknown(
            `spread${identity(item)}.${name}`,
            [fields, ...either.map((one) => one.fields)].flatMap((one) => one.get(name) ?? []),
          ),
        );
      return { ...before, state: outcome.state };
    }
    // What follows the copied members takes their place; what precedes them may have been replaced by them.
    const isFirst = fields.size === 0;
    const copied = isFirst && !before.rest && mayBeCopied(value) ? value : undefined;
    if (value.kind !== 'object') return { ...before, state: outcome.state, open: true, rest: copied };
    for (const [name, field] of value.fields) fields.set(name, field);
    const rest = value.rest ? (isFirst ? value.rest : undefined) : value.open ? undefined : before.rest;
    return { state: outcome.state, fields, open: before.open || value.open, rest };
  }
  const name = item.name && nameText(item.name);
  if (name === undefined) return { ...before, state: outcome.state, open: true, rest: undefined };
  fields.set(name, outcome.value);
  return { ...before, state: outcome.state };
}

/** The objects of which a value is one, where all are known: `...(condition ? { a } : {})`. */
function alternatives(value: Value): readonly ObjectValue[] | undefined {
  if (value.kind !== 'unknown' || value.from.length < 2) return undefined;
  const objects = value.from.flatMap((one) => (one.kind === 'object' && !one.open && !one.rest ? [one] : []));
  return value.from.every((one) => one.kind === 'literal' || (one.kind === 'object' && objects.includes(one))) ? objects : undefined;
}

/** Whether the members of a copy are read from what was copied: the request, or settings. */
function mayBeCopied(value: Value): boolean {
  return (
    value.kind === 'shaped' || value.kind === 'input' || value.kind === 'settings' || (value.kind === 'api' && !value.path.includes('('))
  );
}

function propertyValue(context: Context, item: ts.ObjectLiteralElementLike, state: State, frame: Frame): readonly Outcome[] {
  if (ts.isSpreadAssignment(item)) return part(context, item.expression, state, frame);
  if (ts.isPropertyAssignment(item)) return given(context, item, item.initializer, state, frame);
  if (ts.isShorthandPropertyAssignment(item)) return given(context, item, item.name, state, frame);
  frame.captured = true;
  return one({ kind: 'function', node: item, frame, self: undefined, bound: [] }, state);
}

function given(context: Context, item: ts.Node, node: ts.Expression, state: State, frame: Frame): readonly Outcome[] {
  return ts.isIdentifier(node) && isComponent(context, node) ? unknownAt(item, state) : part(context, node, state, frame);
}
