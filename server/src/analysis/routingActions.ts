import ts from 'typescript';
import type { RouterConvention } from '../model/routers';
import { awaited } from './await';
import { invoke } from './call';
import { injectedInstance } from './classes';
import { one, then, type Context } from './context';
import { literalText } from './literals';
import { member } from './members';
import { exportedValue, moduleMember } from './modules';
import type { Frame, State } from './state';
import { literal, unknown, type FunctionValue, type NativeValue, type Outcome, type Value } from './value';

/** How registrations name what is in classes. */
export type Naming = Pick<RouterConvention, 'action' | 'controllers'>;

/**
 * The function that a class among the arguments of a registration stands for: `[Controller, 'method']`, `[() => import('./controller'), 'method']`,
 * `'#controllers/x.method'`, `'Controller.method'`, or the class alone, whose method then is the usual one. Anything else stays as it is.
 */
export function actionOf(context: Context, naming: Naming, value: Value, state: State, node: ts.Node, frame: Frame): Value {
  const { action: usual = '' } = naming;
  const method = (type: Value, name: string): Value | undefined => methodOf(context, type, name, state, node, frame);
  if (value.kind === 'array') {
    const [first, second] = value.items;
    const named = value.items.length === 2 ? literalText(second) : undefined;
    const action = first && named !== undefined ? method(first, named) : undefined;
    return action ?? { ...value, items: value.items.map((item) => actionOf(context, naming, item, state, node, frame)) };
  }
  const written = literalText(value);
  if (written !== undefined) {
    for (const { specifier, name = usual } of writtenActions(naming, written)) {
      const [found] = moduleMember(context, specifier, node.getSourceFile().fileName, 'default', state, node);
      const action = found && !found.thrown ? method(found.value, name) : undefined;
      if (action) return action;
    }
    return value;
  }
  return value.kind === 'class' || isLazy(value) ? (method(value, usual) ?? value) : value;
}

/** The modules and methods that a text may name. */
function writtenActions(
  { controllers = [] }: Naming,
  text: string,
): readonly { readonly specifier: string; readonly name: string | undefined }[] {
  const [, path, inPath] = /^([#.][^\s]*\/[^\s.]*)(?:\.(\w+))?$/.exec(text) ?? [];
  if (path !== undefined) return [{ specifier: path, name: inPath }];
  const [, type, inType] = /^([A-Z][\w/]*)(?:\.(\w+))?$/.exec(text) ?? [];
  if (type === undefined || controllers.length === 0) return [];
  return [type, ...controllers.map((folder) => `${folder}/${type}`)].map((specifier) => ({ specifier, name: inType }));
}

/** Functions that give a middleware with the options they are called with as its last argument. */
export function byName(context: Context, naming: Naming, [named]: readonly Value[], state: State, node: ts.Node, frame: Frame): Value {
  if (named?.kind !== 'object') return literal(undefined);
  const fields = [...named.fields].map(([name, value]) => [name, maker(actionOf(context, naming, value, state, node, frame))] as const);
  return { kind: 'object', fields: new Map(fields), open: false, type: undefined };
}

/** The middleware that a text names, with the options behind its colon as a list; what has that name is asked when it runs. */
export function namedMiddleware(value: Value, named: (name: string) => Value | undefined): Value {
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => namedMiddleware(item, named)) };
  if (value.kind !== 'literal' || typeof value.value !== 'string') return value;
  const [name = '', written] = value.value.split(':');
  const options: Value = { kind: 'array', items: (written?.split(',') ?? []).map((option) => literal(option)), open: false };
  return {
    kind: 'native',
    name: 'middleware',
    run: ({ context, args, state, node, frame }) => {
      const found = named(name);
      if (!context) return one(literal(undefined), state);
      if (!found) return invoke(context, unknown(`middleware ${name}`), args, state, node, frame);
      return then(invoke(context, found, [options], state, node, frame), (middleware, next) =>
        invoke(context, middleware, args, next, node, frame),
      );
    },
  };
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
    return member(context, injectedInstance(value), name, at, node).filter((method) => !method.thrown && method.value.kind === 'function');
  });
  return found?.value;
}

function defaultOf(context: Context, module: Value, state: State): readonly Outcome[] {
  return (module.kind === 'module' ? exportedValue(context, module.file, 'default', state) : undefined) ?? one(module, state);
}
