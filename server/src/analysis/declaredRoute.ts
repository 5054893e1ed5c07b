import type ts from 'typescript';
import type { DecoratorConvention, GateModel, Given, ParameterModel } from '../model/declaredRoutes';
import type { Shape } from '../model/adapters';
import { invoke } from './call';
import type { Link } from './chain';
import { injectedInstance } from './classes';
import { one, then, type Call, type Context } from './context';
import { contextObject, type ContextValues } from './contextObject';
import type { Gate } from './declaredControllers';
import type { DeclaredPath } from './declaredPaths';
import type { Applied } from './decorators';
import { conditionOf } from './deployments';
import type { Route } from './endpoint';
import { externalCall } from './external';
import { literalNumber, literalText } from './literals';
import { member } from './members';
import { spanOf } from './recorder';
import { ofDeployment, type State } from './state';
import { givenThat } from './ways';
import { undefinedValue, unknown, type NativeCall, type NativeValue, type Outcome, type Value } from './value';

/** The way of a request to a method that answers it: what stands before it, then the method of the instance a framework makes. */
export function declaredRoute(declared: DeclaredPath): Route {
  const { application } = declared;
  return {
    links: (context, entry) => {
      if (context.frames.size === 0) {
        for (const [key, frame] of application.context.frames) context.frames.set(key, frame);
        for (const [node, constant] of application.context.constants) context.constants.set(node, constant);
      }
      context.runtime = application.container;
      return declared.chains.map((chain) => {
        const given = conditionOf(chain, declared.chains, (variable) => application.registry.decisions.get(variable));
        const facts = new Map([...application.state.facts, ...ofDeployment(chain.facts)]);
        const links = [...chain.gates.map((gate) => gateLink(declared, gate)), handlerLink(declared)];
        return { links, state: givenThat({ ...entry, frames: application.state.frames, facts }, given) };
      });
    },
  };
}

function shaped(shape: Shape): Value {
  return { kind: 'shaped', shape, path: '', args: [] };
}

/** What a gate or handler may be given in one call. */
type GivenValues = ContextValues & { readonly context: Value };

/** The values of one call of a gate or handler. */
function givenValues(declared: DeclaredPath, { args, frame }: NativeCall): GivenValues {
  const { convention } = declared.application;
  const { type } = declared.controller;
  const values: ContextValues = {
    request: shaped(convention.request),
    response: shaped(convention.response),
    next: args[0] ?? undefinedValue,
    handler: { kind: 'function', node: declared.method.node, frame, self: undefined, bound: [] },
    controller: type,
  };
  return { ...values, context: contextObject(convention.context, values) };
}

function argumentsOf(parameters: readonly Given[], values: GivenValues): readonly Value[] {
  return parameters.map((given) => givenOf(given, values));
}

function givenOf(given: Given, values: GivenValues): Value {
  if (given === 'any') return unknown('any');
  return typeof given === 'string'
    ? values[given]
    : { kind: 'object', fields: new Map([[given.nextIs, values.next]]), open: false, type: undefined };
}

function gateLink(declared: DeclaredPath, { model, value, node, mount }: Gate): Link {
  const native: NativeValue = {
    kind: 'native',
    name: 'gate',
    run: (call) => {
      const context = call.context ?? declared.application.context;
      const args = argumentsOf(model.parameters, givenValues(declared, call));
      return then(instances(declared, context, value, call), (target, next) =>
        runGate(model, target, { context, args, state: next, node, frame: call.frame }),
      );
    },
  };
  return {
    value: native,
    calling: { parameters: ['next'], result: model.result, style: 'other' },
    node,
    isGate: true,
    ...(mount !== undefined && { mount }),
  };
}

/** What a gate's value stands for: the instance that a class or provider gives, or itself. */
function instances({ application }: DeclaredPath, context: Context, value: Value, { state, node, frame }: NativeCall): readonly Outcome[] {
  const { container, convention } = application;
  const { injection } = convention;
  if (value.kind === 'class')
    return injection ? container.token(value, { context, state, node, frame }) : one(injectedInstance(value), state);
  if (injection && value.kind === 'object' && value.fields.has(injection.provide))
    return container.provided(value, injection, { context, state, node, frame });
  return one(value, state);
}

function runGate({ member: name }: GateModel, target: Value, call: Call): readonly Outcome[] {
  const { context, args, state, node, frame } = call;
  if (name === undefined || target.kind === 'function' || target.kind === 'native')
    return invoke(context, target, args, state, node, frame);
  if (target.kind === 'api') {
    // A library's class, or an instance that has been made of one.
    const isMade = context.libraries.verifiers.get(`${target.path}.${name}`) !== undefined;
    return externalCall(isMade ? target : { ...target, path: `${target.path}()` }, name, call);
  }
  return then(member(context, target, name, state, node), (method, next) => invoke(context, method, args, next, node, frame));
}

function handlerLink(declared: DeclaredPath): Link {
  const { method, application, controller } = declared;
  const { convention, container } = application;
  const { handler } = convention;
  const answers = method.parameters.some((applied) => applied.some((one) => answersItself(convention, one)));
  const node = method.node.name;
  const native: NativeValue = {
    kind: 'native',
    name: 'handler',
    run: (call) => {
      const context = call.context ?? application.context;
      const values = givenValues(declared, call);
      const instance = convention.injection
        ? container.token(controller.type, { context, state: call.state, node, frame: call.frame })
        : one(injectedInstance(controller.type), call.state);
      return then(instance, (self, at) =>
        then(member(context, self, method.name, at, node), (fn, next) =>
          bound(declared, values, { ...call, context, state: next }).flatMap((given) =>
            given.thrown ? [given.thrown] : invoke(context, fn, given.args, given.state, node, call.frame),
          ),
        ),
      );
    },
  };
  return {
    value: native,
    calling: { parameters: ['next'], result: answers ? 'ignored' : handler.result, style: 'other' },
    node,
    isGate: false,
  };
}

function parameterModel(convention: DecoratorConvention, { path }: Applied): ParameterModel | undefined {
  return Object.entries(convention.parameters).find(([one]) => one === path)?.[1];
}

function answersItself(convention: DecoratorConvention, applied: Applied): boolean {
  const option = parameterModel(convention, applied)?.answersUnless;
  if (option === undefined) return false;
  const given = applied.args.find((arg) => arg.kind === 'object');
  const value = given?.kind === 'object' ? given.fields.get(option) : undefined;
  return !(value?.kind === 'literal' && value.value === true);
}

interface Bound {
  readonly args: readonly Value[];
  readonly state: State;
  readonly thrown?: Outcome;
}

/** The arguments of a handler, one after the other; a parameter's own decorator may reject. */
function bound({ method, application: { convention } }: DeclaredPath, values: GivenValues, call: Call): readonly Bound[] {
  let ends: readonly Bound[] = [{ args: [], state: call.state }];
  method.node.parameters.forEach((parameter, index) => {
    ends = ends.flatMap((before): readonly Bound[] => {
      if (before.thrown) return [before];
      const at = { ...call, node: parameter, state: before.state };
      const given =
        decorated(convention, method.parameters[index] ?? [], values, at) ?? one(usual(convention, index, values), before.state);
      return given.map((end): Bound => (end.thrown ? { ...before, thrown: end } : { args: [...before.args, end.value], state: end.state }));
    });
  });
  return ends;
}

/** What a parameter is given by its decorators; `undefined` where none of them says. */
function decorated(
  convention: DecoratorConvention,
  applied: readonly Applied[],
  values: GivenValues,
  call: Call,
): readonly Outcome[] | undefined {
  const { context, state, node, frame } = call;
  for (const decorator of applied) {
    const model = parameterModel(convention, decorator);
    if (model) return read(model, values, { ...call, args: decorator.args });
    const fn = decorator.value.kind === 'api' ? decorator.value.calls[0]?.values[0] : undefined;
    if (convention.parameterMakers.some((maker) => `${maker}()` === decorator.path) && fn)
      return then(invoke(context, fn, [decorator.args[0] ?? undefinedValue, values.context], state, node, frame), (value, next) =>
        value.kind === 'promise' ? [{ value: value.value, state: next, thrown: value.rejects }] : one(value, next),
      );
  }
  return undefined;
}

/** What a parameter without a decorator is given, by its place. */
function usual({ handler }: DecoratorConvention, index: number, values: GivenValues): Value {
  const given = handler.parameters[index];
  return given === undefined || given === 'any' ? unknown(`argument${index}`) : givenOf(given, values);
}

/** A part of the request by the path of a parameter's table. */
function read(model: ParameterModel, values: ContextValues, { context, args: [first], state, node }: Call): readonly Outcome[] {
  if (model.of === 'responder') return one(responder(node), state);
  const name = literalText(first);
  const path = model.named !== undefined && name !== undefined ? model.named : model.whole;
  return path
    .split('.')
    .filter((segment) => segment !== '')
    .reduce<readonly Outcome[]>(
      (ends, segment) => then(ends, (value, next) => member(context, value, segment === '*' ? (name ?? '*') : segment, next, node)),
      one(values[model.of], state),
    );
}

/** A function that is called with a status and a body, and gives the response to return. */
function responder(node: ts.Node): NativeValue {
  return {
    kind: 'native',
    name: 'responder',
    run: ({ args: [status], state }) =>
      one(
        {
          kind: 'response',
          status: literalNumber(status) ?? 'open',
          refuses: false,
          continues: false,
          span: spanOf(node),
        },
        state,
      ),
  };
}
