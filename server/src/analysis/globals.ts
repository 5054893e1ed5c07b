import ts from 'typescript';
import { startedOnly } from './deferred';
import { one, onlyValue, then, type Call, type Context } from './context';
import { invoke } from './call';
import { compare } from './compare';
import { definesMembers } from './definedMembers';
import { inputIn } from './inputs';
import { collection } from './lists';
import { member, plainMember, setting } from './members';
import { exportedValue, moduleMember } from './modules';
import { patternOf } from './madePatterns';
import { newPromise, promiseStatic } from './promises';
import { spanOf } from './recorder';
import { urlPattern } from './urlPattern';
import type { State } from './state';
import { truth, yesNo } from './truth';
import { without } from './spelling';
import { exportNames, exportOf } from '../project/exports';
import { walk } from '../project/syntax';
import { absent, identity, literal, undefinedValue, unknown, type ObjectValue, type Outcome, type Value } from './value';

const testGlobals = /^(vi|vitest|jest|jasmine|mocha|Cypress|__(vitest|jest|karma|playwright)\w*)$/;

/** Whether only programs that run tests have put a name on the global object: where requests are served it is undefined. */
export function isTestGlobal(name: string): boolean {
  return testGlobals.test(name);
}

/** Functions of the language itself; `undefined` if there is nothing special about one. */
export function globalCall(name: string, call: Call): readonly Outcome[] | undefined {
  const { context, args, state, node, frame } = call;
  const [first] = args;
  if (name.startsWith('Promise.')) return promiseStatic(name.slice('Promise.'.length), call);
  if (name === 'Object.is' && first && args[1]) return identical(context, first, args[1], state, node);
  const defined = definesMembers(name, call);
  if (defined) return defined;
  if (first && name.startsWith('Object.')) return objectCall(name.slice('Object.'.length), asObject(context, first, state), call);
  switch (name) {
    case 'Date.now':
    case 'performance.now':
      return one({ kind: 'time', of: [] }, state);
    case 'Boolean':
      return first ? yesNo(truth(context, first, state, node), node) : one(literal(false), state);
    case 'Number':
    case 'parseInt':
    case 'parseFloat':
    case 'BigInt':
      if (first?.kind === 'literal') return one(literal(Number(first.value), spanOf(node)), state);
      return one(
        first?.kind === 'input' ? { ...first, derived: true } : first?.kind === 'time' ? first : unknown(`num${identity(node)}`, args),
        state,
      );
    case 'Number.isFinite':
    case 'Number.isNaN':
    case 'isNaN':
    case 'isFinite':
      return undefined;
    case 'Array.isArray':
      if (first?.kind === 'array') return one(literal(true), state);
      return first?.kind === 'literal' || first?.kind === 'input' ? one(literal(false), state) : undefined;
    case 'Array.from':
      if (first?.kind === 'array' || first?.kind === 'input')
        return args[1] && ts.isCallExpression(node)
          ? collection(first, { ...call, node, name: 'map', args: args.slice(1) })
          : one(first, state);
      return undefined;
    case 'Buffer.concat':
      return one(
        first?.kind === 'array' && first.items.length > 0 ? { kind: 'text', parts: first.items } : unknown(`buf${identity(node)}`, args),
        state,
      );
    case 'Buffer.compare':
      return first && args[1] ? one({ kind: 'difference', left: first, right: args[1] }, state) : undefined;
    case 'String.raw':
      return one({ kind: 'text', parts: args }, state);
    case 'Buffer.byteLength':
      return first && one(plainMember(context, first, 'length', node), state);
    case 'Reflect.get':
      return first && args[1]?.kind === 'literal' ? member(context, first, String(args[1].value), state, node) : undefined;
    case 'require':
      return required(context, first, state, node);
    case 'setTimeout':
    case 'setImmediate':
    case 'queueMicrotask':
      return first?.kind === 'function' && context.quiet === 0
        ? invoke(context, first, [], state, node, frame).flatMap((end) =>
            one(unknown(`timer${identity(node)}`), startedOnly(state, end.state)),
          )
        : one(unknown(`timer${identity(node)}`), state);
    case 'URL.parse':
      return urlOf(context, first, state, node);
    default:
      return undefined;
  }
}

/** `Object.is(a, b)`: `===`, as far as texts go. */
function identical(context: Context, left: Value, right: Value, state: State, node: ts.Node): readonly Outcome[] {
  const [a, b] = ts.isCallExpression(node) ? node.arguments : [];
  const [presented, expected] = inputIn(left) ? [a, b] : [b, a];
  const operands = presented && expected && { presented: spanOf(presented), expected: spanOf(expected), negated: false };
  return yesNo(compare(context, left, right, state, node, { method: 'early-exit', loose: false, operands }), node);
}

/** The entries of the whole environment, as far as the statement that goes through them names any. */
function environmentEntries(context: Context, value: Value, node: ts.Node): Value | undefined {
  if (value.kind !== 'api') return undefined;
  const { path } = value;
  const items = [...constantsNamed(node)].flatMap((name): readonly Value[] => {
    const model = context.libraries.environment.get(`${path}.${name}`);
    return model ? [{ kind: 'array', items: [literal(name), setting(context, name, model, node)], open: false }] : [];
  });
  return items.length > 0 ? { kind: 'array', items, open: true } : undefined;
}

/** Texts that are written like the names of variables of the environment, in the statement that a node is part of. */
function constantsNamed(node: ts.Node): ReadonlySet<string> {
  let statement = node;
  while (!ts.isStatement(statement) && !ts.isSourceFile(statement.parent)) statement = statement.parent;
  const names = new Set<string>();
  walk(statement, (part) => {
    if (ts.isStringLiteralLike(part) && /^[A-Z][A-Z\d_]*$/.test(part.text)) names.add(part.text);
  });
  return names;
}

function objectCall(name: string, first: Value, { context, state, node }: Call): readonly Outcome[] | undefined {
  switch (name) {
    case 'freeze':
    case 'seal':
    case 'fromEntries':
      return one(first.kind === 'input' && name === 'fromEntries' ? { ...first, derived: true } : first, state);
    case 'values':
      return first.kind === 'object'
        ? one({ kind: 'array', items: [...first.fields.values()], open: first.open }, state)
        : one(unknown(`o${identity(node)}`, [first]), state);
    case 'keys':
      return first.kind === 'object'
        ? one({ kind: 'array', items: [...first.fields.keys()].map((key) => literal(key)), open: first.open }, state)
        : one(unknown(`o${identity(node)}`, [first]), state);
    case 'entries':
      return first.kind === 'object'
        ? one(
            {
              kind: 'array',
              items: [...first.fields].map(([key, value]): Value => ({ kind: 'array', items: [literal(key), value], open: false })),
              open: first.open,
            },
            state,
          )
        : one(environmentEntries(context, first, node) ?? unknown(`o${identity(node)}`, [first]), state);
    default:
      return undefined;
  }
}

/** `new` of the language's own classes. */
export function globalNew(name: string, { context, args, state, node, frame }: Call): readonly Outcome[] | undefined {
  const [first, second] = args;
  switch (name) {
    case 'Promise':
      return newPromise(context, first, state, node, frame);
    case 'Date':
      if (!first) return one({ kind: 'time', of: [] }, state);
      return one(
        first.kind === 'input' ? { ...first, derived: true } : first.kind === 'time' ? first : unknown(`date${identity(node)}`, args),
        state,
      );
    case 'URL':
      return urlOf(context, first, state, node);
    case 'URLPattern': {
      const pattern = urlPattern(first);
      return pattern && one(pattern, state);
    }
    case 'URLSearchParams':
      return one(
        first?.kind === 'input'
          ? { kind: 'input', input: 'query', name: '', part: '', absent: absent.never, derived: false, span: spanOf(node) }
          : unknown(`params${identity(node)}`, args),
        state,
      );
    case 'Headers': {
      const copied = headersOf(first);
      const isRequests = copied.kind === 'shaped' || copied.kind === 'input';
      return one(isRequests ? { kind: 'object', fields: new Map(), open: true, type: 'Headers', rest: copied } : copied, state);
    }
    case 'Request':
      return one(requestOf(first, second), state);
    case 'Map':
      if (first?.kind === 'input') return one({ ...first, derived: true }, state);
      return one(mapOf(first), state);
    case 'Set':
      if (first?.kind === 'input' || first?.kind === 'derived' || first?.kind === 'env')
        return one(first.kind === 'input' ? { ...first, derived: true } : first, state);
      return one(first?.kind === 'array' ? first : { kind: 'array', items: [], open: true }, state);
    case 'RegExp':
      return one(
        first?.kind === 'literal'
          ? { kind: 'regexp', source: String(first.value), flags: '' }
          : (patternOf(first) ?? unknown(`re${identity(node)}`, args)),
        state,
      );
    case 'ReadableStream': {
      // What fills a stream begins as soon as it is made.
      const start = first?.kind === 'object' ? first.fields.get('start') : undefined;
      if (start?.kind === 'function') invoke(context, start, [unknown(`controller${identity(node)}`)], state, node, frame);
      return undefined;
    }
    case 'Uint8Array':
    case 'DataView':
      return one(first ?? unknown(`bytes${identity(node)}`), state);
    case 'TextEncoder':
    case 'TextDecoder':
      return undefined;
  }
  if (/(Error|Exception)$/.test(name)) return one(someError, state);
  return undefined;
}

/** An error of which no more is known: `new Error(…)`, and what a call throws that was not followed. */
export const someError: ObjectValue = { kind: 'object', fields: new Map(), open: true, type: 'Error' };

/** What a text is once it is parsed as an address. */
export function urlOf(context: Context, first: Value | undefined, state: State, node: ts.Node): readonly Outcome[] {
  if (first?.kind === 'text') {
    // A host that is put before the target of the request.
    const last = first.parts.at(-1);
    const follows = first.parts.length > 1 && last?.kind === 'input' && last.input === 'url' && last.path?.isFirst === true;
    return follows ? urlOf(context, last, state, node) : one(unknown(`url${identity(node)}`, [first]), state);
  }
  if (first?.kind === 'input' && (first.input === 'url' || first.input === 'path'))
    return one({ kind: 'url', path: first.path ?? { text: context.path, spelling: [] } }, state);
  if (first?.kind === 'pathname') return one({ kind: 'url', path: without(first, 'query') }, state);
  return one(unknown(`url${identity(node)}`, first ? [first] : []), state);
}

function headersOf(first: Value | undefined): Value {
  if (first?.kind === 'shaped' || first?.kind === 'input') return first;
  const rest = first?.kind === 'object' ? first.rest : undefined;
  return {
    kind: 'object',
    fields: first?.kind === 'object' ? first.fields : new Map(),
    open: first !== undefined && (first.kind !== 'object' || first.open),
    type: 'Headers',
    ...(rest ? { rest } : {}),
  };
}

/** A request that code makes itself: its headers are what code puts there. */
export function requestOf(url: Value | undefined, init: Value | undefined): Value {
  if (url?.kind === 'shaped' && init === undefined) return url;
  const given = init?.kind === 'object' ? init.fields.get('headers') : undefined;
  const base: ReadonlyMap<string, Value> = url?.kind === 'object' && url.type === 'Request' ? url.fields : new Map();
  const headers = given
    ? headersOf(given)
    : (base.get('headers') ?? (url?.kind === 'shaped' ? unknown('headers', [url]) : headersOf(undefined)));
  const fields = new Map<string, Value>([
    ...base,
    ['headers', headers],
    ['url', url?.kind === 'shaped' ? literal('') : (url ?? undefinedValue)],
  ]);
  const method = init?.kind === 'object' ? init.fields.get('method') : undefined;
  if (method) fields.set('method', method);
  const made: ObjectValue = { kind: 'object', fields, open: true, type: 'Request' };
  return made;
}

function mapOf(first: Value | undefined): Value {
  const fields = new Map<string, Value>();
  let open = first === undefined || first.kind !== 'array' || first.open;
  if (first?.kind === 'array') {
    for (const item of first.items) {
      const [key, value] = item.kind === 'array' ? item.items : [];
      if (key?.kind === 'literal' && value) fields.set(String(key.value), value);
      else open = true;
    }
  }
  return { kind: 'object', fields, open, type: 'Map' };
}

/** What `require` gives: what CommonJS code has put in the place of its module, or the module. */
function required(context: Context, specifier: Value | undefined, state: State, node: ts.Node): readonly Outcome[] | undefined {
  if (specifier?.kind !== 'literal' || typeof specifier.value !== 'string') return undefined;
  return then(moduleMember(context, specifier.value, node.getSourceFile().fileName, '*', state, node), (value, next) => {
    const isReplaced = value.kind === 'module' && /\bmodule\.exports\s*=|\bexports\s*=\s*module\.exports\b/.test(value.file.text);
    const replacing = isReplaced ? exportedValue(context, value.file, 'default', next) : undefined;
    return replacing && isReplaced
      ? then(replacing, (by, after) => one(extended(context, by, value.file, after), after))
      : one(value, next);
  });
}

/** A module as the object of what it exports, for code that goes through that: `import * as jobs`. */
function asObject(context: Context, value: Value, state: State): Value {
  if (value.kind !== 'module') return value;
  const open = exportOf(value.file, '*').stars.length > 0;
  return extended(context, { kind: 'object', fields: new Map(), open, type: undefined }, value.file, state);
}

/** What has replaced a module, with what was added to it afterwards: `module.exports.close = …`. */
function extended(context: Context, value: Value, file: ts.SourceFile, state: State): Value {
  if (value.kind !== 'object') return value;
  const added = exportNames(file).filter((name) => name !== 'default' && !value.fields.has(name));
  const fields = added.flatMap((name) => {
    const only = onlyValue(exportedValue(context, file, name, state) ?? []);
    return only ? [[name, only] as const] : [];
  });
  return fields.length === 0 ? value : { ...value, fields: new Map([...value.fields, ...fields]) };
}
