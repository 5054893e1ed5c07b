import ts from 'typescript';
import type { ServingConvention } from '../model/serving';
import { exportNames, exportOf } from '../project/exports';
import { hasModifier } from '../project/syntax';
import { ApiTable, memberPath } from './apiPath';
import { attempt, moduleFrame, one, type Context, type ExternalCall, type Routing } from './context';
import { contextFor, type Analysis } from './endpoint';
import { execute } from './execute';
import { enterModule } from './enterModule';
import { exportedValue } from './modules';
import { emptyState, type State } from './state';
import { identity, type FunctionValue, type Outcome, type Value } from './value';

/** What a module gives to its platform: a registering call, or an export. */
export interface Registered {
  readonly convention: ServingConvention;
  /** The call's path, `undefined` for an export. */
  readonly call: string | undefined;
  readonly exportName: string | undefined;
  /** The call, or what declares the export. */
  readonly node: ts.Node;
  /** The statement of the module that leads to the call. */
  readonly statement: ts.Node;
  /** The ways in which the module can have been loaded. */
  readonly ways: readonly Way[];
}

/** What a call is given, or the exported value alone, after one way of loading the module. */
export interface Way {
  readonly values: readonly Value[];
  readonly state: State;
}

/** At most so many ways of loading a module are told apart. */
const mostWays = 4;

/** A module after its own statements have run. */
export interface Loaded {
  /** Its frames and constants are what handlers close over. */
  readonly context: Context;
  readonly registered: readonly Registered[];
}

/** Evaluations that loading one module may take. */
const budget = 40_000;

/** Runs a module's statements and gives what it registers and exports. */
export function load(analysis: Analysis, file: ts.SourceFile, conventions: readonly ServingConvention[]): Loaded {
  const registrations = new Registrations(conventions);
  const context = contextFor(analysis, '', undefined, registrations);
  context.quiet++;
  context.budget = budget;
  const home = moduleFrame(file);
  for (const state of enterModule(context, file, emptyState)) {
    registrations.current = undefined;
    for (const statement of file.statements) {
      registrations.statement = statement;
      if (mayRegisterHandler(statement, registrations)) attempt(context, () => execute(context, statement, state, home));
    }
    for (const name of exportNames(file)) {
      const exporting = conventions.filter(({ exports }) => exports?.test(name));
      const node = declarationOf(file, name);
      if (!node || (exporting.length === 0 && !registrations.isMentioned(node))) continue;
      registrations.current = name;
      registrations.statement = node;
      const outcomes = attempt(context, () => exportedValue(context, file, name, state) ?? []);
      for (const outcome of outcomes) {
        if (outcome.thrown || registrations.isRegistration(outcome.value)) continue;
        for (const convention of exporting) registrations.add(convention, undefined, name, [outcome.value], node, outcome.state);
      }
    }
  }
  return { context, registered: registrations.all() };
}

/** Whether running a statement may register a handler; exports are looked at by themselves. */
function mayRegisterHandler(statement: ts.Statement, registrations: Registrations): boolean {
  if (ts.isVariableStatement(statement))
    return !hasModifier(statement, ts.SyntaxKind.ExportKeyword) && registrations.isMentioned(statement);
  if (ts.isExpressionStatement(statement)) return !/^(?:module\.)?exports\b/.test(statement.getText());
  return ts.isIfStatement(statement) || ts.isTryStatement(statement) || ts.isBlock(statement) || ts.isForOfStatement(statement);
}

/** Where an export of this module is declared; `undefined` for what it only passes on. */
function declarationOf(file: ts.SourceFile, name: string): ts.Node | undefined {
  const { found } = exportOf(file, name);
  if (!found || found.kind === 'reexport') return undefined;
  const node = found.kind === 'member' ? found.declaration : found.node;
  const isImport = ts.isImportSpecifier(node) || ts.isImportClause(node) || ts.isNamespaceImport(node);
  return isImport || node.getSourceFile() !== file ? undefined : node;
}

/** Records the calls by which handlers are registered. */
class Registrations implements Routing {
  /** The export being evaluated. */
  current: string | undefined;
  /** The statement that runs. */
  statement: ts.Node | undefined;
  private readonly found = new Map<string, Registered & { readonly ways: Way[] }>();
  private readonly ids = new Set<string>();
  private readonly calls = new ApiTable<ServingConvention>();
  private readonly mentioned: RegExp;

  constructor(conventions: readonly ServingConvention[]) {
    const names = new Set<string>();
    for (const convention of conventions) {
      for (const path of convention.calls) {
        this.calls.add(path, convention);
        names.add(/(\w+)\(\)$/.exec(path)?.[1] ?? '');
      }
    }
    this.mentioned = names.size === 0 ? /(?!)/ : new RegExp(`\\b(?:${[...names].join('|')})\\b`);
  }

  get made(): number {
    return this.found.size;
  }

  isMentioned(node: ts.Node): boolean {
    return this.mentioned.test(node.getText()) || /\bcreate|\bcron|\bhandle|\bwith[A-Z]|\bdefine/.test(node.getText().slice(0, 200));
  }

  isRegistration(value: Value): boolean {
    return value.kind === 'api' && this.ids.has(value.id);
  }

  add(
    convention: ServingConvention,
    call: string | undefined,
    exportName: string | undefined,
    values: readonly Value[],
    node: ts.Node,
    state: State,
  ): void {
    const from = this.statement?.getSourceFile() === node.getSourceFile() ? node : (this.statement ?? node);
    // One call in a loop registers as often as it is given another name.
    const given = values.flatMap((value) => (value.kind === 'literal' ? [String(value.value)] : []));
    const key = `${identity(node)}|${identity(from)}|${identity(convention)}|${exportName ?? ''}|${call ?? ''}|${given.join()}`;
    const known = this.found.get(key);
    if (!known) this.found.set(key, { convention, call, exportName, node, statement: this.statement ?? node, ways: [{ values, state }] });
    else if (known.ways.length < mostWays && known.ways.every((way) => way.state !== state)) known.ways.push({ values, state });
  }

  all(): readonly Registered[] {
    return [...this.found.values()];
  }

  call({ callee, method, args, node, state }: ExternalCall): readonly Outcome[] | undefined {
    if (callee.kind !== 'api') return undefined;
    const path = `${method === undefined ? callee.path : memberPath(callee.path, method)}()`;
    const convention = this.calls.get(path);
    if (!convention) return undefined;
    this.add(convention, path, this.current, args, node, state);
    const id = `served${identity(node)}`;
    this.ids.add(id);
    return one({ kind: 'api', path, calls: [...callee.calls, { name: method ?? '', values: args }], id, pending: [] }, state);
  }

  /** Only what makes handlers or registers them is run while a module is loaded. */
  mayEnter(fn: FunctionValue, args: readonly Value[]): boolean {
    if (args.some((arg) => arg.kind === 'function' || arg.kind === 'native')) return true;
    const text = fn.node.body?.getText() ?? '';
    return text.length < 300 || this.mentioned.test(text) || /=>|\bfunction\b/.test(text.slice(0, 4_000));
  }

  decided(): void {
    // Which deployments register a handler makes no difference to what it does.
  }
}

/** The value of a place among values: members of objects, items of lists, methods of an exported class. */
export function valueAt(value: Value | undefined, [name, ...rest]: readonly (string | number)[]): Value | undefined {
  if (name === undefined || value === undefined) return value;
  if (value.kind === 'object') {
    const field = value.fields.get(String(name));
    return valueAt(field?.kind === 'function' && !field.self ? { ...field, self: value } : field, rest);
  }
  if (value.kind === 'array') return valueAt(value.items[Number(name)], rest);
  if (value.kind !== 'class') return undefined;
  const method = value.node.members.find((member) => ts.isMethodDeclaration(member) && member.name.getText() === String(name));
  if (!method || !ts.isMethodDeclaration(method)) return undefined;
  return { kind: 'function', node: method, frame: value.frame, self: undefined, bound: [] };
}
