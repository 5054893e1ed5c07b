import type { Member } from '../model/adapters';
import { invoke } from './call';
import { one, type MethodCall } from './context';
import { literalText } from './literals';
import { spanOf } from './recorder';
import { blur } from './merging';
import { type State } from './state';
import { absent, type InputValue, type Outcome, type ShapedValue } from './value';

/**
 * A function that is called when something happens to the request or its response: `request.on('end', () => …)`. It runs with what is known where
 * it is registered, because nothing that is found out later keeps it from running; what follows goes on without it.
 */
export function listening(
  receiver: ShapedValue,
  { happen, piecemeal }: Extract<Member, { kind: 'event' }>,
  { context, args, state, node, frame }: MethodCall,
): readonly Outcome[] {
  // What a middleware for all routes does once they have answered decides nothing.
  if (context.gates > 0 && piecemeal === undefined) return one(receiver, state);
  const [event, listener] = args;
  const name = literalText(event);
  if (name === undefined || !happen.includes(name) || (listener?.kind !== 'function' && listener?.kind !== 'native'))
    return one(receiver, state);
  const piece: InputValue = { kind: 'input', input: 'body', name: '', part: '', absent: absent.never, derived: true, span: spanOf(node) };
  const ends = invoke(context, listener, name === piecemeal ? [piece] : [], state, node, frame)
    .filter(({ thrown }) => !thrown)
    .map((end) => end.state);
  const settled = ends.filter((end) => end.assigned !== state.assigned);
  if (settled.length > 0) return settled.map((end) => ({ value: receiver, state: end, thrown: false }));
  const gathered = name === piecemeal ? ends.filter(({ sent }) => !sent) : [];
  return one(receiver, gathered.reduce<State>(blur, state));
}
