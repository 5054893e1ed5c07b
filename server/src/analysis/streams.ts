import type { StreamModel } from '../model/libraryModels';
import { invoke } from './call';
import { one, then, type Call, type MethodCall } from './context';
import { fulfilled, promiseMethod, resolved } from './promises';
import { identity, unknown, undefinedValue, type ApiValue, type Outcome, type PromiseValue, type Value } from './value';

/** A stream that a library makes of a function, or that fails. */
export function stream(path: string, { context, args, state, node, frame }: Call): readonly Outcome[] | undefined {
  const [first] = args;
  switch (context.libraries.streams.get(path)) {
    case 'fails':
      return one({ kind: 'promise', value: first ?? undefinedValue, rejects: true, guard: state.refused }, state);
    case 'defers':
      return first?.kind === 'function' ? resolved(invoke(context, first, [], state, node, frame), undefined) : undefined;
    default:
      return undefined;
  }
}

/** `stream.pipe(map(…), catchError(…))`: a stream of one value goes through its operators as a promise does; `undefined` if one is not known. */
export function piped(receiver: Value, call: MethodCall): readonly Outcome[] | undefined {
  const { context, args, name, state } = call;
  if (name !== 'pipe' || args.length === 0 || receiver.kind === 'api' || receiver.kind === 'unknown') return undefined;
  const steps = args.map((arg) => (arg.kind === 'api' ? operator(arg, call) : undefined));
  if (steps.some((step) => step === undefined)) return undefined;
  const start = receiver.kind === 'promise' ? receiver : fulfilled(receiver);
  return steps.reduce<readonly Outcome[]>(
    (outcomes, step) =>
      then(outcomes, (value, next) =>
        step && value.kind === 'promise' ? through(step, value, { ...call, context, state: next }) : one(value, next),
      ),
    one(start, state),
  );
}

interface Step {
  readonly model: StreamModel;
  readonly fn: Value | undefined;
}

function operator({ path, calls }: ApiValue, { context }: MethodCall): Step | undefined {
  const model = path.endsWith('()') ? context.libraries.streams.get(path.slice(0, -2)) : undefined;
  return model && { model, fn: calls.at(-1)?.values[0] };
}

function through({ model, fn }: Step, promise: PromiseValue, call: MethodCall): readonly Outcome[] {
  const args = fn ? [fn] : [];
  switch (model) {
    case 'maps':
      return promiseMethod(promise, { ...call, name: 'then', args });
    case 'rescues':
      return promiseMethod(promise, { ...call, name: 'catch', args });
    case 'watches':
      if (promise.rejects || fn?.kind !== 'function') return one(promise, call.state);
      return promiseMethod(promise, { ...call, name: 'then', args }).map((end) =>
        end.value.kind === 'promise' && end.value.rejects ? end : { ...end, value: promise },
      );
    case 'keeps':
      return one(promise, call.state);
    default:
      return one(fulfilled(unknown(`stream${identity(call.node)}`)), call.state);
  }
}
