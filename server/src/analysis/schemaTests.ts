import type ts from 'typescript';
import type { SchemaModel } from '../model/libraryModels';
import { awaited } from './await';
import { invoke } from './call';
import { compare } from './compare';
import { shapeOf } from './configuration';
import { onlyValue, type Context } from './context';
import { inputIn, isCredentialName } from './inputs';
import { member } from './members';
import { isOptional } from './settings';
import type { Frame, State } from './state';
import { nullish, truth, type Side } from './truth';
import { absent, findIn, identity, isEnv, literal, undefinedValue, unknown, type ApiValue, type NativeValue, type Value } from './value';

/** Where a schema is applied. */
export interface Application {
  readonly context: Context;
  readonly node: ts.Node;
  readonly frame: Frame;
}

type Tests = NonNullable<SchemaModel['tests']>;

/**
 * Whether a schema accepts a value, as far as it compares it with something or asks the project's own functions: what it says of forms and
 * lengths proves nothing about who sends it. `undefined` where it does neither.
 */
export function acceptance(at: Application, schema: ApiValue, value: Value, state: State): readonly Side[] | undefined {
  const tests = at.context.libraries.schemas.get(schema.path)?.tests;
  return tests && mayDecide(schema, tests) && findIn(value, carriesRequest) ? accepts(at, schema, tests, value, state) : undefined;
}

function carriesRequest(value: Value): value is Value {
  return value.kind === 'input' || value.kind === 'shaped';
}

/** Whether a schema, or a part of it, makes a test of its own. */
function mayDecide(schema: ApiValue, tests: Tests, depth = 5): boolean {
  const within = (value: Value): boolean =>
    (value.kind === 'api' && depth > 0 && mayDecide(value, tests, depth - 1)) ||
    (value.kind === 'object' && [...value.fields.values()].some(within));
  return schema.calls.some(
    ({ name, values }) => tests.equals.includes(name) || isAsked(name, tests) || (!tests.loosened.includes(name) && values.some(within)),
  );
}

function isAsked(name: string, { predicates, reporting }: Tests): boolean {
  return predicates.includes(name) || reporting.includes(name);
}

function accepts(at: Application, schema: ApiValue, tests: Tests, value: Value, state: State): readonly Side[] {
  const accepted = [{ truth: true, state }];
  // What other values are accepted besides, or in the place of wrong ones, is not looked at.
  if (schema.calls.some(({ name }) => tests.loosened.includes(name))) return accepted;
  // Where values have to be asked for, what is asked for is there.
  const isAskedFor = at.context.libraries.schemas.get(schema.path)?.requiredBy !== undefined;
  const present: Value = isAskedFor && value.kind === 'input' ? { ...value, absent: absent.never } : value;
  if (!isOptional(at.context, schema)) return acceptsPresent(at, schema, tests, present, state);
  return nullish(at.context, value, state, at.node).flatMap((side) =>
    side.nullish ? acceptsMissing(at, schema, tests, value, side.state) : acceptsPresent(at, schema, tests, value, side.state),
  );
}

/** What stands behind `optional()` in a chain is asked about a missing value, too. */
function acceptsMissing(at: Application, schema: ApiValue, tests: Tests, value: Value, state: State): readonly Side[] {
  const last = schema.calls.findLastIndex(({ name, values }) => tests.together.includes(name) && values.length === 0);
  const calls = last < 0 ? [] : schema.calls.slice(last + 1);
  return acceptsPresent(at, { ...schema, calls }, tests, value, state);
}

function acceptsPresent(at: Application, schema: ApiValue, tests: Tests, value: Value, state: State): readonly Side[] {
  const { context, node } = at;
  const shape = shapeOf(schema);
  let sides: readonly Side[] = [{ truth: true, state }];
  const also = (test: (state: State) => readonly Side[]): void => {
    sides = sides.flatMap((side) => (side.truth ? test(side.state) : [side]));
  };
  for (const [name, rule] of shape?.fields ?? [])
    if (rule.kind === 'api' && mayDecide(rule, tests))
      also((before) => accepts(at, rule, tests, onlyValue(member(context, value, name, before, node)) ?? unknown(`part${name}`), before));
  for (const { name, values } of schema.calls) {
    const [first] = values;
    if (tests.equals.includes(name) && values.some((one) => isTelling(one, value))) also((before) => isOneOf(at, value, values, before));
    else if (first?.kind === 'function' && tests.predicates.includes(name)) also((before) => asked(at, first, value, before));
    else if (first?.kind === 'function' && tests.reporting.includes(name)) also((before) => reported(at, first, value, before));
    else if (tests.together.includes(name))
      for (const part of values) if (part.kind === 'api') also((before) => accepts(at, part, tests, value, before));
  }
  return sides;
}

/** Whether a value equals one of those that a schema lists. */
function isOneOf({ context, node }: Application, value: Value, values: readonly Value[], state: State): readonly Side[] {
  return values.reduce<readonly Side[]>(
    (sides, one) =>
      sides.flatMap((side) =>
        side.truth ? [side] : compare(context, value, one, side.state, node, { method: 'early-exit', loose: false, operands: undefined }),
      ),
    [{ truth: false, state }],
  );
}

/** Whether what a value has to equal may be a secret. */
function isTelling(expected: Value, value: Value): boolean {
  if (findIn(expected, isEnv)) return true;
  return expected.kind !== 'literal' || (typeof expected.value === 'string' && isCredentialName(inputIn(value)?.name ?? ''));
}

/** What a function says of the value. */
function asked({ context, node, frame }: Application, fn: Value, value: Value, state: State): readonly Side[] {
  return invoke(context, fn, [value], state, node, frame)
    .flatMap((end) => (end.thrown ? [end] : awaited(context, end.value, end.state, node, frame)))
    .flatMap((end) => (end.thrown ? [{ truth: false, state: end.state }] : truth(context, end.value, end.state, node)));
}

/** Whether a function reports nothing about the value: `(value, ctx) => ctx.addIssue(…)`. */
function reported({ context, node, frame }: Application, fn: Value, value: Value, state: State): readonly Side[] {
  const key = `issue:${identity(node)}`;
  const report: NativeValue = {
    kind: 'native',
    name: 'report',
    run: (call) => [
      { value: undefinedValue, state: { ...call.state, assigned: new Map(call.state.assigned).set(key, literal(true)) }, thrown: false },
    ],
  };
  const reporter: Value = { kind: 'object', fields: new Map([['addIssue', report]]), open: true, type: undefined };
  return invoke(context, fn, [value, reporter], state, node, frame)
    .flatMap((end) => (end.thrown ? [end] : awaited(context, end.value, end.state, node, frame)))
    .map((end) => {
      const assigned = new Map(end.state.assigned);
      const isReported = assigned.delete(key);
      return { truth: !end.thrown && !isReported, state: isReported ? { ...end.state, assigned } : end.state };
    });
}
