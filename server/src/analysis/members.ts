import ts from 'typescript';
import type { EnvironmentModel } from '../model/adapters';
import { memberPath } from './apiPath';
import { enter } from './call';
import { claimOf } from './claims';
import { fieldOrLater } from './assignedLater';
import { classMember } from './classes';
import { plainContainer } from './containers';
import { one, then, type Context } from './context';
import { evaluate, nameText } from './evaluate';
import { isTestGlobal } from './globals';
import { isNullish } from './literals';
import { exportedValue, external } from './modules';
import { namespaceMember } from './namespaces';
import { spanOf } from './recorder';
import { settingOf } from './settings';
import { pathSeen, pieceOf } from './spelling';
import { shapedMember } from './shaped';
import type { ConfiguredSetting } from '../project/runtimeConfig';
import { nullish } from './truth';
import { routerMember } from './routerMembers';
import { writeVariable, type Frame, type State } from './state';
import {
  absent,
  findIn,
  identity,
  isEnv,
  keptGlobally,
  keyOf,
  literal,
  undefinedValue,
  unknown,
  type InputValue,
  type Outcome,
  type PathText,
  type Value,
} from './value';

/** Most functions of a table that are followed one by one where the code that runs chooses among them. */
const mostChoices = 6;

/** The functions that a list or table holds, if it holds nothing else: which one is called is only known when the code runs. */
function choicesOf(value: Value): readonly Value[] {
  if ((value.kind !== 'array' && value.kind !== 'object') || value.open) return [];
  const values = value.kind === 'array' ? value.items : value.type || value.rest ? [] : [...value.fields.values(), undefinedValue];
  const functions = values.filter(({ kind }) => kind === 'function');
  return functions.length > 0 &&
    functions.length <= mostChoices &&
    values.every((each) => functions.includes(each) || each === undefinedValue)
    ? values
    : [];
}

/** A member of a value, without calling it; `*` for one that only the code that runs chooses. */
export function member(context: Context, value: Value, name: string, state: State, node: ts.Node): readonly Outcome[] {
  const choices = name === '*' ? choicesOf(value) : [];
  if (choices.length > 0) return choices.map((choice) => ({ value: choice, state, thrown: false }));
  return fieldOrLater(context, memberNow(context, value, name, state, node), value, name, node);
}

function memberNow(context: Context, value: Value, name: string, state: State, node: ts.Node): readonly Outcome[] {
  switch (value.kind) {
    case 'module':
      // Which export is meant is only known when the code runs.
      if (name === '*') return one(unknown(`${keyOf(value)}.*@${identity(node)}`), state);
      return exportedValue(context, value.file, name, state) ?? one(undefinedValue, state);
    case 'shaped':
      return one(shapedMember(context, value, name, state, node), state);
    case 'router':
      return one(routerMember(state, name) ?? (context.routing ? value : unknown(`router.${name}`)), state);
    case 'object': {
      if (value.injected && typeof value.type === 'object')
        return then((context.runtime ?? plainContainer(context.libraries)).instance(context, value.type, state, node), (made, next) =>
          made.kind === 'object' && made.injected ? one(unknown(`${keyOf(made)}.${name}`), next) : member(context, made, name, next, node),
        );
      const own = value.fields.get(name);
      if (own?.kind === 'function') {
        const method = own.self ? own : { ...own, self: value };
        return ts.isGetAccessorDeclaration(own.node) ? enter(context, method, [], state, node, own.frame) : one(method, state);
      }
      if (own) return one(own, state);
      if (typeof value.type === 'object') return classMember(context, value.type, name, state, node, value);
      if (value.rest) return member(context, value.rest, name, state, node);
      break;
    }
    case 'class':
      return classMember(context, value, name, state, node, undefined);
    case 'namespace':
      return namespaceMember(context, value.node, name, state);
  }
  return one(plainMember(context, value, name, node), state);
}

/** A member that is no accessor and needs nothing to run. */
export function plainMember(context: Context, value: Value, name: string, node: ts.Node): Value {
  switch (value.kind) {
    case 'literal':
      if (isNullish(value.value)) return undefinedValue;
      if (typeof value.value === 'string' && name === 'length') return literal(value.value.length);
      if (typeof value.value === 'string' && /^\d+$/.test(name)) return literal(value.value[Number(name)]);
      break;
    case 'input':
      return inputMember(context, value, name, node);
    case 'api':
      return apiMember(context, value, name, node);
    case 'object':
      return value.open || value.type !== undefined || name === '*'
        ? unknown(`${keyOf(value).slice(0, 80)}.${name}`, [...value.fields.values()])
        : undefinedValue;
    case 'array':
      if ((name === 'length' || name === 'size') && !value.open)
        return value.gaps ? { kind: 'derived', op: '.length', from: value } : literal(value.items.length);
      if (/^\d+$/.test(name)) return value.items[Number(name)] ?? (value.open ? unknown(`i${identity(node)}`) : undefinedValue);
      return value.items.length === 1 && value.items[0] && name === '*' ? value.items[0] : unknown(`i${identity(node)}`, value.items);
    case 'settings':
      if (context.quiet === 0) context.recorder.sightVariable(name, spanOf(node));
      return settingOf(context, value, name, node);
    case 'response':
      if (name === 'headers' || name === 'cookies') return { kind: 'object', fields: new Map(), open: true, type: 'Headers' };
      if (name === 'status' && typeof value.status === 'number') return literal(value.status);
      if (name === 'ok' && typeof value.status === 'number') return literal(value.status < 300);
      break;
    case 'claims':
      return claimOf(value, name);
    case 'proof':
      return { ...value, id: `${value.id}.${name}` };
    case 'url':
      return urlMember(value.path, name, node);
    case 'env':
    case 'derived':
    case 'digest':
    case 'text':
      return { kind: 'derived', op: `.${name}`, from: value };
    case 'time':
      return value;
    case 'pathname':
      if (name !== 'length') return pieceOf(value, name, node);
      break;
  }
  return unknown(`${keyOf(value).slice(0, 120)}.${name}`, [value]);
}

/** A field of a parsed body, of the query, or a piece of a cut header. */
function inputMember(context: Context, value: InputValue, name: string, node: ts.Node): Value {
  if (name === 'length') return { kind: 'derived', op: '.length', from: value };
  const header = value.input === 'header';
  if (value.name === '' && !value.derived && header) context.recorder.sightHeader(name.toLowerCase(), spanOf(node), context.gates > 0);
  // `"Bearer x".split(" ")` has a second piece once the text is known to start with `Bearer `, a match the groups that it has to have.
  const pieces = /!([\w,]*)$/.exec(value.part)?.[1];
  const isSkipped = ts.isOptionalChain(node) && (value.absent & (absent.null | absent.undefined)) !== 0;
  const found = isSkipped ? absent.undefined : absent.never;
  if (pieces !== undefined && (pieces || '1').split(',').includes(name)) return { ...value, part: `${value.part}.${name}`, absent: found };
  if (pieces && name === 'groups') return { ...value, absent: found };
  if (value.name === '' && !value.derived)
    return { ...value, name: header ? name.toLowerCase() : name, absent: absent.undefined, span: spanOf(node) };
  return { ...value, part: `${value.part}.${name}`, derived: true, absent: absent.undefined };
}

/** What runtimes put on the global object; everything else the project has put there itself. */
const standard =
  /^([A-Z]\w*|process|fetch|crypto|console|set(Timeout|Interval|Immediate)|clear(Timeout|Interval)|queueMicrotask|structuredClone|atob|btoa|performance|navigator|caches|location|document|reportError|(en|de)codeURI(Component)?|parse(Int|Float)|isNaN)$/;

function apiMember(context: Context, value: Extract<Value, { kind: 'api' }>, name: string, node: ts.Node): Value {
  if (/^global#(globalThis|global|window|self)$/.test(value.path)) {
    if (isTestGlobal(name)) return undefinedValue;
    return standard.test(name) ? external(`global#${name}`) : keptGlobally(name);
  }
  const path = memberPath(value.path, name);
  const environment = context.libraries.environment.get(path);
  if (environment && name !== '*') return setting(context, name, environment, node);
  const input = context.libraries.inputs.get(path);
  if (input?.kind === 'input' && input.input === 'header')
    context.recorder.sightHeader((input.name ?? name).toLowerCase(), spanOf(node), context.gates > 0);
  if (input?.kind === 'input')
    return {
      kind: 'input',
      input: input.input,
      name: input.name ?? name,
      part: '',
      absent: absent[input.absent],
      derived: false,
      span: spanOf(node),
    };
  if (input?.kind === 'pathname') return { kind: 'pathname', ...pathSeen(context, input), span: spanOf(node) };
  return path.length > 300 ? unknown(`long${identity(node)}`) : { ...value, path };
}

/** A variable of the environment, or a setting that is read from one. */
export function setting(context: Context, name: string, { validated, prefix }: EnvironmentModel, node: ts.Node): Value {
  const known = prefix === undefined ? undefined : context.ambient?.setting(name);
  return settingAs(context, name, known, { validated, ...(prefix !== undefined && { prefix }) }, node);
}

function settingAs(
  context: Context,
  name: string,
  known: ConfiguredSetting | undefined,
  { validated, prefix }: EnvironmentModel,
  node: ts.Node,
): Value {
  if (known?.members) {
    const model = { validated, ...(prefix !== undefined && { prefix }) };
    const fields = [...known.members].map(([key, inner]) => [key, settingAs(context, `${name}_${key}`, inner, model, node)] as const);
    return { kind: 'object', fields: new Map(fields), open: true, type: undefined };
  }
  const variable = prefix === undefined ? name : prefix + name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toUpperCase();
  if (context.quiet === 0 && name !== 'public') context.recorder.sightVariable(variable, spanOf(node));
  const fallback = known?.fallback && literal(known.fallback.text, known.fallback.span);
  const isEmptyByDefault = fallback?.value === '';
  return { kind: 'env', name: known?.variable ?? variable, validated, fallback, isEmptyByDefault, span: spanOf(node) };
}

/** What a parsed URL of the request gives. */
function urlMember(path: PathText, name: string, node: ts.Node): Value {
  const span = spanOf(node);
  if (name === 'pathname') return { kind: 'pathname', ...path, span };
  if (name === 'hostname' || name === 'host' || name === 'origin')
    return { kind: 'input', input: 'host', name, part: '', absent: absent.never, derived: false, span };
  if (name === 'searchParams' || name === 'query')
    return { kind: 'input', input: 'query', name: '', part: '', absent: absent.never, derived: false, span };
  return { kind: 'input', input: 'url', name, part: '', absent: absent.never, derived: true, span };
}

/** Declares the variables of a name or pattern. */
export function bindName(context: Context, name: ts.BindingName, value: Value, state: State, frame: Frame): readonly Outcome[] {
  if (ts.isIdentifier(name)) {
    const declaration = name.parent;
    return one(value, writeVariable(state, frame, declaration, value));
  }
  let states: readonly State[] = [state];
  const taken = new Set<string>();
  name.elements.forEach((element, index) => {
    if (!ts.isBindingElement(element)) return;
    const key = ts.isArrayBindingPattern(name) ? String(index) : nameText(element.propertyName ?? element.name);
    if (key !== undefined) taken.add(key);
    states = states.flatMap((before) => bindElement(context, element, key, value, before, frame, taken));
  });
  return states.map((end) => ({ value, state: end, thrown: false }));
}

function bindElement(
  context: Context,
  element: ts.BindingElement,
  key: string | undefined,
  value: Value,
  state: State,
  frame: Frame,
  taken: ReadonlySet<string>,
): readonly State[] {
  if (element.dotDotDotToken) return bindName(context, element.name, restOf(value, taken, element), state, frame).map((end) => end.state);
  const read = key === undefined ? one(unknown(`b${identity(element)}`, [value]), state) : member(context, value, key, state, element);
  const { initializer } = element;
  return read.flatMap((outcome) => {
    if (outcome.thrown) return [];
    const values = initializer ? withDefault(context, outcome, initializer, frame) : [outcome];
    return values.flatMap((end) =>
      end.thrown ? [] : bindName(context, element.name, end.value, end.state, frame).map((bound) => bound.state),
    );
  });
}

/** A default replaces `undefined` only; what the caller sends is still the caller's. */
export function withDefault(context: Context, outcome: Outcome, initializer: ts.Expression, frame: Frame): readonly Outcome[] {
  const { value, state } = outcome;
  if (value.kind === 'literal') return value.value === undefined ? evaluate(context, initializer, state, frame) : [outcome];
  if (value.kind === 'input' && (value.absent & absent.undefined) !== 0) {
    const sent: InputValue = { ...value, absent: absent.never };
    return then(evaluate(context, initializer, state, frame), (given, next) => {
      if (!findIn(given, isEnv))
        return one(given.kind === 'literal' && given.value === '' ? { ...sent, absent: absent.empty } : sent, next);
      // A secret that stands in for what is missing is right.
      return nullish(context, value, next, initializer).flatMap((side) => one(side.nullish ? given : sent, side.state));
    });
  }
  if (value.kind === 'env' && !value.validated) {
    return then(evaluate(context, initializer, state, frame), (given, next) =>
      one(given.kind === 'literal' && typeof given.value === 'string' ? { ...value, fallback: given } : value, next),
    );
  }
  return [outcome];
}

function restOf(value: Value, taken: ReadonlySet<string>, node: ts.Node): Value {
  if (value.kind === 'object')
    return { ...value, fields: new Map([...value.fields].filter(([name]) => !taken.has(name))), type: undefined };
  if (value.kind === 'array') return { ...value, items: value.items.slice(taken.size) };
  if (value.kind === 'input' || value.kind === 'shaped') return value;
  return unknown(`rest${identity(node)}`, [value]);
}
