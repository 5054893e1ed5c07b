import { one, type Context } from './context';
import { isExempt } from './exemptions';
import { external } from './modules';
import { fork, yesNo } from './truth';
import { nextIn } from './nextIn';
import { identity, keyOf, literal, unknown, type ApiValue, type FunctionValue, type NativeValue, type Value } from './value';

/**
 * What a callback is called with that a library was given: what the library hands it, before what the framework hands on. Of a library that is
 * not known, the place of the continuation among the parameters tells how many things precede.
 */
export function handedTo(context: Context, made: ApiValue, callback: FunctionValue, args: readonly Value[]): readonly Value[] {
  const hands = context.libraries.hands.get(made.path.slice(0, -2));
  if (hands) return [external(hands), ...args];
  const next = nextIn(args);
  const at = next ? args.indexOf(next) : -1;
  const wanted = callback.node.parameters.findIndex(({ name }) => /^_*next$/i.test(name.getText()));
  if (at < 0 || wanted <= at) return args;
  const own = Array.from({ length: wanted - at }, (_, index) => unknown(`handed${index}:${identity(callback.node)}`));
  return [...own, ...args];
}

/** Whether a callback that a library was given can be a middleware itself, rather than an option of one: a format, a filter. */
export function isMiddleware({ libraries }: Context, made: ApiValue, { node }: FunctionValue): boolean {
  if (libraries.hands.get(made.path.slice(0, -2))) return true;
  return node.parameters.some(({ name }) => /^_*(next|done|cb|callback)$/i.test(name.getText()));
}

/** A test of the request's path against patterns, as a function; `undefined` if the call makes none. */
export function pathTest(context: Context, path: string, args: readonly Value[]): NativeValue | undefined {
  const at = context.libraries.pathTests.get(path);
  const patterns = at === undefined ? undefined : args[at];
  if (!patterns) return undefined;
  const known = patterns.kind === 'literal' || patterns.kind === 'regexp' || (patterns.kind === 'array' && !patterns.open);
  return {
    kind: 'native',
    name: 'pathTest',
    run: (call) =>
      known ? one(literal(isExempt(call.context ?? context, patterns)), call.state) : yesNo(fork(call.state, `path:${keyOf(patterns)}`)),
  };
}
