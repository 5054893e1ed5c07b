import { invoke } from './call';
import { one, then, type MethodCall } from './context';
import { identity, literal, undefinedValue, unknown, type ObjectValue, type Outcome, type Value } from './value';

/** A result of which it is known whether it succeeded: `ok(caller)`, `err('denied')`. */
export function resultValue(succeeds: boolean, payload: Value = undefinedValue): ObjectValue {
  return { kind: 'object', fields: new Map([[succeeds ? 'value' : 'error', payload]]), open: false, type: 'Result' };
}

/** A method of a result: only the callback for what it holds runs. */
export function resultMethod(result: ObjectValue, { context, name, args, state, node, frame }: MethodCall): readonly Outcome[] {
  const succeeds = result.fields.has('value');
  const payload = result.fields.get('value') ?? result.fields.get('error') ?? undefinedValue;
  const [first, second] = args;
  const run = (callback: Value | undefined): readonly Outcome[] =>
    callback ? invoke(context, callback, [payload], state, node, frame) : one(payload, state);
  const kept = (outcomes: readonly Outcome[]): readonly Outcome[] =>
    then(outcomes, (value, next) => one(resultValue(succeeds, value), next));
  switch (name) {
    case 'isOk':
      return one(literal(succeeds), state);
    case 'isErr':
      return one(literal(!succeeds), state);
    case 'map':
      return succeeds ? kept(run(first)) : one(result, state);
    case 'mapErr':
      return succeeds ? one(result, state) : kept(run(first));
    case 'andThen':
    case 'asyncAndThen':
    case 'asyncMap':
      return succeeds ? run(first) : one(result, state);
    case 'orElse':
      return succeeds ? one(result, state) : run(first);
    case 'andTee':
    case 'orTee':
      return succeeds === (name === 'andTee') ? then(run(first), (_, next) => one(result, next)) : one(result, state);
    case 'match':
      return run(succeeds ? first : second);
    case 'unwrapOr':
      return one(succeeds ? payload : (first ?? undefinedValue), state);
    case '_unsafeUnwrap':
      return [{ value: payload, state, thrown: !succeeds }];
    case '_unsafeUnwrapErr':
      return [{ value: payload, state, thrown: succeeds }];
    default:
      return one(unknown(`result.${name}@${identity(node)}`, [result]), state);
  }
}
