import type ts from 'typescript';
import type { Call, Context } from './context';
import { memberPath } from './apiPath';
import { someError } from './globals';
import { promiseIf } from './promises';
import { spanOf } from './recorder';
import { acceptance } from './schemaTests';
import { isOptional, validatedBy } from './settings';
import { shapedMember } from './shaped';
import type { State } from './state';
import {
  absent,
  identity,
  literal,
  undefinedValue,
  unknown,
  type ApiValue,
  type InputValue,
  type ObjectValue,
  type Outcome,
  type ShapedValue,
  type Value,
} from './value';

/** Configuration that a library reads from the environment and validates: `createEnv({ server: { … } })`. */
export function configured(context: Context, path: string, args: readonly Value[]): Value | undefined {
  const model = context.libraries.configuration.get(path);
  if (!model) return undefined;
  const argument = args[model.schema];
  const sections = model.sections ?? (model.path.length > 0 ? [model.path.join('.')] : []);
  const fields = new Map<string, Value>();
  if (argument?.kind === 'object') {
    const parts = sections.length > 0 ? sections.map((section) => argument.fields.get(section)) : [argument];
    for (const part of parts) if (part?.kind === 'object') for (const [name, value] of part.fields) fields.set(name, value);
    const off = model.disabledBy === undefined ? undefined : argument.fields.get(model.disabledBy);
    if (off && isWritten(off, true)) return { kind: 'settings', schema: undefined, validated: false };
  }
  const shape = argument?.kind === 'api' ? shapeOf(argument) : { kind: 'object' as const, fields, open: false, type: undefined };
  return { kind: 'settings', schema: shape, validated: true };
}

/** Whether a value is a constant as it is written, not what a condition on the environment comes to: `true`, not `!!process.env.SKIP_VALIDATION`. */
function isWritten(value: Value, constant: boolean): boolean {
  return value.kind === 'literal' && value.value === constant && value.span?.end === (value.span?.start ?? 0) + String(constant).length;
}

/** `schema.parse(value)`: settings when the environment is parsed, the same input when the request is. */
export function parsed(target: ApiValue, name: string | undefined, call: Call): readonly Outcome[] | undefined {
  const { context, args, state, node, frame } = call;
  // `schema.parse(value)`, or the function itself, imported by its name: `parse(schema, value)`.
  const called = name ?? target.path.slice(target.path.indexOf('#') + 1);
  const model =
    context.libraries.schemas.get(target.path) ??
    (name === undefined ? undefined : context.libraries.schemas.get(memberPath(target.path, name)));
  const isSafe = called === 'safeParse' || called === 'safeParseAsync' || model?.tell?.includes(called) === true;
  if (!model || !(isSafe || model.parse.includes(called))) return undefined;
  // `parse(schema, value)`, `attempt(value, schema)`, or `schema.parse(value)`.
  const given = args.length > 1 ? args.find((arg): arg is ApiValue => isSchema(context, arg)) : undefined;
  const schema = given ?? target;
  const value = given && given === args[0] ? args[1] : args[0];
  const result = value && conform(context, schema, value, state, node);
  if (!result) return undefined;
  const isAsync = called.endsWith('Async');
  const sides = acceptance(call, schema, value, state) ?? [{ truth: undefined, state }];
  return sides.map((side): Outcome => {
    if (isSafe) return { value: promiseIf(isAsync, safely(result, side.truth, node)), state: side.state, thrown: false };
    if (side.truth !== false) return { value: promiseIf(isAsync, result), state: side.state, thrown: false };
    const error = unknown(`parsed${identity(node)}`);
    return isAsync
      ? {
          value: { kind: 'promise', value: error, rejects: true, guard: side.state.refused, made: spanOf(node) },
          state: side.state,
          thrown: false,
        }
      : { value: error, state: { ...side.state, raised: { frame: frame.id, span: spanOf(node) } }, thrown: true };
  });
}

/** What is said of a value that need not fit a schema. */
function safely(result: Value, fits: boolean | undefined, node: ts.Node): ObjectValue {
  const fields = new Map<string, Value>([
    ['data', result],
    ['output', result],
    ['value', result],
    ['success', fits === undefined ? unknown(`parsed${identity(node)}`) : literal(fits)],
  ]);
  if (fits !== undefined) for (const name of ['error', 'issues']) fields.set(name, fits ? undefinedValue : someError);
  return { kind: 'object', fields, open: true, type: undefined };
}

function isSchema(context: Context, value: Value): value is ApiValue {
  return value.kind === 'api' && context.libraries.schemas.get(value.path) !== undefined;
}

/** A value once a schema has accepted it. */
function conform(context: Context, schema: ApiValue, value: Value, state: State, node: ts.Node): Value | undefined {
  const shape = shapeOf(schema);
  if (value.kind === 'api' && /^global#(process\.env|import\.meta\.env|Bun\.env|Deno\.env\.toObject\(\))$/.test(value.path))
    return { kind: 'settings', schema: shape, validated: true };
  if (value.kind === 'env') return validatedBy(context, schema, value);
  if (value.kind === 'input') return shape?.kind === 'object' ? conformInput(context, shape, value) : { ...value, derived: true };
  if (value.kind === 'shaped') return shape && conformRequest(context, shape, value, state, node);
  if (value.kind === 'object') {
    const fields = new Map<string, Value>();
    for (const [name, field] of value.fields) {
      const rule = shape?.kind === 'object' ? shape.fields.get(name) : undefined;
      const inner = rule?.kind === 'api' ? shapeOf(rule) : undefined;
      if (field.kind === 'input' && inner) {
        fields.set(name, conformInput(context, inner, field));
        continue;
      }
      fields.set(name, field.kind === 'env' ? validatedBy(context, rule, field) : field);
    }
    return { ...value, fields };
  }
  return value.kind === 'unknown' || value.kind === 'settings' ? value : unknown(`conform${identity(node)}`, [value]);
}

/** The parts of a request that a schema names: `schema.parse(request)` with `{ body: …, query: … }`. */
function conformRequest(context: Context, shape: ObjectValue, value: ShapedValue, state: State, node: ts.Node): Value {
  const fields = new Map<string, Value>();
  for (const [name, rule] of shape.fields) {
    const member = shapedMember(context, value, name, state, node);
    fields.set(name, (rule.kind === 'api' && conform(context, rule, member, state, node)) || member);
  }
  return { kind: 'object', fields, open: true, type: undefined };
}

/** Fields of a parsed body or query: those the schema requires are there. */
function conformInput(context: Context, shape: ObjectValue, value: InputValue): Value {
  const fields = new Map<string, Value>();
  for (const [name, rule] of shape.fields) {
    const field: InputValue = {
      ...value,
      name: value.name === '' ? name : value.name,
      part: value.name === '' ? '' : `${value.part}.${name}`,
      absent: isOptional(context, rule) ? absent.undefined : absent.never,
    };
    fields.set(name, field);
  }
  return { kind: 'object', fields, open: true, type: undefined };
}

/** The properties of an object schema, `extend` and `merge` included. */
export function shapeOf(schema: ApiValue): ObjectValue | undefined {
  const fields = new Map<string, Value>();
  let found = false;
  for (const call of schema.calls) {
    if (!/^(object|Object|strictObject|looseObject|extend|safeExtend|merge|passthrough|type)$/.test(call.name)) continue;
    for (const value of call.values) {
      const part = value.kind === 'object' ? value : value.kind === 'api' ? shapeOf(value) : undefined;
      if (part?.kind !== 'object') continue;
      found = true;
      for (const [name, field] of part.fields) fields.set(name, field);
    }
  }
  return found ? { kind: 'object', fields, open: false, type: undefined } : undefined;
}
