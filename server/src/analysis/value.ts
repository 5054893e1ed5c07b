import type ts from 'typescript';
import type { Binding, Credential, Input, Privilege } from '../model/access';
import type { Shape } from '../model/adapters';
import type { PathSpelling } from '../model/pathSpelling';
import type { Span } from '../model/source';
import type { Context } from './context';
import type { Frame, State } from './state';

/** What a caller-controlled value may be when the caller sends nothing; flags of a set. */
export const absent = { never: 0, null: 1, undefined: 2, empty: 4 } as const;

/** A constant of the language. */
export type Constant = string | number | boolean | bigint | null | undefined;

/** A constant, with the place it is written at. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: Constant;
  readonly span: Span | undefined;
  /** It is the method that the endpoint is registered for. */
  readonly isMethod?: true;
}

/** A part of the request: the caller chooses it. */
export interface InputValue {
  readonly kind: 'input';
  readonly input: Input;
  /** Header, parameter or field; `''` when it is the whole body, query or header set. */
  readonly name: string;
  /** Which piece of it after parsing (`t` of `t=…,v1=…`); distinguishes pieces, not more. */
  readonly part: string;
  /** Flags of {@link absent}. */
  readonly absent: number;
  /** Cut, decoded or converted since it was read: the caller still chooses the result. */
  readonly derived: boolean;
  readonly span: Span;
  /** The endpoint's path in it, when it is the request's URL; `isFirst`: neither scheme nor host precede it. */
  readonly path?: PathText & { readonly isFirst: boolean };
}

/** The endpoint's path as code sees it, with the variations that callers can choose. */
export interface PathText {
  readonly text: string;
  readonly spelling: PathSpelling;
}

/** A setting from outside the program. */
export interface EnvValue {
  readonly kind: 'env';
  readonly name: string;
  /** Proven to be set and not empty. */
  readonly validated: boolean;
  /** Read through something that may have made a list of it. */
  readonly mayBeList?: true;
  /** Used in its place when it is not set; `isEmptyByDefault`: a declaration gives it `''`, for the environment to fill. */
  readonly fallback: Literal | undefined;
  readonly isEmptyByDefault?: boolean;
  readonly span: Span;
}

/** One call in a chain on an external symbol. */
export interface ChainCall {
  readonly name: string;
  readonly values: readonly Value[];
}

/** Something of a package or of the platform: `jose#jwtVerify`, the result of `stripe#().customers.list()`. */
export interface ApiValue {
  readonly kind: 'api';
  /** Module and member chain; calls end in `()`. */
  readonly path: string;
  readonly calls: readonly ChainCall[];
  /** Distinguishes results of different calls. */
  readonly id: string;
  /** Functions handed over that may run; they do when the result is awaited, returned or dropped. */
  readonly pending: readonly FunctionValue[];
  /** Set on a client with an administrator's rights and on what it gives. */
  readonly privilege?: Privilege;
  /** Records that a written-out `SELECT` finds. */
  readonly isSelected?: boolean;
}

/** The project's own function with the scope it closed over. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly node: ts.FunctionLikeDeclaration;
  readonly frame: Frame;
  readonly self: Value | undefined;
  /** Leading arguments given by `bind`. */
  readonly bound: readonly Value[];
}

/** A plain object or an instance; `open` when it may have members that are not known. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, Value>;
  readonly open: boolean;
  /** The class it is an instance of, or the built-in it stands for (`Headers`, `Request`, `Map`, `Error`), or a library's result. */
  readonly type: ClassValue | 'Headers' | 'Request' | 'Map' | 'Error' | 'Result' | undefined;
  /** Where members come from that are not among the fields: what was copied or spread into it, as the request's headers are. */
  readonly rest?: Value;
  /** The literal that it was written as, or the call that made the instance. */
  readonly made?: ts.Node;
  /** A framework makes the instance; its constructor runs when a member is asked for. */
  readonly injected?: true;
}

/** A list; `open` when it may have more items. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly items: readonly Value[];
  readonly open: boolean;
  /** Settings that are not set are left out of it. */
  readonly gaps?: true;
}

/** A class of the project. */
export interface ClassValue {
  readonly kind: 'class';
  readonly node: ts.ClassLikeDeclaration;
  readonly frame: Frame;
}

/** A keyed or plain digest over data. */
export interface DigestValue {
  readonly kind: 'digest';
  readonly key: Value | undefined;
  readonly data: readonly Value[];
  readonly span: Span;
}

/** A response that has been made; it answers the request once it is returned, thrown or sent. */
export interface ResponseValue {
  readonly kind: 'response';
  /** `open`: a status is given but not known, as error paths do. */
  readonly status: number | 'open' | undefined;
  /** The body says that the request was refused although the status may not. */
  readonly refuses: boolean;
  /** Hands the request on instead of answering it. */
  readonly continues: boolean;
  /** Ends the request where others would not. */
  readonly isFinal?: boolean;
  /** Where it is made. */
  readonly span: Span;
}

/** What a promise will give; `refused` when it will reject. */
export interface PromiseValue {
  readonly kind: 'promise';
  readonly value: Value;
  readonly rejects: boolean;
  /** A guard whose outcome it carries: losing the promise loses the verification. */
  readonly guard: number | undefined;
  /** The call that made it, when that is known. */
  readonly made?: Span;
}

/** A handler's parameter, described by a framework's table. */
export interface ShapedValue {
  readonly kind: 'shaped';
  readonly shape: Shape;
  /** Member path so far. */
  readonly path: string;
  readonly args: readonly Value[];
}

/** Behaviour given by the analysis itself: `next`, `resolve`, list callbacks. */
export interface NativeValue {
  readonly kind: 'native';
  readonly name: string;
  run(call: NativeCall): readonly Outcome[];
  /** What a method of it gives, when that is known: `middleware.unless({ path })`. */
  member?(name: string, args: readonly Value[]): NativeValue | undefined;
}

/** A call of a {@link NativeValue}. */
export interface NativeCall {
  readonly node: ts.Node;
  readonly args: readonly Value[];
  readonly state: State;
  readonly frame: Frame;
  /** The analysis it runs in, which need not be the one it was made in. */
  readonly context?: Context;
}

/** A router of a code-routed framework; `at` is the path that registrations use when they name none, `base` precedes every path. */
export interface RouterValue {
  readonly kind: 'router';
  readonly router: object;
  readonly at: Value | undefined;
  readonly base?: string;
  /** Where it is mounted on the router that it is registered on, besides the path given there. */
  readonly mountedAt?: string;
}

/** What the analysis knows of a value. `unknown` is a value like any other. */
export type Value =
  | Literal
  | InputValue
  | EnvValue
  | ApiValue
  | FunctionValue
  | ObjectValue
  | ArrayValue
  | ClassValue
  | DigestValue
  | ResponseValue
  | PromiseValue
  | ShapedValue
  | NativeValue
  /** Texts put together. */
  | { readonly kind: 'text'; readonly parts: readonly Value[] }
  /** A pure function of one value: trimmed, encoded, converted. */
  | { readonly kind: 'derived'; readonly op: string; readonly from: Value }
  | { readonly kind: 'regexp'; readonly source: string; readonly flags: string }
  /** The path of the request, or a `piece` that code has cut from one that is not known. */
  | ({ readonly kind: 'pathname'; readonly span: Span; readonly piece?: string } & PathText)
  /** A parsed URL of the request. */
  | { readonly kind: 'url'; readonly path: PathText }
  | RouterValue
  /** A module namespace of the project, or a `namespace` of TypeScript. */
  | { readonly kind: 'module'; readonly file: ts.SourceFile }
  | { readonly kind: 'namespace'; readonly node: ts.ModuleDeclaration }
  /** Settings read from the environment through a schema. */
  | { readonly kind: 'settings'; readonly schema: Value | undefined; readonly validated: boolean }
  /** What a verified token says; comparing it binds the token to what `binds` names. */
  | { readonly kind: 'claims'; readonly guard: number; readonly id: string; readonly binds?: Binding }
  /** Something that holds only for a verified caller: testing it is the verification. */
  | {
      readonly kind: 'proof';
      readonly credential: Credential;
      readonly span: Span;
      readonly id: string;
      readonly binds?: readonly Binding[];
    }
  /** Zero exactly when two values are equal: `a[i] ^ b[i]` gathered over their length. */
  | { readonly kind: 'difference'; readonly left: Value; readonly right: Value }
  /** The current time, or a difference to it. */
  | { readonly kind: 'time'; readonly of: readonly Value[] }
  | { readonly kind: 'unknown'; readonly id: string; readonly from: readonly Value[]; readonly read?: InputValue };

/** One way an evaluation can end, also by throwing the value. */
export interface Outcome {
  readonly state: State;
  readonly value: Value;
  readonly thrown: boolean;
}

/** The constant `undefined`. */
export const undefinedValue: Literal = { kind: 'literal', value: undefined, span: undefined };

/** A constant without a place. */
export function literal(value: Constant, span?: Span): Literal {
  return { kind: 'literal', value, span };
}

/** A value about which nothing is known but its identity and what it was made from. */
export function unknown(id: string, from: readonly Value[] = []): Value {
  return { kind: 'unknown', id, from };
}

const keptMark = 'global.';

/** What the project itself may have put on the global object under a name; nothing is known of it. */
export function keptGlobally(name: string): Value {
  return unknown(`${keptMark}${name}`);
}

/** Whether a value is one that {@link keptGlobally} gave. */
export function isKeptGlobally(value: Value): boolean {
  return value.kind === 'unknown' && value.id.startsWith(keptMark);
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A number naming an object, for keys. */
export function identity(object: object): number {
  let id = identities.get(object);
  if (id === undefined) identities.set(object, (id = ++lastIdentity));
  return id;
}

const keys = new WeakMap<Value, string>();

/** A text that is equal for values that cannot be told apart. */
export function keyOf(value: Value): string {
  let key = keys.get(value);
  if (key === undefined) keys.set(value, (key = makeKey(value)));
  return key;
}

function makeKey(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? JSON.stringify(value.value) : String(value.value);
    case 'input':
      return `in:${value.input}:${value.name}:${value.part}:${value.absent}:${value.derived}`;
    case 'env':
      return `env:${value.name}:${value.validated}:${value.fallback ? keyOf(value.fallback) : ''}`;
    case 'api':
      return `api:${value.path}:${value.id}`;
    case 'function':
      return `fn:${identity(value.node)}:${value.frame.id}:${value.bound.map(keyOf).join()}`;
    case 'object':
      if (value.injected && typeof value.type === 'object') return `injected:${identity(value.type.node)}@${value.type.frame.id}`;
      return `{${[...value.fields].map(([name, field]) => `${name}=${keyOf(field)}`).join()}${value.open ? '…' : ''}${value.rest ? keyOf(value.rest) : ''}}`;
    case 'array':
      return `[${value.items.map(keyOf).join()}${value.open ? '…' : ''}${value.gaps ? '?' : ''}]`;
    case 'class':
      return `class:${identity(value.node)}`;
    case 'digest':
      return `digest(${value.key ? keyOf(value.key) : ''};${value.data.map(keyOf).join()})`;
    case 'response':
      return `response:${value.status}:${value.refuses}:${value.continues}`;
    case 'promise':
      return `promise:${value.rejects}:${value.guard}:${keyOf(value.value)}`;
    case 'shaped':
      return `shaped:${identity(value.shape)}:${value.path}:${value.args.map(keyOf).join()}`;
    case 'native':
      return `native:${identity(value)}`;
    case 'text':
      return `text(${value.parts.map(keyOf).join('+')})`;
    case 'derived':
      return `${value.op}(${keyOf(value.from)})`;
    case 'regexp':
      return `/${value.source}/${value.flags}`;
    case 'pathname':
      return `path:${value.text}:${value.spelling.join()}:${value.piece ?? ''}`;
    case 'url':
      return `url:${value.path.text}:${value.path.spelling.join()}`;
    case 'router':
      return `router:${identity(value.router)}:${value.at ? keyOf(value.at) : ''}:${value.base ?? ''}:${value.mountedAt ?? ''}`;
    case 'module':
      return `module:${value.file.fileName}`;
    case 'namespace':
      return `namespace:${identity(value.node)}`;
    case 'settings':
      return `settings:${value.validated}:${value.schema ? keyOf(value.schema) : ''}`;
    case 'claims':
      return `claims:${value.guard}:${value.id}`;
    case 'difference':
      return `diff(${keyOf(value.left)};${keyOf(value.right)})`;
    case 'proof':
      return `proof:${value.id}`;
    case 'time':
      return `time(${value.of.map(keyOf).join()})`;
    case 'unknown':
      return `?${value.id}`;
  }
}

/** Everything a value was made from that a predicate accepts, itself included. */
export function findIn<T extends Value>(value: Value, accept: (value: Value) => value is T, depth = 9): T | undefined {
  if (accept(value)) return value;
  if (depth === 0) return undefined;
  for (const part of partsOf(value)) {
    const found = findIn(part, accept, depth - 1);
    if (found) return found;
  }
  return undefined;
}

/** The values a value was put together from. */
export function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'text':
      return value.parts;
    case 'derived':
      return [value.from];
    case 'digest':
      return value.key ? [...value.data, value.key] : value.data;
    case 'array':
      return value.items;
    case 'object':
      return value.rest ? [...value.fields.values(), value.rest] : [...value.fields.values()];
    case 'promise':
      return [value.value];
    case 'difference':
      return [value.left, value.right];
    case 'time':
      return value.of;
    case 'unknown':
      return value.from;
    case 'api':
      return value.calls.flatMap((call) => call.values);
    default:
      return [];
  }
}

/** Whether a value is a part of the request. */
export function isInput(value: Value): value is InputValue {
  return value.kind === 'input';
}

/** Whether a value is a setting from outside. */
export function isEnv(value: Value): value is EnvValue {
  return value.kind === 'env';
}
