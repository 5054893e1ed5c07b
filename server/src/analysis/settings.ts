import type ts from 'typescript';
import type { Context } from './context';
import { spanOf } from './recorder';
import { literal, type ApiValue, type Value } from './value';

/** A setting read through a schema: validated, optional, or with a default. */
export function settingOf(context: Context, settings: Extract<Value, { kind: 'settings' }>, name: string, node: ts.Node): Value {
  const { schema } = settings;
  const field = schema?.kind === 'object' ? schema.fields.get(name) : undefined;
  const validated = settings.validated && (schema === undefined || schema.kind !== 'object' || field !== undefined || schema.open);
  return validatedBy(context, field, {
    kind: 'env',
    name,
    validated,
    fallback: undefined,
    span: spanOf(node),
    ...(isPlainText(field) ? {} : { mayBeList: true }),
  });
}

/** Whether a schema is known to leave a text as it is. */
function isPlainText(schema: Value | undefined): boolean {
  return (
    schema?.kind === 'api' &&
    !schema.calls.some(({ name }) => /array|list|transform|preprocess|pipe|json|codec|split|custom|set|tuple/i.test(name))
  );
}

/** An environment variable after a schema has been applied to it. */
export function validatedBy(context: Context, schema: Value | undefined, env: Extract<Value, { kind: 'env' }>): Value {
  if (!schema || schema.kind !== 'api') return env;
  const fallback = defaultOf(schema);
  if (fallback?.kind === 'literal' && typeof fallback.value === 'string')
    return { ...env, validated: false, fallback: fallback.value === '' ? literal('', fallback.span) : fallback };
  // A default that may itself be nothing leaves it optional.
  const mayBeMissing = fallback !== undefined && (fallback.kind === 'literal' || (fallback.kind === 'env' && !fallback.validated));
  return { ...env, validated: !mayBeMissing && !isOptional(context, schema) };
}

/** `.default('x')`, `optional(string(), 'x')`, `str({ default: 'x' })`. */
function defaultOf(schema: ApiValue): Value | undefined {
  const called = callOf(schema, 'default') ?? callOf(schema, 'prefault') ?? callOf(schema, 'fallback');
  if (called) return called;
  const wrapper = schema.calls.findLast(
    ({ name, values }) => /^(optional|nullish|nullable|exactOptional)$/.test(name) && values.length > 1,
  );
  const options = schema.calls.at(-1)?.values.find((value) => value.kind === 'object');
  return wrapper?.values.at(-1) ?? (options?.kind === 'object' ? options.fields.get('default') : undefined);
}

/** Whether a schema puts something in place of a missing value: then the variable itself may be unset. */
export function hasDefault(schema: Value): boolean {
  return schema.kind === 'api' && defaultOf(schema) !== undefined;
}

function callOf(schema: ApiValue, name: string): Value | undefined {
  return schema.calls.findLast((call) => call.name === name)?.values.at(-1);
}

/** Whether a schema accepts a missing value; some builders' schemas do unless they are told otherwise. */
export function isOptional(context: Context, schema: Value): boolean {
  if (schema.kind !== 'api') return true;
  if (/(^|[.#])([oO]ptional|nullish|nullable|[pP]artial|catch|undefinedable)\(\)/.test(schema.path)) return true;
  const required = context.libraries.schemas.get(schema.path)?.requiredBy;
  if (required && !schema.calls.some((call) => required.includes(call.name))) return true;
  return schema.calls.some(
    (call) => !/^object$/i.test(call.name) && call.values.some((value) => value.kind === 'api' && isOptional(context, value)),
  );
}
