import type ts from 'typescript';
import type { Input } from '../model/access';
import { refusal } from './answer';
import { awaited } from './await';
import { invoke } from './call';
import { shapeOf } from './configuration';
import type { Context } from './context';
import { nextIn } from './nextIn';
import { spanOf } from './recorder';
import { acceptance } from './schemaTests';
import { isOptional } from './settings';
import { learn, type State } from './state';
import { inputKey } from './truth';
import { absent, undefinedValue, type InputValue, type NativeCall, type NativeValue, type Outcome, type Value } from './value';

/** A middleware that lets only requests pass whose parts fit, if a path names one that looks at a known part. */
export function validator(context: Context, path: string, args: readonly Value[], node: ts.Node): NativeValue | undefined {
  const model = context.libraries.validators.get(path);
  const [target] = args;
  const part = target?.kind === 'literal' ? model?.parts[String(target.value)] : undefined;
  if (!model || !part) return undefined;
  const value: InputValue = { kind: 'input', input: part, name: '', part: '', absent: absent.never, derived: false, span: spanOf(node) };
  const by = args['schema' in model.by ? model.by.schema : model.by.function];
  return {
    kind: 'native',
    name: 'middleware',
    run: (call) =>
      'schema' in model.by
        ? bySchema(call.context ?? context, by, value, call, node)
        : byFunction(call.context ?? context, by, value, call),
  };
}

/** A check that a part of the request fits a schema, which refuses what does not. */
export function schemaValidator(schema: Value, part: Input, node: ts.Node): NativeValue {
  const value: InputValue = { kind: 'input', input: part, name: '', part: '', absent: absent.never, derived: false, span: spanOf(node) };
  return {
    kind: 'native',
    name: 'middleware',
    run: (call) => (call.context ? bySchema(call.context, schema, value, call, node) : goOn(call, call.state)),
  };
}

function goOn(call: NativeCall, state: State): readonly Outcome[] {
  return nextIn(call.args)?.run({ ...call, args: [], state }) ?? [{ value: undefinedValue, state, thrown: false }];
}

function bySchema(context: Context, schema: Value | undefined, value: InputValue, call: NativeCall, node: ts.Node): readonly Outcome[] {
  const { state, frame } = call;
  const sides = schema?.kind === 'api' ? acceptance({ context, node, frame }, schema, value, state) : undefined;
  return (sides ?? [{ truth: true, state }]).flatMap((side) =>
    side.truth
      ? goOn(call, withRequired(context, schema, value, side.state))
      : [{ value: refusal(node), state: side.state, thrown: false }],
  );
}

/** The state in which the parts that a schema requires are known to be there. */
function withRequired(context: Context, schema: Value | undefined, value: InputValue, state: State): State {
  const shape = schema?.kind === 'api' ? shapeOf(schema) : undefined;
  return [...(shape?.fields ?? [])].reduce((known, [name, rule]) => {
    if (isOptional(context, rule)) return known;
    return learn(known, inputKey({ ...value, name: value.input === 'header' ? name.toLowerCase() : name }), { nullish: false });
  }, state);
}

function byFunction(context: Context, fn: Value | undefined, value: Value, call: NativeCall): readonly Outcome[] {
  const { args, state, node, frame } = call;
  if (fn?.kind !== 'function') return goOn(call, state);
  return invoke(context, fn, [value, ...args.slice(0, 1)], state, node, frame)
    .flatMap((end) => (end.thrown ? [end] : awaited(context, end.value, end.state, node, frame)))
    .flatMap((end) => (end.thrown || end.value.kind === 'response' ? [end] : goOn(call, end.state)));
}
