import type ts from 'typescript';
import { runPending } from './external';
import { one, then, type Context } from './context';
import { spanOf } from './recorder';
import type { Frame, State } from './state';
import type { Outcome, Value } from './value';

/** What `await` makes of a value. */
export function awaited(context: Context, value: Value, state: State, node: ts.Node, frame: Frame): readonly Outcome[] {
  if (value.kind === 'promise') {
    if (value.rejects)
      return [{ value: value.value, state: { ...state, raised: { frame: frame.id, span: value.made ?? spanOf(node) } }, thrown: true }];
    return awaited(context, value.value, state, node, frame);
  }
  if (value.kind === 'api' && value.pending.length > 0) {
    return then(runPending(context, value, state, node, frame), (_, next) => one({ ...value, pending: [] }, next));
  }
  return one(value, state);
}
