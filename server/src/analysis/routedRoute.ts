import ts from 'typescript';
import type { Parameter, Shape } from '../model/adapters';
import { memoized } from '../project/memoized';
import { answerWith } from './answer';
import type { Link } from './chain';
import type { Context } from './context';
import { conditionOf } from './deployments';
import type { Route } from './endpoint';
import { spanOf } from './recorder';
import type { SetUp } from './routingSetup';
import type { Chain, RoutedLink, RoutedPath } from './routingTree';
import { routerMembers } from './routerMembers';
import type { Registration } from './routing';
import { provideShaped } from './shaped';
import { ofDeployment, settle, type State } from './state';
import { givenThat } from './ways';
import { undefinedValue, type NativeValue, type Value } from './value';

/** The routes of an endpoint that code registers, in the scope that its set-up code has left. */
export function registeredRoute({ context: setUp, registry, assertions }: SetUp, routed: RoutedPath): Route {
  return {
    links: (context, entry) => {
      if (context.frames.size === 0) {
        for (const [key, frame] of setUp.frames) context.frames.set(key, frame);
        for (const [node, constant] of setUp.constants) context.constants.set(node, constant);
      }
      const { fileName } = routed.registration.node.getSourceFile();
      context.applications = () => assertions.applications(fileName);
      const longestFirst = routed.chains.toSorted((a, b) => b.links.length - a.links.length);
      return longestFirst.map((chain) => {
        const given = conditionOf(chain, nearestFirst(chain, longestFirst), (variable, other) => {
          const place = decision(chain, other, variable);
          return place ? spanOf(place) : registry.decisions.get(variable);
        });
        const { frames, settled } = left(chain.state);
        const assigned = new Map([...routerMembers(chain.state), ...entry.assigned]);
        const links = chain.links.map((link, index) => linkOf(context, link, index === chain.links.length - 1));
        return {
          links,
          state: withSettings(
            routed.registration,
            givenThat({ ...entry, frames, settled, facts: ofDeployment(assertions.holding(chain.facts, fileName)), assigned }, given),
          ),
        };
      });
    },
  };
}

/** What set-up code has left: no request that changes something copies all of it. */
const left = memoized((state: State): State => settle([state])[0] ?? state);

/** Chains in the order of how little they have more than one: what has one link more tells best by what that comes. */
function nearestFirst({ links }: Chain, all: readonly Chain[]): readonly Chain[] {
  const isPart = (other: Chain): boolean => links.every((link) => other.links.some((one) => one.value === link.value));
  const distance = (other: Chain): number => (isPart(other) ? other.links.length - links.length : Number.MAX_SAFE_INTEGER);
  return all.toSorted((a, b) => distance(a) - distance(b));
}

/** The state in which code finds what a route's options say: nothing where they do not. */
function withSettings({ router: { convention }, settings }: Registration, state: State): State {
  const shapes = convention.handler.parameters.filter(isShape);
  return Object.entries(convention.options ?? {}).reduce((before, [name, option]) => {
    if (option.kind !== 'settings') return before;
    const value: Value = settings?.get(name) ?? { kind: 'object', fields: new Map(), open: false, type: undefined };
    return option.at.reduce((at, path) => shapes.reduce((next, shape) => provideShaped(shape, path, value, next), at), before);
  }, state);
}

function isShape(parameter: Parameter): parameter is Shape {
  return typeof parameter === 'object' && !('parts' in parameter);
}

function linkOf(context: Context, routed: RoutedLink, isLast: boolean): Link {
  const { value, registration, index, isPassedBy, hook, mount, catches } = routed;
  const { convention } = registration.router;
  const handler = registration.handlers[index];
  const node = handler?.node ?? registration.node;
  return {
    value:
      isLast && isUnresolved(value) && !(value.kind === 'object' && convention.handler.phases)
        ? unresolved(context, node)
        : isLast && value.kind === 'native'
          ? answering(context, value, node)
          : value,
    calling: hook?.calling ?? (catches && convention.errorHandler) ?? handler?.calling ?? convention.handler,
    node,
    router: registration.router,
    registration,
    ...(catches && { catches }),
    isGate: (registration.kind !== 'route' || hook !== undefined) && !isLast,
    ...(isPassedBy ? { passedByAt: registration.node.arguments[0] ?? node } : {}),
    ...(mount !== undefined && { mount }),
  };
}

/** Whether nothing is known of what a handler does. */
export function isUnresolved(value: Value): boolean {
  return (
    value.kind === 'unknown' ||
    value.kind === 'object' ||
    value.kind === 'module' ||
    value.kind === 'router' ||
    (value.kind === 'api' && value.pending.length === 0)
  );
}

/** A library's handler: it answers by itself what it gives back. */
export function answering(context: Context, handler: NativeValue, node: ts.Node): Value {
  return {
    ...handler,
    run: (call) => {
      const outcomes = handler.run({ ...call, context });
      for (const outcome of outcomes) if (outcome.value.kind === 'response') answerWith(context, outcome, node);
      return outcomes;
    },
  };
}

/** A handler whose code could not be found: it may do anything. */
export function unresolved(context: Context, node: ts.Node): Value {
  const what = node.getText().replace(/\s+/g, ' ').slice(0, 60);
  const native: NativeValue = {
    kind: 'native',
    name: 'unresolved',
    run: (call) => [
      {
        value: undefinedValue,
        state: context.recorder.effect(call.state, { span: spanOf(node), kind: 'unknown', what }, false),
        thrown: false,
      },
    ],
  };
  return native;
}

/** The condition in the code that a middleware of only one of two chains is registered under. */
function decision(chain: Chain, other: Chain, variable: string): ts.Node | undefined {
  const differing = [...chain.links.filter((link) => !has(other, link)), ...other.links.filter((link) => !has(chain, link))];
  for (const { registration } of differing) {
    for (let node: ts.Node = registration.node; !ts.isSourceFile(node); node = node.parent) {
      const tested = ts.isIfStatement(node)
        ? node.expression
        : ts.isConditionalExpression(node)
          ? node.condition
          : ts.isBinaryExpression(node)
            ? node.left
            : undefined;
      if (tested && (tested.getText().includes(variable) || ts.isIfStatement(node))) return comparison(tested, variable) ?? tested;
    }
  }
  return undefined;
}

function comparison(node: ts.Node, variable: string): ts.Node | undefined {
  if (ts.isBinaryExpression(node) && /^[!=]==?$/.test(node.operatorToken.getText()) && node.getText().includes(variable)) return node;
  return ts.forEachChild(node, (child) => comparison(child, variable));
}

function has(chain: Chain, link: RoutedLink): boolean {
  return chain.links.some((one) => one.registration === link.registration && one.index === link.index);
}
