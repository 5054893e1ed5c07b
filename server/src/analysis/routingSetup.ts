import ts from 'typescript';
import type { FrameworkAdapter } from '../model/adapters';
import type { Uri } from '../model/source';
import { memoized } from '../project/memoized';
import { isConstant } from '../project/syntax';
import { finish, type InSteps } from '../project/steps';
import { Assertions } from './assertions';
import { enter } from './call';
import { classMember, instantiate } from './classes';
import { attempt, moduleFrame, type Context } from './context';
import { contextFor, type Analysis } from './endpoint';
import { contradicting, environmentOf, registrationMark } from './deployments';
import { evaluate } from './evaluate';
import { execute } from './execute';
import { declared } from './modules';
import { Registry } from './routing';
import { entryPoints, type EntryPoint, type MethodEntry } from './routingEntries';
import { routerArguments } from './routingParameters';
import { blur } from './merging';
import { emptyState, settle, variablesOf, type Frame, type State } from './state';
import { keyOf, type FunctionValue, type Outcome } from './value';

/** Evaluations for all set-up code of one package, and for one statement or function of it. */
const budget = 250_000;
const share = 12_000;

/** At most so many different sets of registrations are kept apart. */
const mostSets = 12;

/** What running the set-up code of a package has shown. */
export interface SetUp {
  readonly registry: Registry;
  readonly assertions: Assertions;
  /** Its frames and constants are what handlers close over. */
  readonly context: Context;
  /** One for every set of registrations that a deployment may have. */
  readonly states: readonly State[];
}

/** Runs the top-level code of modules in the order they import each other, then the set-up functions that nothing calls. */
export function setUp(
  analysis: Analysis,
  frameworks: readonly FrameworkAdapter[],
  modules: readonly Uri[],
  registry = new Registry(frameworks),
): SetUp {
  return finish(setUpInSteps(analysis, frameworks, modules, registry));
}

/** The same, statement by statement. */
export function* setUpInSteps(
  analysis: Analysis,
  frameworks: readonly FrameworkAdapter[],
  modules: readonly Uri[],
  registry = new Registry(frameworks),
): InSteps<SetUp> {
  const run = new SetUpRun(analysis, frameworks, registry, new Assertions(analysis.program, modules));
  for (const uri of modules) yield* run.module(uri);
  yield* run.entries(modules);
  return { registry: run.registry, assertions: run.assertions, context: run.context, states: run.states };
}

class SetUpRun {
  readonly context: Context;
  states: readonly State[] = [emptyState];
  private left = budget;

  constructor(
    private readonly analysis: Analysis,
    private readonly frameworks: readonly FrameworkAdapter[],
    readonly registry: Registry,
    readonly assertions: Assertions,
  ) {
    this.context = contextFor(analysis, '', undefined, this.registry);
    this.context.quiet++;
  }

  *module(uri: Uri): InSteps<void> {
    const file = this.analysis.program.file(uri);
    if (!file) return;
    const home = moduleFrame(file);
    this.states = this.states.map((state) =>
      variablesOf(state, home.id) ? state : { ...state, frames: new Map(state.frames).set(home.id, new Map()) },
    );
    yield* this.apart(uri, this.statements(file, home));
  }

  private *statements(file: ts.SourceFile, home: Frame): InSteps<void> {
    for (const statement of file.statements) {
      if (mayMatter(statement)) yield* this.advance((state) => this.statement(statement, state, home));
    }
  }

  /** Runs code of a module without what applications have asserted that it is no part of. */
  private *apart(uri: Uri, steps: InSteps<void>): InSteps<void> {
    const before = this.states;
    const apart = this.assertions.apart(uri, before);
    this.states = apart;
    yield* steps;
    this.states = this.assertions.together(uri, before, apart, this.states);
  }

  /** Set-up functions and classes that no module has used; callers come before what they call. */
  *entries(modules: readonly Uri[]): InSteps<void> {
    const files = modules.flatMap((uri) => this.analysis.program.file(uri) ?? []);
    for (const entry of entryPoints(files, this.frameworks)) {
      if (!this.isEntered(entry.node))
        yield* this.apart(
          entry.node.getSourceFile().fileName,
          this.advance((state) => this.entry(entry, state)),
        );
    }
  }

  private isEntered(node: ts.Node): boolean {
    for (const frame of this.context.frames.values()) if (frame.node === node) return true;
    return false;
  }

  /** Goes on from every state; states with the same registrations become one. */
  private *advance(step: (state: State) => readonly State[]): InSteps<void> {
    const { context } = this;
    const next: State[] = [];
    for (const state of this.states) {
      context.budget = Math.min(this.left, share);
      const before = context.budget;
      const ends = attempt(context, () => step(state));
      this.left -= before - Math.max(0, context.budget);
      next.push(...(ends.length > 0 ? ends : [state]));
      yield;
    }
    this.states = settle(this.distinct(next));
  }

  private distinct(states: readonly State[]): readonly State[] {
    if (states.length < 2) return states;
    const sets = new Map<string, State[]>();
    for (const state of states) {
      const key = registrationsOf(state.assigned);
      const known = sets.get(key) ?? [];
      sets.set(key, known);
      const at = known.findIndex((one) => !holdsOther(one, state));
      const same = known[at];
      if (!same) known.push(state);
      else if (same !== state) known[at] = blur(same, state);
    }
    const all = [...sets.values()].flat().sort((a, b) => b.assigned.size - a.assigned.size);
    const [last, ...others] = all.slice(mostSets - 1);
    return last ? [...all.slice(0, mostSets - 1), others.reduce(blur, last)] : all;
  }

  private statement(statement: ts.Statement, state: State, home: Frame): readonly State[] {
    const { context } = this;
    if (ts.isExportAssignment(statement)) return going(evaluate(context, statement.expression, state, home));
    if (!ts.isVariableStatement(statement))
      return execute(context, statement, state, home).flatMap((end) => (end.kind === 'throw' ? [] : [end.state]));
    let states: readonly State[] = [state];
    for (const declaration of statement.declarationList.declarations) {
      states = states.flatMap((before) => this.variable(declaration, before, home));
    }
    return states;
  }

  /** Variables stay to be evaluated where they are used, unless evaluating them registers something. */
  private variable(declaration: ts.VariableDeclaration, state: State, home: Frame): readonly State[] {
    const { context } = this;
    const named = firstBinding(declaration);
    if (!named || !declaration.initializer) return [state];
    const ends = going(declared(context, named, state, home));
    const registers = ends.some((end) => end.assigned !== state.assigned);
    return ends.length > 0 && (registers || (!isConstant(declaration) && ends.length === 1)) ? ends : [state];
  }

  private entry(entry: EntryPoint, state: State): readonly State[] {
    const { context } = this;
    const { node } = entry;
    const home = moduleFrame(node.getSourceFile());
    home.captured = true;
    if (entry.kind === 'function')
      return this.kept(
        state,
        this.enterWith(entry.node, { kind: 'function', node: entry.node, frame: home, self: undefined, bound: [] }, state, home),
      );
    const constructor = entry.node.members.find(ts.isConstructorDeclaration);
    const args = constructor ? routerArguments(this.registry, this.frameworks, this.analysis.program, constructor) : [];
    const made = instantiate(context, { kind: 'class', node: entry.node, frame: home }, args, state, node, home);
    const ends = made.flatMap((outcome) => {
      if (outcome.thrown) return [];
      return entry.methods.reduce<readonly State[]>(
        (states, method) => states.flatMap((before) => this.method(method, outcome, before, home)),
        [outcome.state],
      );
    });
    return this.kept(state, ends);
  }

  private method({ node, name }: MethodEntry, made: Outcome, state: State, home: Frame): readonly State[] {
    const { value } = made;
    if (value.kind !== 'object' || typeof value.type !== 'object' || this.isEntered(node)) return [state];
    const ends = classMember(this.context, value.type, name, state, node, value).flatMap((found) => {
      return found.value.kind === 'function' ? this.enterWith(node, found.value, found.state, home) : [];
    });
    return ends.length > 0 ? ends : [state];
  }

  private enterWith(node: ts.FunctionLikeDeclaration, fn: FunctionValue, state: State, home: Frame): readonly State[] {
    const args = routerArguments(this.registry, this.frameworks, this.analysis.program, node);
    return going(enter(this.context, fn, args, state, node, home));
  }

  /** What registers nothing has not happened. */
  private kept(before: State, ends: readonly State[]): readonly State[] {
    const registering = ends.filter((end) => end.assigned.size > before.assigned.size);
    return registering.length > 0 ? registering : [before];
  }
}

/** Whether variables hold something else in other deployments: a list of middleware that only some of them add a guard to. */
function holdsOther(a: State, b: State): boolean {
  if (a.frames === b.frames || contradicting(environmentOf(a.facts), environmentOf(b.facts)) === undefined) return false;
  for (const [id, variables] of a.frames) {
    const others = variablesOf(b, id);
    if (!others || others === variables) continue;
    for (const [node, value] of variables) {
      const other = others.get(node);
      if (other && other !== value && keyOf(other) !== keyOf(value)) return true;
    }
  }
  return false;
}

/** A text that is equal for states with the same registrations; most statements make none, so it is made once for many of them. */
const registrationsOf = memoized((assigned: State['assigned']): string =>
  [...assigned.keys()].filter((name) => name.startsWith(registrationMark)).join(),
);

function going(outcomes: readonly Outcome[]): readonly State[] {
  return outcomes.flatMap((outcome) =>
    outcome.thrown || (outcome.value.kind === 'promise' && outcome.value.rejects) ? [] : [outcome.state],
  );
}

function mayMatter(statement: ts.Statement): boolean {
  return (
    !ts.isImportDeclaration(statement) &&
    !ts.isInterfaceDeclaration(statement) &&
    !ts.isTypeAliasDeclaration(statement) &&
    !ts.isFunctionDeclaration(statement) &&
    !ts.isExportDeclaration(statement)
  );
}

function firstBinding(declaration: ts.VariableDeclaration): ts.VariableDeclaration | ts.BindingElement | undefined {
  let node: ts.VariableDeclaration | ts.BindingElement = declaration;
  while (!ts.isIdentifier(node.name)) {
    const element: ts.ArrayBindingElement | undefined = node.name.elements.find(ts.isBindingElement);
    if (!element || !ts.isBindingElement(element)) return undefined;
    node = element;
  }
  return node;
}
