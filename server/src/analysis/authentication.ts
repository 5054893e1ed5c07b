import type { RouterConvention, RouterMethod } from '../model/routers';
import { refusal } from './answer';
import { invoke } from './call';
import { one, type Call } from './context';
import { draft, guardFork } from './guards';
import { routerMember, withRouterMember } from './routerMembers';
import type { State } from './state';
import { identity, literal, undefinedValue, type NativeValue, type RouterValue, type Value } from './value';

/** The name that the default strategy of a router is kept under. */
function standardOf(router: object): string {
  return `default strategy of ${identity(router)}`;
}

/** The state after a scheme, a strategy or the default strategy has been declared. */
export function authenticating(
  { context, args, node, state, frame }: Call,
  kind: Extract<RouterMethod['kind'], 'scheme' | 'strategy' | 'default-strategy'>,
  router: RouterValue,
  schemes: RouterConvention['schemes'],
): State {
  const [first, second, third] = args;
  if (kind === 'default-strategy') return first ? withRouterMember(state, standardOf(router.router), first) : state;
  if (first?.kind !== 'literal' || !second) return state;
  const name = String(first.value);
  if (kind === 'scheme') return withRouterMember(state, `scheme ${name}`, second);
  const scheme = second.kind === 'literal' ? routerMember(state, `scheme ${String(second.value)}`) : undefined;
  const model = second.kind === 'literal' && !scheme ? schemes?.[String(second.value)] : undefined;
  if (model) {
    const native: NativeValue = {
      kind: 'native',
      name: 'middleware',
      run: (call) =>
        guardFork(
          call.context ?? context,
          call.state,
          node,
          draft(node, model.credential, { kind: 'key' }, model.method, { binds: new Set(model.binds) }),
          undefined,
        ).flatMap((side) => one(side.truth ? undefinedValue : refusal(node), side.state)),
    };
    return withRouterMember(state, `strategy ${name}`, native);
  }
  if (!scheme) return state;
  const made = invoke(context, scheme, third ? [router, third] : [router], state, node, frame).find(
    (end) => !end.thrown && end.value.kind === 'object',
  );
  const authenticate = made?.value.kind === 'object' ? made.value.fields.get('authenticate') : undefined;
  return made && authenticate ? withRouterMember(made.state, `strategy ${name}`, authenticate) : state;
}

/**
 * What authenticates requests to a route; several strategies authenticate nobody. In a mode that lets others pass it only notes whether it did,
 * under a member of the request.
 */
export function strategyOf(state: State, router: object, own: Value | undefined, notes: string | undefined): Value | undefined {
  const chosen = [own, routerMember(state, standardOf(router))].find((one) => nameIn(one) !== undefined);
  const named = nameIn(chosen);
  const strategy = named === undefined || named === '' ? undefined : routerMember(state, `strategy ${named}`);
  if (!strategy || isRequired(chosen)) return strategy;
  return notes === undefined ? undefined : noting(strategy, notes);
}

/** A strategy that lets every request go on. */
function noting(strategy: Value, notes: string): NativeValue {
  return {
    kind: 'native',
    name: 'strategy',
    run: ({ context, args, state, node, frame }) => {
      const [request] = args;
      if (!context || request?.kind !== 'shaped') return one(undefinedValue, state);
      return invoke(context, strategy, args, state, node, frame).flatMap((end) => {
        const isAuthenticated = !end.thrown && (end.value.kind !== 'response' || end.value.continues);
        // Whoever is not refused here has not been let in either: the handler is to ask.
        const next = isAuthenticated ? end.state : state;
        const assigned = new Map(next.assigned).set(`${identity(request.shape)}.${notes}`, literal(isAuthenticated));
        return one(undefinedValue, { ...next, assigned });
      });
    },
  };
}

/** The name of a strategy; empty for none, `undefined` where nothing is said. */
function nameIn(value: Value | undefined): string | undefined {
  if (!value) return undefined;
  if (value.kind === 'literal') return typeof value.value === 'string' ? value.value : value.value === false ? '' : undefined;
  if (value.kind === 'array') return value.items.length === 1 ? nameIn(value.items[0]) : '';
  if (value.kind !== 'object') return '';
  return nameIn(value.fields.get('strategy') ?? value.fields.get('strategies'));
}

function isRequired(value: Value | undefined): boolean {
  const mode = value?.kind === 'object' ? value.fields.get('mode') : undefined;
  return !mode || (mode.kind === 'literal' && mode.value === 'required');
}
