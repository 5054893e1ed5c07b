import ts from 'typescript';
import type { DecoratorConvention } from '../model/declaredRoutes';
import { invoke } from './call';
import type { Context } from './context';
import { evaluate } from './evaluate';
import type { Frame, State } from './state';
import { unknown, type ApiValue, type FunctionValue, type Value } from './value';

/** A decorator of a library, as it applies to a class, method or parameter, directly or through one of the project's own. */
export interface Applied {
  /** Its path; calls that made it end in `()`, the last one left out. */
  readonly path: string;
  readonly args: readonly Value[];
  readonly value: Value;
  readonly node: ts.Decorator;
}

/** The path of a decorator made by calling one that is its own metadata key: the key and the value are its arguments. */
export const madeMetadata = 'declared#metadata';

/** The decorators of a node in the order they are written, those of compositions in their place. */
export function appliedDecorators(
  context: Context,
  convention: DecoratorConvention,
  node: ts.Node,
  state: State,
  frame: Frame,
): readonly Applied[] {
  const decorators = ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [];
  return decorators.flatMap((decorator) => {
    const outcome = evaluate(context, decorator.expression, state, frame).find((end) => !end.thrown);
    return outcome ? flatten(context, convention, outcome.value, decorator, outcome.state, frame) : [];
  });
}

function flatten(
  context: Context,
  convention: DecoratorConvention,
  value: Value,
  node: ts.Decorator,
  state: State,
  frame: Frame,
): readonly Applied[] {
  if (value.kind === 'array') return value.items.flatMap((item) => flatten(context, convention, item, node, state, frame));
  if (value.kind === 'function') return collected(context, value, node, state, frame);
  if (value.kind !== 'api') return [];
  const applied = appliedOf(value, node);
  if (!convention.compositions.some((path) => path === applied.path)) return [applied];
  return applied.args.flatMap((item) => flatten(context, convention, item, node, state, frame));
}

/** What a decorator written as a function applies in its turn. */
function collected(context: Context, fn: FunctionValue, node: ts.Decorator, state: State, frame: Frame): readonly Applied[] {
  const { routing } = context;
  if (!routing) return [];
  const found: ApiValue[] = [];
  routing.collected = found;
  invoke(
    context,
    fn,
    ['target', 'key', 'descriptor'].map((name) => unknown(name)),
    state,
    node,
    frame,
  );
  routing.collected = undefined;
  return found.map((value) => appliedOf(value, node));
}

/** A decorator's value: what a call gave, or the decorator itself where it is used without one. */
function appliedOf(value: ApiValue, node: ts.Decorator): Applied {
  const isCalled = value.path.endsWith('()');
  return { path: isCalled ? value.path.slice(0, -2) : value.path, args: isCalled ? (value.calls.at(-1)?.values ?? []) : [], value, node };
}

/** A text or a list of texts as a decorator's argument has them; what is not known is `undefined`. */
export function textsOf(value: Value | undefined): readonly (string | undefined)[] {
  if (!value || (value.kind === 'literal' && value.value === undefined)) return [''];
  if (value.kind === 'array') return value.items.flatMap(textsOf);
  if (value.kind === 'literal') return [String(value.value)];
  if (value.kind === 'text') {
    const parts = value.parts.map((part) => textsOf(part)[0]);
    return [parts.includes(undefined) ? undefined : parts.join('')];
  }
  if (value.kind === 'env' && value.fallback) return [String(value.fallback.value)];
  return [undefined];
}
