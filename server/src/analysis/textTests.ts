import { bindToken } from './claims';
import { compare, excused } from './compare';
import { one, type Context, type MethodCall } from './context';
import { laidOut } from './gaps';
import { inputIn, roleOf } from './inputs';
import { patternText } from './madePatterns';
import { spanOf } from './recorder';
import { spelled, type PathTest } from './spelling';
import { distinctStates } from './merging';
import { type State } from './state';
import { fork, yesNo } from './truth';
import {
  absent,
  findIn,
  identity,
  isEnv,
  keyOf,
  literal,
  undefinedValue,
  type ArrayValue,
  type InputValue,
  type Outcome,
  type Value,
} from './value';

/** Methods that answer yes or no about a text. */
const tests: ReadonlyMap<string, PathTest> = new Map<string, PathTest>([
  ['startsWith', 'starts'],
  ['endsWith', 'ends'],
  ['includes', 'includes'],
  ['test', 'matches'],
  ['match', 'matches'],
  ['equals', 'equals'],
  ['localeCompare', 'equals'],
  ['has', 'includes'],
  ['indexOf', 'includes'],
  ['search', 'matches'],
]);

/** A yes-or-no method: may be a comparison with a secret, a test of an address, a marker or a path; `undefined` where it is none. */
export function textTest(receiver: Value, call: MethodCall): readonly Outcome[] | undefined {
  const test = tests.get(call.name);
  if (!test) return undefined;
  bindToken(call.context, call.node, receiver, ...call.args);
  const outcomes = answers(receiver, test, call);
  return outcomes && numbered(call.name, outcomes);
}

/** Whether a method answers yes or no about a text. */
export function isTextTest(name: string): boolean {
  return tests.has(name);
}

function answers(receiver: Value, test: PathTest, call: MethodCall): readonly Outcome[] | undefined {
  const { context, name, args, state, node } = call;
  const [arg] = args;
  if (!arg) return undefined;
  if (receiver.kind === 'literal' && arg.kind === 'literal' && typeof receiver.value === 'string') {
    const text = receiver.value;
    const part = String(arg.value);
    if (test === 'starts') return one(literal(text.startsWith(part)), state);
    if (test === 'ends') return one(literal(text.endsWith(part)), state);
    if (test === 'includes' && name === 'includes') return one(literal(text.includes(part)), state);
  }
  const wanted = name === 'test' ? patternText(receiver) : undefined;
  if (wanted) {
    const operands = { presented: spanOf(node), expected: spanOf(node), negated: false };
    const how = { method: 'early-exit', loose: false, isPartial: !wanted.isWhole, operands } as const;
    return yesNo(compare(context, arg, wanted.text, state, node, how), node);
  }
  const path = spelled(context, receiver, arg, state, node, test);
  if (path && name === 'match') return path.map((side) => ({ value: matchOf(side.truth), state: side.state, thrown: false }));
  if (path) return yesNo(path, node);
  const end = receiver.kind === 'input' && receiver.input === 'url' ? endOfUrl(context, receiver, arg, test, state) : undefined;
  if (end) return end;
  const list = heldIn(receiver);
  if (list && (name === 'includes' || name === 'has' || name === 'indexOf'))
    return laidOut(context, list, state, node).flatMap((known) => contains(known.list, arg, { ...call, state: known.state }));
  const input = inputIn(receiver) ?? inputIn(arg);
  return input && ofInput(receiver, input, test, call);
}

/** The values that a list, or a map, holds. */
function heldIn(receiver: Value): ArrayValue | undefined {
  if (receiver.kind === 'array') return receiver;
  if (receiver.kind !== 'object' || receiver.type !== 'Map') return undefined;
  return { kind: 'array', items: [...receiver.fields.values()], open: receiver.open };
}

/** A test in which a part of the request is asked about, or looked for. */
function ofInput(receiver: Value, input: InputValue, test: PathTest, call: MethodCall): readonly Outcome[] | undefined {
  const { context, name, args, state, node } = call;
  const [arg = undefinedValue] = args;
  const role = roleOf(context, input);
  const span = spanOf(node);
  if (name === 'match' && role === 'credential') return undefined;
  if (role === 'network') return yesNo(excused(context, state, node, { kind: 'network', source: input.name, equal: true, span }), node);
  const other = input === inputIn(receiver) ? arg : receiver;
  const secret = findIn(other, isEnv);
  if (role === 'host') return yesNo(excused(context, state, node, { kind: 'host', source: input.name, equal: true, span }), node);
  if (role === 'claim' && !secret)
    return yesNo(excused(context, state, node, { kind: 'claim', name: input.name, equal: true, span }), node);
  const isPartial = test !== 'equals' && isText(receiver);
  // A secret that contains what is presented contains every piece of it: that proves nothing.
  if (secret && name !== 'match' && name !== 'test' && !(isPartial && other === receiver)) {
    const operands = { presented: span, expected: span, negated: false };
    const method = name === 'equals' ? 'constant-time' : 'early-exit';
    return yesNo(compare(context, receiver, arg, state, node, { method, loose: false, isPartial, operands }), node);
  }
  if (name === 'has' && other.kind !== 'literal') {
    return yesNo(compare(context, receiver, arg, state, node, { method: 'lookup', loose: false, operands: undefined }), node);
  }
  if (name === 'match') return undefined;
  const subject = receiver.kind === 'input' ? keyOf({ ...receiver, absent: absent.never }) : keyOf(receiver);
  return yesNo(fork(state, `${subject}.${name}(${keyOf(arg)})`), node);
}

/** `request.url.endsWith('/x')`: a path that is known to end so does; for any other the caller may have added a query. */
function endOfUrl(context: Context, url: InputValue, arg: Value, test: PathTest, state: State): readonly Outcome[] | undefined {
  if ((test !== 'ends' && test !== 'includes') || arg.kind !== 'literal' || typeof arg.value !== 'string' || !arg.value.startsWith('/'))
    return undefined;
  if (context.quiet === 0) context.recorder.paths.add(`~${arg.value}`);
  const text = url.path?.text ?? context.path;
  const known = !text.includes('[') && (test === 'ends' ? text.endsWith(arg.value) : text.includes(arg.value));
  return known ? one(literal(true, url.span), state) : undefined;
}

/** Membership in a list is a comparison with each item. */
function contains({ items, open }: ArrayValue, arg: Value, { context, state, node }: MethodCall): readonly Outcome[] {
  const input = inputIn(arg);
  if (input && roleOf(context, input) !== 'credential' && roleOf(context, input) !== 'method') {
    const role = roleOf(context, input);
    const span = spanOf(node);
    const given =
      role === 'claim'
        ? ({ kind: 'claim', name: input.name, equal: true, span } as const)
        : ({ kind: role === 'host' ? 'host' : 'network', source: input.name, equal: true, span } as const);
    return yesNo(excused(context, state, node, given), node);
  }
  const yes: State[] = [];
  let no: readonly State[] = [state];
  const operands = { presented: spanOf(node), expected: spanOf(node), negated: false };
  for (const item of items) {
    const after = no.flatMap((before) =>
      compare(context, arg, item, before, node, { method: 'early-exit', loose: false, operands }).flatMap((side) => {
        if (side.truth) yes.push(side.state);
        return side.truth ? [] : [side.state];
      }),
    );
    no = distinctStates(after);
  }
  const maybe = open
    ? no.flatMap((before) => fork(before, `has:${keyOf(arg)}:${identity(node)}`))
    : no.map((end) => ({ truth: false, state: end }));
  return yesNo([...yes.map((end) => ({ truth: true, state: end })), ...maybe], node);
}

/** Whether a value is a text rather than a list that was made of one. */
function isText(value: Value): boolean {
  switch (value.kind) {
    case 'derived':
      return (
        /^\??\.(?:trim\w*|to(?:Lower|Upper)Case|slice|sub\w+|replace\w*|normalize|toString|concat)$|^String$/.test(value.op) &&
        isText(value.from)
      );
    case 'env':
      return value.mayBeList !== true;
    case 'input':
      return value.name !== '' && !/\[\]|\.split/.test(value.part);
    default:
      return value.kind === 'text' || value.kind === 'literal';
  }
}

function matchOf(matches: boolean): Value {
  return matches ? { kind: 'array', items: [], open: true } : literal(null);
}

/** What methods say that answer with a number: where something was found, or which text comes first. */
const numbers: Readonly<Record<string, { readonly yes: number; readonly no: number }>> = {
  indexOf: { yes: 0, no: -1 },
  search: { yes: 0, no: -1 },
  localeCompare: { yes: 0, no: 1 },
};

function numbered(name: string, outcomes: readonly Outcome[]): readonly Outcome[] {
  const meaning = numbers[name];
  if (!meaning) return outcomes;
  return outcomes.map((outcome) => {
    const { value } = outcome;
    return value.kind === 'literal' && typeof value.value === 'boolean'
      ? { ...outcome, value: literal(value.value ? meaning.yes : meaning.no, value.span) }
      : outcome;
  });
}
