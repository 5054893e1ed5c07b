import ts from 'typescript';
import { awaited } from './await';
import { invoke } from './call';
import { one, then, type Context } from './context';
import { member } from './members';
import { exportedValue, moduleMember } from './modules';
import type { Frame, State } from './state';
import { literal, type FunctionValue, type NativeValue, type Outcome, type Value } from './value';

/**
 * The function that a class among the arguments of a registration stands for: `[Controller, 'method']`, `[() => import('./controller'), 'method']`,
 * `'#controllers/x.method'`, or the class alone, whose method then is the usual one. Anything else stays as it is.
 */
export function actionOf(context: Context, usual: string, value: Value, state: State, node: ts.Node, frame: Frame): Value {
  const method = (type: Value, name: string): Value | undefined => methodOf(context, type, name, state, node, frame);
  if (value.kind === 'array') {
    const [first, second] = value.items;
    const named = second?.kind === 'literal' && typeof second.value === 'string' && value.items.length === 2 ? second.value : undefined;
    const action = first && named !== undefined ? method(first, named) : undefined;
    return action ?? { ...value, items: value.items.map((item) => actionOf(context, usual, item, state, node, frame)) };
  }
  const written =
    value.kind === 'literal' && typeof value.value === 'string' ? /^([#.][^\s]*\/[^\s.]*)(?:\.(\w+))?$/.exec(value.value) : undefined;
  if (written) {
    const [, specifier = '', name = usual] = written;
    const [found] = moduleMember(context, specifier, node.getSourceFile().fileName, 'default', state, node);
    return (found && !found.thrown ? method(found.value, name) : undefined) ?? value;
  }
  return value.kind === 'class' || isLazy(value) ? (method(value, usual) ?? value) : value;
}

/** Functions that give a middleware with the options they are called with as its last argument. */
export function byName(context: Context, usual: string, [named]: readonly Value[], state: State, node: ts.Node, frame: Frame): Value {
  if (named?.kind !== 'object') return literal(undefined);
  const fields = [...named.fields].map(([name, value]) => [name, maker(actionOf(context, usual, value, state, node, frame))] as const);
  return { kind: 'object', fields: new Map(fields), open: false, type: undefined };
}

function maker(middleware: Value): NativeValue {
  return {
    kind: 'native',
    name: 'maker',
    run: ({ args: options, state: at }) => {
      const made: NativeValue = {
        kind: 'native',
        name: 'middleware',
        run: ({ context, args, state, node, frame }) =>
          context ? invoke(context, middleware, [...args, ...options], state, node, frame) : one(literal(undefined), state),
      };
      return one(made, at);
    },
  };
}

/** `() => import('./module')` */
function isLazy(value: Value): value is FunctionValue {
  if (value.kind !== 'function' || value.node.parameters.length > 0) return false;
  const { body } = value.node;
  return body !== undefined && ts.isCallExpression(body) && body.expression.kind === ts.SyntaxKind.ImportKeyword;
}

function methodOf(context: Context, type: Value, name: string, state: State, node: ts.Node, frame: Frame): Value | undefined {
  const classes = isLazy(type)
    ? then(invoke(context, type, [], state, node, frame), (value, next) =>
        then(awaited(context, value, next, node, frame), (module, last) => defaultOf(context, module, last)),
      )
    : one(type, state);
  const [found] = classes.flatMap(({ value, state: at, thrown }) => {
    if (thrown) return [];
    // What a package makes has the method, too; nothing is known of what it does with a request.
    if (isLazy(type) && (value.kind === 'api' || value.kind === 'unknown')) return [{ value, state: at, thrown }];
    if (value.kind !== 'class') return [];
    const self: Value = { kind: 'object', fields: new Map(), open: true, type: value, injected: true };
    return member(context, self, name, at, node).filter((method) => !method.thrown && method.value.kind === 'function');
  });
  return found?.value;
}

function defaultOf(context: Context, module: Value, state: State): readonly Outcome[] {
  return (module.kind === 'module' ? exportedValue(context, module.file, 'default', state) : undefined) ?? one(module, state);
}
