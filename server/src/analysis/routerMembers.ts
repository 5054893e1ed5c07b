import type { State } from './state';
import type { Value } from './value';

const memberMark = 'member:';

/** The value of a member that set-up code has given to a router. */
export function routerMember(state: State, name: string): Value | undefined {
  return state.assigned.get(`${memberMark}${name}`);
}

/** The state after a router has got a member. */
export function withRouterMember(state: State, name: string, value: Value): State {
  return { ...state, assigned: new Map(state.assigned).set(`${memberMark}${name}`, value) };
}

/** The members of routers that set-up code leaves for requests. */
export function routerMembers(state: State): ReadonlyMap<string, Value> {
  return new Map([...state.assigned].filter(([key]) => key.startsWith(memberMark)));
}
