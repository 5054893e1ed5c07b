import type ts from 'typescript';
import type { Condition } from '../model/access';
import type { Uri } from '../model/source';
import type { Exported } from '../project/exports';
import { memoized } from '../project/memoized';
import type { Program } from '../project/program';
import type { ConfiguredSetting } from '../project/runtimeConfig';
import type { Libraries } from './library';
import type { Recorder } from './recorder';
import type { Frame, Variables } from './state';
import { identity, type ApiValue, type ClassValue, type FunctionValue, type NativeCall, type Outcome, type Value } from './value';
import type { State } from './state';

/** What one analysis shares: the code, what libraries mean, and where facts are collected. */
export interface Context {
  readonly program: Program;
  readonly libraries: Libraries;
  readonly recorder: Recorder;
  /** Canonical path of the endpoint, for code that looks at the request's path. */
  path: string;
  /** The method the endpoint is called with, when it answers one only. */
  readonly method: string | undefined;
  /** Headers that look like a scheduler's identity but that anybody can send. */
  readonly claims: ReadonlySet<string>;
  /** Headers that only the platform's scheduler can present to this endpoint. */
  readonly proven: ReadonlySet<string>;
  /** What the framework puts in scope without an import; `undefined` where it does not. */
  readonly ambient: Ambient | undefined;
  /** Called when a router is made or used; `undefined` outside the set-up of code-routed applications. */
  readonly routing: Routing | undefined;
  /** What answers for a framework that makes the instances of classes; set by the route that needs it. */
  runtime: Runtime | undefined;
  readonly frames: Map<string, Frame>;
  /** Own functions being followed right now. */
  readonly active: ts.Node[];
  /** Functions followed on an unverified path of this endpoint. */
  readonly followed: Set<ts.FunctionLikeDeclaration>;
  /** Module variables being evaluated right now. */
  readonly pending: Set<ts.Node>;
  /** Module variables whose value is the same on every path. */
  readonly constants: Map<ts.Node, Constant>;
  /** The modules that start the applications which serve the endpoint, where code registers it. */
  applications: (() => readonly Uri[]) | undefined;
  /** The path below which the middleware or handler that runs is registered, if that hides anything from it. */
  mount: string;
  /** The name that the framework gives the route, where that is not its path. */
  routeId: string | undefined;
  /** Above zero while arguments are evaluated whose values mean nothing: other modules are not looked into. */
  shallow: number;
  /** Above zero while code runs that belongs to no request: nothing it does is an effect. */
  quiet: number;
  /** Above zero while a middleware runs that serves every route: what it does besides deciding belongs to no endpoint. */
  gates: number;
  /** Whether what modules keep without anything in it is taken as filled by the time of a request, even where nothing is seen to fill it. */
  readonly isDoubtful: boolean;
  /** Above zero while a `finally` runs: how the function ends is known by then. */
  closing: number;
  /** Evaluations left before everything further is unknown. */
  budget: number;
  /** Evaluations on verified paths. */
  settled: number;
  /** Evaluations on unverified paths of requests. */
  spent: number;
  /** Those in the handler behind all middleware. */
  spentBehind: number;
}

/** Names and settings that a framework gives its code without an import. */
export interface Ambient {
  /** The symbol of a package, or the export of one of the project's own modules, that a name stands for. */
  resolve(name: string): { readonly kind: 'package'; readonly path: string } | { readonly kind: 'file'; readonly uri: Uri } | undefined;
  /** What the application's configuration says about a setting: the variable it is read from, the text that stands in when that is not set. */
  setting(name: string): ConfiguredSetting | undefined;
}

/** A call on one path of the code that is followed. */
export interface Call extends NativeCall {
  readonly context: Context;
}

/** A call of a method of a value: `receiver.name(…)`. */
export interface MethodCall extends Call {
  readonly node: ts.CallExpression;
  readonly name: string;
  /** Whether there may be more arguments than are known. */
  readonly open?: boolean;
  /** Whether nothing is called where the receiver is missing: `?.`. */
  readonly isOptional?: boolean;
}

/** A call of something that is not the project's, or of a router; `method` is the member of it that is called, if it is not called itself. */
export interface ExternalCall extends Call {
  readonly callee: Value;
  readonly method: string | undefined;
}

/** Stands for a framework at run time: it makes instances and answers calls of its own symbols. */
export interface Runtime {
  /** The instance behind an injected value. */
  instance(context: Context, type: ClassValue, state: State, node: ts.Node): readonly Outcome[];
  /** Whether it looks at the arguments of a call. */
  reads(path: string): boolean;
  /** What a call on one of its symbols gives; `undefined` when it does not answer it. */
  answer(callee: ApiValue, path: string, call: Call): readonly Outcome[] | undefined;
}

/** The module that declares an export, and what it is there. */
export interface ExportSource {
  readonly file: ts.SourceFile;
  readonly found: Exported;
}

/** A module variable's value with the activations that its functions closed over. */
export interface Constant {
  readonly value: Value;
  readonly frames: readonly (readonly [number, Variables])[];
}

/** What code-routed frameworks add: routers are values of their own. */
export interface Routing {
  /** The value of a call on an external symbol or router, or `undefined` if it is no routing. */
  call(call: ExternalCall): readonly Outcome[] | undefined;
  /** Whether running a function may make a router, register on one, or give a middleware. */
  mayEnter(fn: FunctionValue, args: readonly Value[]): boolean;
  /** Decorators that a function of the project applies while it runs are gathered here, if it is a list. */
  collected?: ApiValue[] | undefined;
  /** How many routers and registrations there are. */
  readonly made: number;
  /** Set-up code has come to a decision. */
  decided(given: Condition): void;
}

/** Evaluations after which only functions that are given something of the request are entered. */
const thorough = 80;

/** Whether the analysis still has the time to enter functions that only work on plain values. */
export function hasTime(context: Context): boolean {
  return context.spent < thorough;
}

/** How many states are told apart where paths meet: the longer a handler, the fewer, so that it is followed to its end. */
export function mostStates({ spent, routing }: Context): number {
  // Set-up code is long and decides little.
  if (routing) return 3;
  return spent < 400 ? 48 : spent < 1_200 ? 8 : spent < 4_000 ? 3 : 1;
}

/** How many own functions deep a path is followed. */
const deepest = 14;

/** Whether another own function may be entered. */
export function mayEnter(context: Context, node: ts.Node): boolean {
  return context.budget > 0 && context.active.length < deepest && context.active.filter((active) => active === node).length < 2;
}

/** The activation of a function at a call; the same call from the same activation is the same frame. */
export function frameFor(context: Context, node: ts.Node, parent: Frame | undefined, call: ts.Node, caller: Frame | undefined): Frame {
  const key = `${caller?.id ?? 0}|${identity(call)}|${identity(node)}|${parent?.id ?? 0}`;
  let frame = context.frames.get(key);
  if (!frame) {
    frame = { id: frameNumber(), parent, node, depth: (caller?.depth ?? 0) + 1, captured: false };
    context.frames.set(key, frame);
  }
  return frame;
}

/** Frames are numbered throughout: what functions of one module have closed over is shared by all endpoints. */
let lastFrame = 0;

/** The number of a new frame. */
export function frameNumber(): number {
  return ++lastFrame;
}

/** The frame of a module's own variables; the same one for all endpoints. */
export const moduleFrame = memoized((file: ts.SourceFile): Frame => ({
  id: frameNumber(),
  parent: undefined,
  node: file,
  depth: 1,
  captured: true,
}));

/** Runs something that belongs to no request: nothing that it does is an effect. */
export function quietly<T>(context: Context, run: () => T): T {
  context.quiet++;
  const result = run();
  context.quiet--;
  return result;
}

/** Runs set-up code: whatever user code holds, it does not stop the run. */
export function attempt<T>(context: Context, run: () => readonly T[]): readonly T[] {
  try {
    return run();
  } catch {
    Object.assign(context, { quiet: 1, shallow: 0 });
    context.active.length = 0;
    context.pending.clear();
    return [];
  }
}

/** The value of an evaluation that can end in one way only, without throwing. */
export function onlyValue([only, ...others]: readonly Outcome[]): Value | undefined {
  return only && others.length === 0 && !only.thrown ? only.value : undefined;
}

/** The value of the first way in which an evaluation ends without throwing. */
export function firstValue(outcomes: readonly Outcome[]): Value | undefined {
  return outcomes.find(({ thrown }) => !thrown)?.value;
}

/** One plain outcome. */
export function one(value: Value, state: State): readonly Outcome[] {
  return [{ value, state, thrown: false }];
}

/** Continues every outcome that is not thrown. */
export function then(outcomes: readonly Outcome[], go: (value: Value, state: State) => readonly Outcome[]): readonly Outcome[] {
  const [only] = outcomes;
  if (outcomes.length === 1 && only) return only.thrown ? outcomes : go(only.value, only.state);
  return outcomes.flatMap((outcome) => (outcome.thrown ? [outcome] : go(outcome.value, outcome.state)));
}
