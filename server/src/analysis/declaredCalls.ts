import ts from 'typescript';
import type { CallConvention, CallHandler, DeclaringCall } from '../model/declaredCalls';
import { httpMethods, type HttpMethod } from '../model/endpoint';
import type { Uri } from '../model/source';
import { awaited } from './await';
import { invoke } from './call';
import { runChain, type Link } from './chain';
import { firstValue, moduleFrame, one, quietly, then, type Context } from './context';
import { textsOf } from './decorators';
import { contextFor, type Analysis, type Route } from './endpoint';
import { evaluate } from './evaluate';
import { emptyState, type State } from './state';
import { typedFields } from './typedFields';
import { unknown, type NativeValue, type ObjectValue, type Outcome, type Value } from './value';

/** An endpoint that a call declares. */
export interface CalledEndpoint {
  readonly convention: CallConvention;
  readonly call: DeclaringCall;
  readonly node: ts.CallExpression;
  readonly declaration: ts.VariableDeclaration;
  readonly name: string;
  readonly path: string;
  readonly methods: readonly HttpMethod[];
  readonly isExposed: boolean;
  readonly isAuthenticated: boolean;
}

/** A schedule for an endpoint that a call declares. */
export interface CalledSchedule {
  readonly node: ts.NewExpression;
  readonly endpoint: ts.Expression;
  readonly scheduler: string;
  readonly schedule: string | undefined;
}

/** What a file declares with calls. */
export interface DeclaredCalls {
  readonly endpoints: readonly CalledEndpoint[];
  readonly schedules: readonly CalledSchedule[];
  /** The code that authenticates requests to all endpoints that ask for it. */
  readonly authentication: ts.Expression | undefined;
}

/** Evaluations for the options of one call. */
const share = 1_000;

/** The endpoints, schedules and authentication that the statements of a file declare. */
export function declaredCalls(analysis: Analysis, uri: Uri, convention: CallConvention): DeclaredCalls {
  const file = analysis.program.file(uri);
  const endpoints: CalledEndpoint[] = [];
  const schedules: CalledSchedule[] = [];
  let authentication: ts.Expression | undefined;
  if (!file) return { endpoints, schedules, authentication };
  const context = contextFor(analysis, '', undefined);
  context.quiet++;
  for (const node of expressionsOf(file)) {
    context.budget = share;
    const path = pathOf(context, node.expression);
    const args = node.arguments ?? [];
    if (ts.isCallExpression(node)) {
      const call = Object.entries(convention.calls).find(([one]) => one === path)?.[1];
      const endpoint = call && endpointOf(context, convention, call, node);
      if (endpoint) endpoints.push(endpoint);
      continue;
    }
    const scheduled = Object.entries(convention.schedules).find(([one]) => one === path)?.[1];
    const options = scheduled && literalOf(args[scheduled.argument]);
    const endpoint = scheduled && options && memberOf(options, scheduled.endpoint);
    if (endpoint)
      schedules.push({
        node,
        endpoint,
        scheduler: scheduled.scheduler,
        schedule: scheduled.schedule
          .map((name) => memberOf(options, name))
          .flatMap((value) => (value ? textsOf(valueOf(context, value)) : []))
          .find((text) => text !== undefined && text !== ''),
      });
    if (path === convention.gateway.made) {
      const made = literalOf(args[0]);
      authentication ??= made && memberOf(made, convention.gateway.option);
    }
  }
  return { endpoints, schedules, authentication };
}

/** Calls and constructions in the statements of a module. */
function expressionsOf(file: ts.SourceFile): readonly (ts.CallExpression | ts.NewExpression)[] {
  return file.statements.flatMap((statement) => {
    if (ts.isExpressionStatement(statement)) return ts.isNewExpression(statement.expression) ? [statement.expression] : [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ initializer }) =>
      initializer && (ts.isCallExpression(initializer) || ts.isNewExpression(initializer)) ? [initializer] : [],
    );
  });
}

function valueOf(context: Context, node: ts.Expression): Value {
  return firstValue(evaluate(context, node, emptyState, moduleFrame(node.getSourceFile()))) ?? unknown('none');
}

function pathOf(context: Context, node: ts.Expression): string | undefined {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const value = valueOf(context, node);
  return value.kind === 'api' ? value.path : undefined;
}

function literalOf(node: ts.Expression | undefined): ts.ObjectLiteralExpression | undefined {
  return node && ts.isObjectLiteralExpression(node) ? node : undefined;
}

function memberOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const item of object.properties) {
    if (ts.isPropertyAssignment(item) && item.name.getText() === name) return item.initializer;
    if (ts.isShorthandPropertyAssignment(item) && item.name.text === name) return item.name;
  }
  return undefined;
}

function endpointOf(
  context: Context,
  convention: CallConvention,
  call: DeclaringCall,
  node: ts.CallExpression,
): CalledEndpoint | undefined {
  const declaration = node.parent;
  const given = node.arguments[call.options];
  if (!given || !ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const options = valueOf(context, given);
  if (options.kind !== 'object') return undefined;
  const method = options.fields.get(convention.method);
  const names = method ? textsOf(method) : [];
  return {
    convention,
    call,
    node,
    declaration,
    name: declaration.name.text,
    path: textsOf(options.fields.get(convention.path))[0] || `/${serviceOf(node)}.${declaration.name.text}`,
    methods: names.includes('*') ? [] : httpMethods.filter((method) => names.includes(method)),
    // Options that are written empty at the call have nothing that fills them later.
    isExposed: literalOf(given)?.properties.length !== 0 && mayBeOn(options, convention.exposed),
    isAuthenticated: isOn(options, convention.authenticated),
  };
}

/** The folder of a file, which names its service. */
function serviceOf(node: ts.Node): string {
  return node.getSourceFile().fileName.split('/').at(-2) ?? '';
}

function isOn(options: ObjectValue, name: string): boolean {
  const value = options.fields.get(name);
  return value?.kind === 'literal' && value.value === true;
}

function mayBeOn(options: ObjectValue, name: string): boolean {
  const value = options.fields.get(name);
  return value === undefined ? options.open : value.kind !== 'literal' || Boolean(value.value);
}

/** The way of a request to an endpoint: the application's authentication where it is asked for, then the handler. */
export function calledRoute(endpoint: CalledEndpoint, authentication: ts.Expression | undefined): Route {
  return {
    links: (_, state) => {
      const handler = endpoint.node.arguments[endpoint.call.handler];
      if (!handler) return [];
      const links = [handlerLink(endpoint, handler)];
      const isGuarded = endpoint.isAuthenticated && authentication !== undefined;
      return [{ links: isGuarded ? [authenticationLink(endpoint, authentication), ...links] : links, state }];
    },
  };
}

function handlerLink(endpoint: CalledEndpoint, handler: ts.Expression): Link {
  const { takes } = endpoint.call;
  const node = endpoint.declaration.name;
  const native: NativeValue = {
    kind: 'native',
    name: 'handler',
    run: (call) => {
      const { context, frame } = call;
      if (!context) return one(unknown('handler'), call.state);
      return then(valuesAt(context, handler, call.state), (fn, next) =>
        takes.kind === 'typed'
          ? invoke(context, fn, [parameters(context, endpoint, takes, fn)], next, node, frame)
          : runChain(context, [{ value: fn, calling: takes.calling, node }], next, frame),
      );
    },
  };
  return {
    value: native,
    calling: { parameters: [], result: takes.kind === 'typed' ? 'responds' : 'ignored', style: 'other' },
    node,
    isGate: false,
  };
}

/** The application's authentication: what it throws refuses, anything else lets the request pass. */
function authenticationLink(endpoint: CalledEndpoint, authentication: ts.Expression): Link {
  const { gateway } = endpoint.convention;
  const native: NativeValue = {
    kind: 'native',
    name: 'authentication',
    run: (call) => {
      const { context, frame, args, state } = call;
      const [goOn] = args;
      if (!context || goOn?.kind !== 'native') return one(unknown('authentication'), state);
      return then(valuesAt(context, authentication, state), (made, next) => {
        const fn = made.kind === 'api' && made.path === `${gateway.handler}()` ? made.calls.at(-1)?.values[0] : made;
        if (!fn) return one(unknown('authentication'), next);
        const argument = gateway.takes.kind === 'typed' ? [parameters(context, endpoint, gateway.takes, fn)] : [];
        return then(invoke(context, fn, argument, next, authentication, frame), (value, after) =>
          then(awaited(context, value, after, authentication, frame), (_, last) => goOn.run({ ...call, args: [], state: last })),
        );
      });
    },
  };
  return { value: native, calling: { parameters: ['next'], result: 'ignored', style: 'other' }, node: authentication, isGate: true };
}

function valuesAt(context: Context, node: ts.Expression, state: State): readonly Outcome[] {
  return quietly(context, () => evaluate(context, node, state, moduleFrame(node.getSourceFile())));
}

function parameters(
  context: Context,
  { path, methods }: CalledEndpoint,
  takes: Extract<CallHandler, { readonly kind: 'typed' }>,
  fn: Value,
): Value {
  const around = fn.kind === 'function' && ts.isCallExpression(fn.node.parent) ? fn.node.parent.typeArguments?.[0] : undefined;
  const type = (fn.kind === 'function' ? fn.node.parameters[0]?.type : undefined) ?? around;
  const inPath = [...path.matchAll(/[:*!](\w+)/g)].map(([, name = '']) => name);
  const readsQuery = methods.length > 0 && methods.every((method) => method === 'GET' || method === 'HEAD' || method === 'DELETE');
  return typedFields(context.program, type, { types: takes.types, inPath, otherwise: readsQuery ? 'query' : 'body' });
}
