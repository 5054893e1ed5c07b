import ts from 'typescript';
import { replaceAt } from './assign';
import { callMember, invoke } from './call';
import { bindToken } from './claims';
import { compare, excused } from './compare';
import { one, then, type Context } from './context';
import { changedEntries, entry, fieldNamed, listOfEntries, readsEntries } from './entries';
import { laidOut } from './gaps';
import { inputIn, pair, roleOf } from './inputs';
import { literalMethod } from './literalMethods';
import { changedList, collection } from './lists';
import { spanOf } from './recorder';
import { resultMethod } from './results';
import { settingOf } from './settings';
import { isQuerySplit, keptPath, knownText, pathInUrl, pieceOf, readByPath, spelled, without, type PathTest } from './spelling';
import { distinctStates, type Frame, type State } from './state';
import { fork, truth, yesNo } from './truth';
import { noteUnresolved, unresolvedCall } from './unresolved';
import {
  absent,
  findIn,
  identity,
  isEnv,
  keyOf,
  literal,
  unknown,
  type InputValue,
  type ObjectValue,
  type Outcome,
  type ResponseValue,
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

/** Whether a method is one of texts, bytes or lists. A setting that has others is a binding to some service: `env.KV.put()`. */
function isOfText(name: string): boolean {
  return /^(?:to[A-Z]\w*|valueOf|trim\w*|slice|sub\w+|split|replace(?:All)?|\w+With|includes|\w*[iI]ndexOf|pad(?:Start|End)|char\w+|codePointAt|at|concat|normalize|repeat|match(?:All)?|search|localeCompare|join|map|filter|find\w*|some|every|reduce\w*|flat\w*|forEach|sort|reverse|pop|shift|entries|keys|values|equals|compare|copy|fill|read\w+|write\w+|as[A-Z]\w*)$/.test(
    name,
  );
}

/** Whether a value's methods are the language's own. */
export function isPlain(value: Value): value is ObjectValue {
  return (
    value.kind === 'object' && (value.type === 'Headers' || value.type === 'Map' || value.type === 'Request' || value.type === 'Result')
  );
}

/** A method call on a value of the language: texts, lists, maps, patterns, numbers. */
export function builtin(
  context: Context,
  receiver: Value,
  name: string,
  args: readonly Value[],
  state: State,
  node: ts.CallExpression,
  frame: Frame,
  optional: boolean,
): readonly Outcome[] {
  const [first] = args;
  if (name === 'has' && receiver.kind === 'input' && receiver.name === '' && !receiver.derived && first?.kind === 'literal') {
    // Whether a header or parameter is there: the test of a value that cannot be empty.
    const [named] = inputMethod(context, receiver, 'get', args, state, node, frame, false);
    return named ? yesNo(truth(context, named.value, state, node), node) : [];
  }
  // Bytes are compared into a number that is zero when they are the same.
  if (name === 'compare' && first && (inputIn(receiver) ?? inputIn(first)))
    return one({ kind: 'difference', left: receiver, right: first }, state);
  const test = tests.get(name);
  if (test) bindToken(context, receiver, ...args);
  const decided = test && answers(context, receiver, name, test, args, state, node);
  if (decided) return numbered(name, decided);
  const list = receiver.kind === 'array' ? changedList(receiver, name, args) : undefined;
  if (receiver.kind === 'array' && list) {
    const changed = keepChanged(context, node, list, state, frame);
    return collection(context, receiver, name, args, changed, node, frame);
  }
  if (receiver.kind === 'array') return collection(context, receiver, name, args, state, node, frame);
  if (isPlain(receiver)) {
    if (receiver.type === 'Result') return resultMethod(context, receiver, name, args, state, node, frame);
    const changed = changedEntries(receiver, name, args);
    if (changed) return one(changed, keepChanged(context, node, changed, state, frame));
    const entries = receiver.type === 'Map' ? listOfEntries(receiver, name) : undefined;
    if (entries && name === 'forEach') return collection(context, entries, name, args, state, node, frame);
    if (entries) return one(entries, state);
    const { rest } = receiver;
    const held = first?.kind === 'literal' && fieldNamed(receiver, String(first.value)) !== undefined;
    if (rest && !held && readsEntries.has(name)) return callMember(context, rest, name, args, false, state, node, frame, optional);
    const keys = first && name === 'get' ? readByPath(context, receiver.fields.keys(), first) : undefined;
    return (keys?.map((key) => [literal(key)]) ?? [args]).flatMap((given) => one(entry(receiver, name, given, node), state));
  }
  switch (receiver.kind) {
    case 'input':
      return inputMethod(context, receiver, name, args, state, node, frame, optional);
    case 'literal':
      return one(literalMethod(receiver.value, name, args, node), state);
    case 'env':
    case 'text':
    case 'derived':
    case 'digest':
      if (args.some((arg) => arg.kind === 'function') || (first?.kind === 'api' && iterates.has(name)))
        return collection(context, receiver, name, args, state, node, frame);
      return one(
        name === 'toString' || name === 'valueOf' ? receiver : { kind: 'derived', op: `${optional ? '?' : ''}.${name}`, from: receiver },
        isOfText(name) || receiver.kind === 'text' || receiver.kind === 'digest' ? state : noteUnresolved(context, state, node, name),
      );
    case 'time':
      return one(receiver, state);
    case 'pathname':
      return one(
        keptPath(receiver, name, args) ??
          (isQuerySplit(name, first)
            ? { kind: 'array', items: [without(receiver, 'query')], open: true }
            : knownText(receiver) !== undefined
              ? literalMethod(knownText(receiver), name, args, node)
              : test && name !== 'match'
                ? unknown(`${keyOf(receiver)}.${name}@${identity(node)}`, args)
                : pieceOf(receiver, name, node)),
        state,
      );
    case 'regexp':
      return one(
        name === 'exec' && args[0]?.kind === 'input'
          ? { ...args[0], derived: true, part: `${args[0].part}.match`, absent: absent.null }
          : unknown(`re${identity(node)}`, args),
        state,
      );
    case 'claims':
    case 'proof':
      return one({ ...receiver, id: `${receiver.id}.${name}()` }, state);
    case 'url':
      return one(
        name === 'toString'
          ? { kind: 'input', input: 'url', name: 'href', part: '', absent: absent.never, derived: true, span: spanOf(node) }
          : unknown(`url${identity(node)}`),
        state,
      );
    case 'settings':
      if (name !== 'get' || first?.kind !== 'literal') break;
      if (context.quiet === 0) context.recorder.sightVariable(String(first.value), spanOf(node));
      return one(settingOf(context, receiver, String(first.value), node), state);
    case 'response':
      return one(name === 'clone' ? receiver : (built(receiver, name, args) ?? unknown(`response.${name}@${identity(node)}`)), state);
  }
  if (args.some((arg) => arg.kind === 'function') && iterates.has(name))
    return collection(context, receiver, name, args, state, node, frame);
  return unresolvedCall(context, receiver, name, [...args, receiver], state, node, frame);
}

/** A response that is made step by step: `h.response(body).code(401).takeover()`. */
function built(response: ResponseValue, name: string, [first]: readonly Value[]): ResponseValue | undefined {
  if (name === 'takeover') return { ...response, isFinal: true };
  if (name === 'type' || name === 'header') return response;
  if (name !== 'code') return undefined;
  return { ...response, status: first?.kind === 'literal' && typeof first.value === 'number' ? first.value : 'open' };
}

const iterates: ReadonlySet<string> = new Set([
  'map',
  'forEach',
  'filter',
  'find',
  'some',
  'every',
  'reduce',
  'flatMap',
  'findIndex',
  'sort',
]);

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

/** A yes-or-no method: may be a comparison with a secret, a test of an address, a marker or a path. */
function answers(
  context: Context,
  receiver: Value,
  name: string,
  test: PathTest,
  args: readonly Value[],
  state: State,
  node: ts.CallExpression,
): readonly Outcome[] | undefined {
  const [arg] = args;
  if (!arg) return undefined;
  if (receiver.kind === 'literal' && arg.kind === 'literal' && typeof receiver.value === 'string') {
    const text = receiver.value;
    const part = String(arg.value);
    if (test === 'starts') return one(literal(text.startsWith(part)), state);
    if (test === 'ends') return one(literal(text.endsWith(part)), state);
    if (test === 'includes' && name === 'includes') return one(literal(text.includes(part)), state);
  }
  const path = spelled(context, receiver, arg, state, node, test);
  if (path && name === 'match') return path.map((side) => ({ value: matchOf(side.truth), state: side.state, thrown: false }));
  if (path) return yesNo(path, node);
  const end = receiver.kind === 'input' && receiver.input === 'url' ? endOfUrl(context, receiver, arg, test, state) : undefined;
  if (end) return end;
  const list =
    receiver.kind === 'array'
      ? receiver
      : receiver.kind === 'object' && receiver.type === 'Map'
        ? ({ kind: 'array', items: [...receiver.fields.values()], open: receiver.open } as const)
        : undefined;
  if (list && (name === 'includes' || name === 'has' || name === 'indexOf'))
    return laidOut(context, list, state, node).flatMap((known) =>
      contains(context, known.list.items, known.list.open, arg, known.state, node),
    );
  const input = inputIn(receiver) ?? inputIn(arg);
  if (!input) return undefined;
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
function contains(
  context: Context,
  items: readonly Value[],
  open: boolean,
  arg: Value,
  state: State,
  node: ts.CallExpression,
): readonly Outcome[] {
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

/** Whether a text is known to start with something that ends in a separator. */
function startsWith(state: State, input: InputValue, separator: string): boolean {
  const prefix = `${keyOf({ ...input, absent: absent.never })}.startsWith(`;
  for (const [key, fact] of state.facts) if (key.startsWith(prefix) && fact.truthy === true && key.endsWith(`${separator}")`)) return true;
  return false;
}

/** What parsing, cutting and converting leave of an input is still chosen by the caller. */
function inputMethod(
  context: Context,
  input: InputValue,
  name: string,
  args: readonly Value[],
  state: State,
  node: ts.CallExpression,
  frame: Frame,
  optional: boolean,
): readonly Outcome[] {
  const missing = optional && (input.absent & (absent.null | absent.undefined)) !== 0 ? absent.undefined : absent.never;
  const [first] = args;
  const cut: InputValue = { ...input, derived: true, absent: missing | (input.absent & absent.empty) };
  if (name === 'get' || name === 'at' || name === 'getAll' || name === 'item') {
    const key = first?.kind === 'literal' ? String(first.value) : '*';
    if (input.name === '' && !input.derived && input.input === 'header') context.recorder.sightHeader(key.toLowerCase(), spanOf(node));
    if (input.name === '' && !input.derived)
      return one(
        {
          ...input,
          name: input.input === 'header' ? key.toLowerCase() : key,
          absent:
            input.input === 'query' || input.input === 'header' || input.input === 'cookie' || input.input === 'body'
              ? absent.null
              : absent.undefined,
          span: spanOf(node),
        },
        state,
      );
    return one({ ...cut, part: `${input.part}.${key}`, absent: absent.undefined }, state);
  }
  if (name === 'split' && first?.kind === 'literal' && startsWith(state, input, String(first.value)))
    return one({ ...cut, part: `${input.part}.split!` }, state);
  if (name === 'split' && first?.kind === 'literal' && first.value === ':') return one({ ...cut, part: `${input.part}.${pair}` }, state);
  const path = isQuerySplit(name, first) ? pathInUrl(input) : undefined;
  if (path) return one({ kind: 'array', items: [without(path, 'query'), cut], open: true }, state);
  if (name === 'match' || name === 'exec') return one({ ...cut, part: `${input.part}.match`, absent: absent.null }, state);
  if (name === 'pop' || name === 'shift' || name === 'find')
    return one({ ...cut, part: `${input.part}.${name}${first ? identity(node) : ''}`, absent: absent.undefined }, state);
  if (name === 'getTime' || name === 'valueOf' || name === 'toString') return one({ ...input, derived: true }, state);
  if (args.some((arg) => arg.kind === 'function') && iterates.has(name)) {
    const [callback] = args;
    if (callback && name !== 'map') return collection(context, cut, name, args, state, node, frame);
    if (callback) return then(invoke(context, callback, [cut], state, node, frame), (_, next) => one(cut, next));
  }
  return one(cut, state);
}

/** The state after a method has changed the object or list it was called on; only variables and members of them are followed. */
function keepChanged(context: Context, node: ts.CallExpression, changed: Value, state: State, frame: Frame): State {
  return ts.isPropertyAccessExpression(node.expression) ? replaceAt(context, node.expression.expression, changed, state, frame) : state;
}
