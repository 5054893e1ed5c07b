import { invoke } from './call';
import { one, then, type MethodCall } from './context';
import { pair } from './inputs';
import { collection, iterates } from './lists';
import { groupsOf } from './patternGroups';
import { spanOf } from './recorder';
import { isQuerySplit, pathInUrl, without } from './spelling';
import type { State } from './state';
import { absent, identity, keyOf, type InputValue, type Outcome, type Value } from './value';

/** What parsing, cutting and converting leave of an input is still chosen by the caller. */
export function inputMethod(input: InputValue, call: MethodCall): readonly Outcome[] {
  const { context, name, args, state, node, frame, isOptional = false } = call;
  const missing = isOptional && (input.absent & (absent.null | absent.undefined)) !== 0 ? absent.undefined : absent.never;
  const [first] = args;
  const cut: InputValue = { ...input, derived: true, absent: missing | (input.absent & absent.empty) };
  if (name === 'get' || name === 'at' || name === 'getAll' || name === 'item') return one(entryOf(input, cut, call), state);
  if (name === 'split' && first?.kind === 'literal' && startsWith(state, input, String(first.value)))
    return one({ ...cut, part: `${input.part}.split!` }, state);
  if (name === 'split' && first?.kind === 'literal' && first.value === ':') return one({ ...cut, part: `${input.part}.${pair}` }, state);
  const path = isQuerySplit(name, first) ? pathInUrl(input) : undefined;
  if (path) return one({ kind: 'array', items: [without(path, 'query'), cut], open: true }, state);
  if (name === 'match' || name === 'exec') return one(matched(input, name === 'match' ? first : undefined), state);
  if (name === 'pop' || name === 'shift' || name === 'find')
    return one({ ...cut, part: `${input.part}.${name}${first ? identity(node) : ''}`, absent: absent.undefined }, state);
  if (name === 'getTime' || name === 'valueOf' || name === 'toString') return one({ ...input, derived: true }, state);
  if (args.some((arg) => arg.kind === 'function') && iterates.has(name)) {
    const [callback] = args;
    if (callback && name !== 'map') return collection(cut, call);
    if (callback) return then(invoke(context, callback, [cut], state, node, frame), (_, next) => one(cut, next));
  }
  return one(cut, state);
}

/** What a pattern finds in a text: the groups that it has to have are there. */
export function matched(input: InputValue, pattern: Value | undefined): InputValue {
  const groups = pattern?.kind === 'regexp' && !pattern.flags.includes('g') ? groupsOf(pattern.source) : [];
  return { ...input, derived: true, part: `${input.part}.match${groups.length > 0 ? `!${groups.join()}` : ''}`, absent: absent.null };
}

/** An entry of the request's headers or parameters, or a piece of a text that was cut from one. */
function entryOf(input: InputValue, cut: InputValue, { context, args: [first], node }: MethodCall): InputValue {
  const key = first?.kind === 'literal' ? String(first.value) : '*';
  if (input.name !== '' || input.derived) return { ...cut, part: `${input.part}.${key}`, absent: absent.undefined };
  const isHeader = input.input === 'header';
  const name = isHeader ? key.toLowerCase() : key;
  if (isHeader) context.recorder.sightHeader(name, spanOf(node), context.gates > 0);
  const isNull = isHeader || input.input === 'query' || input.input === 'cookie' || input.input === 'body';
  return { ...input, name, absent: isNull ? absent.null : absent.undefined, span: spanOf(node) };
}

/** Whether a text is known to start with something that ends in a separator. */
function startsWith(state: State, input: InputValue, separator: string): boolean {
  const prefix = `${keyOf({ ...input, absent: absent.never })}.startsWith(`;
  for (const [key, fact] of state.facts) if (key.startsWith(prefix) && fact.truthy === true && key.endsWith(`${separator}")`)) return true;
  return false;
}
