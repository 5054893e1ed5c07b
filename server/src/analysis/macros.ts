import type ts from 'typescript';
import { enter } from './call';
import type { Context } from './context';
import { routerMember, withRouterMember } from './routerMembers';
import type { Frame, State } from './state';
import type { Outcome, Value } from './value';

/** The state after options of the application's own have been declared: `macro({ auth: … })`, `macro('auth', …)`. */
export function withMacros([first, second]: readonly Value[], state: State): State {
  if (first?.kind === 'literal' && second) return withRouterMember(state, memberOf(String(first.value)), second);
  if (first?.kind !== 'object') return state;
  return [...first.fields].reduce((after, [name, value]) => withRouterMember(after, memberOf(name), value), state);
}

/** What an option of the application's own stands for at a route, and the state in which that was made; switched off it stands for nothing. */
export function macroOptions(context: Context, name: string, value: Value, node: ts.Node, state: State, frame: Frame): Outcome | undefined {
  const macro = routerMember(state, memberOf(name));
  if (!macro || (value.kind === 'literal' && !value.value)) return undefined;
  if (macro.kind !== 'function') return { value: macro, state, thrown: false };
  return enter(context, macro, [value], state, node, frame).find((end) => !end.thrown && end.value.kind === 'object');
}

function memberOf(name: string): string {
  return `macro ${name}`;
}
