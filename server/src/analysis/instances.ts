import ts from 'typescript';
import { instantiate } from './classes';
import { one, type Constant, type Context } from './context';
import { sharedConstant } from './moduleConstants';
import { emptyState, type Frame, type State } from './state';
import { keyOf, partsOf, type ClassValue, type Outcome, type Value } from './value';

/** The instance that `new` makes of one of the project's classes. */
export function made(
  context: Context,
  target: ClassValue,
  args: readonly Value[],
  state: State,
  node: ts.Node,
  frame: Frame,
): readonly Outcome[] {
  const shared =
    ts.isSourceFile(target.frame.node) && args.every((arg) => isFixed(arg)) ? sharedInstance(context, target, args, node) : undefined;
  if (shared) return one(shared.value, state);
  context.active.push(target.node);
  const outcomes = instantiate(context, target, args, state, node, frame);
  context.active.pop();
  return outcomes;
}

/** An instance that is the same for everybody: errors with a fixed code and message are made on every path that ends in one. */
function sharedInstance(context: Context, target: ClassValue, args: readonly Value[], node: ts.Node): Constant | undefined {
  return sharedConstant(context, `${keyOf(target)}(${args.map(keyOf).join()})`, (apart) => {
    const [only, ...others] = instantiate(apart, target, args, emptyState, node, target.frame);
    if (!only || others.length > 0 || only.thrown || only.value.kind !== 'object') return undefined;
    const isPlainEnd = only.state.facts === emptyState.facts && only.state.assigned === emptyState.assigned;
    return isPlainEnd && [...only.value.fields.values()].every((field) => isFixed(field)) ? { value: only.value, frames: [] } : undefined;
  });
}

/** Whether a value is a constant, or put together from constants only. */
function isFixed(value: Value, depth = 3): boolean {
  if (value.kind === 'literal') return true;
  if (depth === 0 || (value.kind !== 'array' && (value.kind !== 'object' || value.type !== undefined)) || value.open) return false;
  return partsOf(value).every((inner) => isFixed(inner, depth - 1));
}
