import ts from 'typescript';
import { replaceAt } from './assign';
import { callMember } from './call';
import { one, type MethodCall } from './context';
import { changedEntries, entry, fieldNamed, listOfEntries, readsEntries } from './entries';
import { asSent, lengthSent } from './gathering';
import { inputIn } from './inputs';
import { inputMethod, matched } from './inputMethods';
import { literalMethod } from './literalMethods';
import { changedList, collection, iterates } from './lists';
import { literalNumber } from './literals';
import { spanOf } from './recorder';
import { resultMethod } from './results';
import { settingOf } from './settings';
import { isQuerySplit, keptPath, knownText, pieceOf, readByPath, without } from './spelling';
import type { State } from './state';
import { isTextTest, textTest } from './textTests';
import { truth, yesNo } from './truth';
import { noteUnresolved, unresolvedCall } from './unresolved';
import {
  absent,
  identity,
  keyOf,
  literal,
  unknown,
  type ArrayValue,
  type EnvValue,
  type ObjectValue,
  type Outcome,
  type ResponseValue,
  type Value,
} from './value';

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
export function builtin(receiver: Value, call: MethodCall): readonly Outcome[] {
  const { context, name, args, state, node } = call;
  const [first] = args;
  if (name === 'has' && receiver.kind === 'input' && receiver.name === '' && !receiver.derived && first?.kind === 'literal') {
    // Whether a header or parameter is there: the test of a value that cannot be empty.
    const [named] = inputMethod(receiver, { ...call, name: 'get', isOptional: false });
    return named ? yesNo(truth(context, named.value, state, node), node) : [];
  }
  // Bytes are compared into a number that is zero when they are the same.
  if (name === 'compare' && first && (inputIn(receiver) ?? inputIn(first)))
    return one({ kind: 'difference', left: receiver, right: first }, state);
  const decided = textTest(receiver, call);
  if (decided) return decided;
  if (receiver.kind === 'array') return listMethod(receiver, call);
  if (isPlain(receiver)) return objectMethod(receiver, call);
  const known = valueMethod(receiver, call);
  if (known) return known;
  if (args.some((arg) => arg.kind === 'function') && iterates.has(name)) return collection(receiver, call);
  return unresolvedCall(receiver, name, { ...call, args: [...args, receiver] });
}

function listMethod(list: ArrayValue, call: MethodCall): readonly Outcome[] {
  const changed = changedList(list, call.name, call.args);
  return collection(list, changed ? { ...call, state: keepChanged(changed, call) } : call);
}

/** A method of a header set, map, request or result. */
function objectMethod(receiver: ObjectValue, call: MethodCall): readonly Outcome[] {
  const { context, name, args, state, node } = call;
  const [first] = args;
  if (receiver.type === 'Result') return resultMethod(receiver, call);
  const changed = changedEntries(receiver, name, args);
  if (changed) return one(changed, keepChanged(changed, call));
  const entries = receiver.type === 'Map' ? listOfEntries(receiver, name) : undefined;
  if (entries) return name === 'forEach' ? collection(entries, call) : one(entries, state);
  const { rest } = receiver;
  const held = first?.kind === 'literal' && fieldNamed(receiver, String(first.value)) !== undefined;
  if (rest && !held && readsEntries.has(name)) return callMember(rest, { ...call, open: false });
  const keys = first && name === 'get' ? readByPath(context, receiver.fields.keys(), first) : undefined;
  return (keys?.map((key) => [literal(key)]) ?? [args]).flatMap((given) => one(entry(receiver, name, given, node), state));
}

/** A method of a single value; `undefined` where nothing is known of it. */
function valueMethod(receiver: Value, call: MethodCall): readonly Outcome[] | undefined {
  const { context, name, args, state, node } = call;
  const [first] = args;
  switch (receiver.kind) {
    case 'input':
      return inputMethod(receiver, call);
    case 'literal':
      return one(literalMethod(receiver.value, name, args, node), state);
    case 'env':
    case 'text':
    case 'derived':
    case 'digest':
      return textMethod(receiver, call);
    case 'time':
      return one(receiver, state);
    case 'pathname':
      return one(pathMethod(receiver, call), state);
    case 'regexp':
      return one(name === 'exec' && first?.kind === 'input' ? matched(first, receiver) : unknown(`re${identity(node)}`, args), state);
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
      if (name !== 'get' || first?.kind !== 'literal') return undefined;
      if (context.quiet === 0) context.recorder.sightVariable(String(first.value), spanOf(node));
      return one(settingOf(context, receiver, String(first.value), node), state);
    case 'response':
      return one(name === 'clone' ? receiver : (built(receiver, name, args) ?? unknown(`response.${name}@${identity(node)}`)), state);
    default:
      return undefined;
  }
}

/** Methods that give a part of a text or of bytes. */
const cuts: ReadonlySet<string> = new Set(['slice', 'substring', 'substr', 'subarray']);

/** A method of a setting, or of what is made of texts and bytes: what it gives is derived from them. */
function textMethod(receiver: Value, call: MethodCall): readonly Outcome[] {
  const { context, name, args, state, node, isOptional } = call;
  if (args.some((arg) => arg.kind === 'function') || (args[0]?.kind === 'api' && iterates.has(name))) return collection(receiver, call);
  if (receiver.kind === 'env' && !isOfText(name)) return bound(receiver, call);
  const cut = cuts.has(name) && args.some((arg) => lengthSent(arg) !== undefined) ? asSent : '';
  return one(
    name === 'toString' || name === 'valueOf'
      ? receiver
      : { kind: 'derived', op: `${isOptional ? '?' : ''}.${name}${cut}`, from: receiver },
    isOfText(name) || receiver.kind === 'text' || receiver.kind === 'digest' ? state : noteUnresolved(context, state, node, name),
  );
}

/** A method of a binding to some service, which goes by the name of a setting: `env.DB.prepare(…)`. */
function bound({ name: binding }: EnvValue, { context, name, args, state, node, frame }: MethodCall): readonly Outcome[] {
  const calls = [{ name, values: args }];
  const value: Value = { kind: 'api', path: `binding:#${binding}.${name}()`, calls, id: `${identity(node)}@${frame.id}`, pending: [] };
  return one(value, noteUnresolved(context, state, node, name));
}

/** A method of the request's path: as far as that is known, it is run on it. */
function pathMethod(path: Extract<Value, { kind: 'pathname' }>, { name, args, node }: MethodCall): Value {
  const kept = keptPath(path, name, args);
  if (kept) return kept;
  if (isQuerySplit(name, args[0])) return { kind: 'array', items: [without(path, 'query')], open: true };
  const text = knownText(path);
  if (text !== undefined) return literalMethod(text, name, args, node);
  return isTextTest(name) && name !== 'match' ? unknown(`${keyOf(path)}.${name}@${identity(node)}`, args) : pieceOf(path, name, node);
}

/** A response that is made step by step: `h.response(body).code(401).takeover()`. */
function built(response: ResponseValue, name: string, [first]: readonly Value[]): ResponseValue | undefined {
  if (name === 'takeover') return { ...response, isFinal: true };
  if (name === 'type' || name === 'header') return response;
  if (name !== 'code') return undefined;
  return { ...response, status: literalNumber(first) ?? 'open' };
}

/** The state after a method has changed the object or list it was called on; only variables and members of them are followed. */
function keepChanged(changed: Value, { context, node, state, frame }: MethodCall): State {
  return ts.isPropertyAccessExpression(node.expression) ? replaceAt(context, node.expression.expression, changed, state, frame) : state;
}
