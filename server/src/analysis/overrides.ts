import type ts from 'typescript';
import { invoke } from './call';
import type { Call, Context } from './context';
import { draft, guardFork } from './guards';
import { member } from './members';
import type { State } from './state';
import { truth, type Side } from './truth';
import { identity, literal, type ApiValue, type Outcome, type Value } from './value';

/**
 * A library's verification whose outcome a method of the instance decides: it is called with no error and what was verified, which is `false`
 * when nothing was; only what it throws refuses, and what it returns is put where handlers look for it. `undefined` when the instance has no such
 * method of its own.
 */
export function decidedByOverride(
  { context, args, node, state, frame }: Call,
  callee: ApiValue,
  path: string,
  { member: name, put }: { readonly member: string; readonly put: (decided: Value, at: State) => State },
  verified: ((at: State) => readonly Side[] | undefined) | undefined,
): readonly Outcome[] | undefined {
  const model = context.libraries.verifiers.get(path);
  const self = callee.calls.findLast((call) => call.name === 'super')?.values[0];
  if (!model || self?.kind !== 'object') return undefined;
  const method = member(context, self, name, state, node).find((end) => !end.thrown);
  if (method?.value.kind !== 'function') return undefined;
  const { value: decide, state: from } = method;
  const guard = draft(node, model.credential, { kind: 'key' }, model.method, { binds: new Set(model.binds), api: path });
  const index = context.quiet > 0 ? 0 : context.recorder.guard(guard, context.gates > 0);
  const user: Value = { kind: 'claims', guard: index, id: `claims${identity(node)}` };
  return (verified?.(from) ?? guardFork(context, from, node, guard, undefined)).flatMap((side) =>
    invoke(context, decide, [literal(null), side.truth ? user : literal(false), literal(undefined), ...args], side.state, node, frame).map(
      (end): Outcome => {
        const rejects = end.thrown || (end.value.kind === 'promise' && end.value.rejects);
        const value: Value = { kind: 'promise', value: literal(true), rejects, guard: rejects ? index : undefined };
        return { value, state: rejects ? end.state : put(end.value, end.state), thrown: false };
      },
    ),
  );
}

/** What the library decides with: nothing verified throws, anything else is the result. */
export function refusedUnless(context: Context, verified: Value, state: State, node: ts.Node): readonly Outcome[] {
  return truth(context, verified, state, node).map((side) => ({ value: verified, state: side.state, thrown: !side.truth }));
}
