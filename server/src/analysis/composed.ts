import type ts from 'typescript';
import type { Calling, ComposedModel, Shape } from '../model/adapters';
import { below } from '../model/requestShapes';
import { awaited } from './await';
import { invoke } from './call';
import type { Link } from './chain';
import { moduleFrame, one, type Context } from './context';
import { spanOf } from './recorder';
import { undefinedValue, type ApiValue, type NativeValue, type Value } from './value';

/** The links of a handler that a library composes of what its methods are given; `undefined` for any other value. */
export function composedLinks(context: Context, value: Value, calling: Calling, node: ts.Node): readonly Link[] | undefined {
  if (value.kind !== 'api') return undefined;
  const root = `${value.path.slice(0, value.path.indexOf('()'))}`;
  const model = context.libraries.composed.get(root);
  const [shape] = calling.parameters;
  if (!model || typeof shape !== 'object' || shape['kind'] === 'parts') return undefined;
  const { before, handler } = partsOf(context, value, model, node);
  if (!handler) return undefined;
  const early: Calling = {
    parameters: [requestOf(model, shape as Shape)],
    result: 'responds-or-continues',
    style: calling.style,
  };
  return [
    ...before.map((one): Link => ({ value: answeringEarly(context, one, node), calling: early, node, isGate: true })),
    { value: handler, calling, node },
  ];
}

/** What a composed handler's middleware is given: one object that the handler's own parameter is a member of. */
function requestOf({ request, early }: ComposedModel, shape: Shape): Shape {
  return {
    ...below(request, shape),
    [early]: { kind: 'respond' },
    'context.*': { kind: 'neutral' },
    'internal.*': { kind: 'neutral' },
  };
}

interface Parts {
  readonly before: readonly Value[];
  readonly handler: Value | undefined;
}

function partsOf(context: Context, { calls }: ApiValue, model: ComposedModel, node: ts.Node): Parts {
  const before: Value[] = [];
  let handler = calls[0]?.values[model.handler];
  for (const { name, values } of calls.slice(1)) {
    const adds = model.adds[name];
    const given = values.flatMap((value) => (value.kind === 'array' ? value.items : [value]));
    if (adds === 'handler') handler = given[0];
    else if (adds === 'before') before.push(...given);
    else if (adds === 'members')
      for (const one of given) {
        const own = one.kind === 'object' ? one.fields.get(model.before) : undefined;
        if (own) before.push(own);
        else if (one.kind === 'unknown' || (one.kind === 'api' && !model.harmless.test(one.path)))
          context.recorder.unknown(spanOf(node), 'A middleware of the handler cannot be resolved');
      }
  }
  return { before, handler };
}

/** A function that answers by what it returns or by what it puts on the request. */
function answeringEarly(context: Context, value: Value, node: ts.Node): NativeValue {
  return {
    kind: 'native',
    name: 'before',
    run: (call) =>
      invoke(call.context ?? context, value, call.args, call.state, node, moduleFrame(node.getSourceFile()))
        .flatMap((outcome) =>
          outcome.thrown ? [outcome] : awaited(context, outcome.value, outcome.state, node, moduleFrame(node.getSourceFile())),
        )
        .flatMap((outcome) => {
          const answer = outcome.thrown || call.state.assigned.has('body') ? undefined : outcome.state.assigned.get('body');
          if (answer) return one(answer, outcome.state);
          return [outcome.thrown || outcome.value.kind !== 'unknown' ? outcome : { ...outcome, value: undefinedValue }];
        }),
  };
}
