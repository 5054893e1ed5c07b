import { blur } from './merging';
import { type State } from './state';

/**
 * The state after code has been started that goes on when what follows has run already, as callbacks of timers and promises do that nobody
 * waits for: what it puts into variables may not be there yet.
 */
export function startedOnly(before: State, after: State): State {
  return after.frames === before.frames ? after : { ...after, frames: blur(after, before).frames };
}
