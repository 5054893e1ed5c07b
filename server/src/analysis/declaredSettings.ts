import { invoke } from './call';
import { firstValue, type Context } from './context';
import type { DeclaredModule } from './providers';
import { isOptional } from './settings';
import { learn, type Frame, type State } from './state';
import type { ObjectValue, Value } from './value';

/** What modules' checks of the settings say about every deployment: variables without which it does not start are set. */
export function withSettings(context: Context, modules: readonly DeclaredModule[], state: State, frame: Frame): State {
  const environment: Value = { kind: 'api', path: 'global#process.env', calls: [], id: '', pending: [] };
  let next = state;
  for (const { schema, validate } of modules.flatMap(({ settings }) => settings)) {
    const checked =
      validate?.kind === 'function' ? firstValue(invoke(context, validate, [environment], state, validate.node, frame)) : undefined;
    const shapes = [checked?.kind === 'settings' ? checked.schema : undefined, schema && shapeOf(schema)];
    for (const shape of shapes) {
      if (shape?.kind !== 'object') continue;
      for (const [name, rule] of shape.fields)
        if (isRequired(context, rule)) next = learn(next, `env:${name}`, { truthy: true, nullish: false });
    }
  }
  return next;
}

function shapeOf(schema: Value): ObjectValue | undefined {
  if (schema.kind === 'object') return schema;
  if (schema.kind !== 'api') return undefined;
  const given = schema.calls.flatMap(({ values }) => values);
  return given.find((value): value is ObjectValue => value.kind === 'object' && value.fields.size > 0);
}

function isRequired(context: Context, rule: Value): boolean {
  return rule.kind === 'api' && !isOptional(context, rule);
}
