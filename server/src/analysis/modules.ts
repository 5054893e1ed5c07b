import ts from 'typescript';
import { exportOf, type Exported } from '../project/exports';
import { resolveName, type Declaration } from '../project/scope';
import { isConstant } from '../project/syntax';
import type { SourceText, Uri } from '../model/source';
import { memberPath } from './apiPath';
import { orLater } from './assignedLater';
import { literalText } from './literals';
import { cutShort, longestInitializer, sharedConstant } from './moduleConstants';
import { moduleFrame, one, quietly, then, type Constant, type Context, type ExportSource } from './context';
import type { Consulted } from '../project/consulted';
import { memoized } from '../project/memoized';
import type { Program } from '../project/program';
import { evaluate } from './evaluate';
import { enterModule } from './enterModule';
import { afterImporting, afterLoading, isChangedWhenLoaded } from './loading';
import { isTestGlobal } from './globals';
import { aliased } from './namespaces';
import { bindName, member, setting } from './members';
import { isLeftOpen, isRepeatable } from './openConstants';
import { spanOf } from './recorder';
import { emptyState, readVariable, variablesOf, writeVariable, type Frame, type State } from './state';
import { identity, isKeptGlobally, literal, undefinedValue, unknown, type Outcome, type Value } from './value';

/** The value of an identifier where it stands. */
export function identifier(context: Context, node: ts.Identifier, state: State, frame: Frame): readonly Outcome[] {
  if (node.text === 'undefined') return one(undefinedValue, state);
  if (node.text === 'NaN' || node.text === 'Infinity') return one(literal(Number(node.text), spanOf(node)), state);
  const declaration = resolveName(node.text, node);
  if (!declaration && isTestGlobal(node.text)) return one(undefinedValue, state);
  if (!declaration) return ambient(context, node, state) ?? one(external(`global#${node.text}`), state);
  return declared(context, declaration, state, frame, node);
}

/** What a framework puts in scope under a name without an import. */
function ambient(context: Context, node: ts.Identifier, state: State): readonly Outcome[] | undefined {
  const found = context.ambient?.resolve(node.text);
  if (found?.kind === 'package') return one(external(found.path), state);
  const file = found && context.program.file(found.uri);
  return file && exportedValue(context, file, node.text, state);
}

/** The value of a declaration, as seen from a frame. */
export function declared(
  context: Context,
  declaration: Declaration,
  state: State,
  frame: Frame | undefined,
  reader?: ts.Node,
): readonly Outcome[] {
  // Under a class, the activation of its constructor holds the instance that is being made.
  for (let scope = ts.isClassLike(declaration) ? undefined : frame; scope; scope = scope.parent) {
    const known = readVariable(state, scope, declaration);
    if (known) return orLater(context, one(known, state), declaration, scope, reader);
  }
  if (context.shallow > 0 && isElsewhere(context, declaration)) return unknownAt(declaration, state);
  if (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration)) {
    const name = ts.isImportClause(declaration) ? 'default' : (declaration.propertyName ?? declaration.name).text;
    return afterImporting(context, declaration, imported(context, declaration, name, state));
  }
  if (ts.isNamespaceImport(declaration)) return imported(context, declaration, '*', state);
  if (ts.isImportEqualsDeclaration(declaration)) {
    const reference = declaration.moduleReference;
    if (!ts.isExternalModuleReference(reference)) return aliased(context, reference, state);
    if (!ts.isStringLiteralLike(reference.expression)) return unknownAt(declaration, state);
    return moduleMember(context, reference.expression.text, declaration.getSourceFile().fileName, '*', state, declaration);
  }
  const home = homeFrame(context, declaration, frame);
  if (ts.isFunctionDeclaration(declaration) || ts.isFunctionExpression(declaration)) {
    home.captured = true;
    return one({ kind: 'function', node: declaration, frame: home, self: undefined, bound: [] }, state);
  }
  if (ts.isClassLike(declaration)) return one({ kind: 'class', node: declaration, frame: home }, state);
  if (ts.isModuleDeclaration(declaration)) return one({ kind: 'namespace', node: declaration }, state);
  if (ts.isEnumDeclaration(declaration)) return one(enumeration(declaration), state);
  if (ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration))
    return orLater(context, variable(context, declaration, state, home), declaration, home, reader);
  return unknownAt(declaration, state);
}

/** A variable of a module, or an import from one, whose value is not known yet. */
function isElsewhere(context: Context, declaration: Declaration): boolean {
  if (ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration)) {
    return (
      !context.constants.has(declaration) &&
      ts.findAncestor(declaration.parent, (node) => ts.isSourceFile(node) || ts.isFunctionLike(node))?.kind === ts.SyntaxKind.SourceFile
    );
  }
  const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
  return (
    statement !== undefined &&
    ts.isStringLiteralLike(statement.moduleSpecifier) &&
    context.program.resolve(statement.moduleSpecifier.text, declaration.getSourceFile().fileName).kind !== 'package'
  );
}

/** Whether a name is imported from another of the project's own files. */
export function isOwnImport(context: Context, node: ts.Identifier): boolean {
  const declaration = resolveName(node.text, node);
  return (
    declaration !== undefined && (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration)) && isElsewhere(context, declaration)
  );
}

/** The module that a name is imported from, not parsed; `undefined` if it is none of the project's. */
export function importedSource({ program }: Context, node: ts.Identifier): SourceText | undefined {
  const declaration = resolveName(node.text, node);
  const statement = declaration && ts.findAncestor(declaration, ts.isImportDeclaration);
  if (!statement || !ts.isStringLiteralLike(statement.moduleSpecifier)) return undefined;
  const resolved = program.resolve(statement.moduleSpecifier.text, node.getSourceFile().fileName);
  if (resolved.kind !== 'file') return undefined;
  program.consult([resolved.uri]);
  return program.snapshot.read(resolved.uri);
}

/** Whether a name is imported from a module of markup and named like what it renders: a page, an e-mail. That checks nobody. */
export function isComponent(context: Context, node: ts.Identifier): boolean {
  return /^[A-Z]\w*[a-z]/.test(node.text) && /\.[jt]sx$/.test(importedSource(context, node)?.uri ?? '');
}

/** The frame that a declaration's variable lives in: the module's when no activation holds it. */
function homeFrame(context: Context, declaration: ts.Node, frame: Frame | undefined): Frame {
  const owner = ts.findAncestor(declaration.parent, (node) => ts.isSourceFile(node) || ts.isFunctionLike(node));
  for (let scope = frame; scope; scope = scope.parent) if (scope.node === owner) return scope;
  return frame && owner && !ts.isSourceFile(owner) ? frame : moduleFrame(declaration.getSourceFile());
}

function variable(
  context: Context,
  declaration: ts.VariableDeclaration | ts.BindingElement,
  state: State,
  home: Frame,
): readonly Outcome[] {
  if (!ts.isSourceFile(home.node)) return again(context, declaration, state, home) ?? unknownAt(declaration, state);
  const constant = context.constants.get(declaration);
  if (constant) return one(constant.value, withFrames(state, constant.frames));
  const root = ts.findAncestor(declaration, ts.isVariableDeclaration);
  const entered = enterModule(context, home.node, state);
  if (!root?.initializer && !(root && isChangedWhenLoaded(context, root)))
    return entered.flatMap((next) => (root ? one(undefinedValue, next) : unknownAt(declaration, next)));
  if (context.pending.has(root)) {
    cutShort(context);
    return entered.flatMap((next) => unknownAt(declaration, next));
  }
  const { node: file } = home;
  const shared =
    isConstant(root) && entered.every(({ facts }) => facts === state.facts)
      ? sharedConstant(context, declaration, (apart) => {
          initialised(apart, { root, declaration, home, state: emptyState, entered: enterModule(apart, file, emptyState) });
          return apart.constants.get(declaration);
        })
      : undefined;
  if (!shared) return initialised(context, { root, declaration, home, state, entered });
  context.constants.set(declaration, shared);
  return one(shared.value, withFrames(state, shared.frames));
}

/** A function's constant that holds nothing, because set-up code has left it open. */
function again(context: Context, declaration: ts.Node, state: State, home: Frame): readonly Outcome[] | undefined {
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer || !isRepeatable(declaration)) return undefined;
  if (!variablesOf(state, home.id) || context.pending.has(declaration)) return undefined;
  context.pending.add(declaration);
  const outcomes = evaluate(context, declaration.initializer, state, home);
  context.pending.delete(declaration);
  return outcomes;
}

/** A variable of a module, where a path asks for it first. */
interface ModuleVariable {
  /** What declares it, itself or as a part of a pattern. */
  readonly root: ts.VariableDeclaration;
  readonly declaration: ts.VariableDeclaration | ts.BindingElement;
  readonly home: Frame;
  readonly state: State;
  /** The states after the module's own assertions. */
  readonly entered: readonly State[];
}

/** The value of a module variable after its initializer has run. */
function initialised(context: Context, variable: ModuleVariable): readonly Outcome[] {
  const { root, declaration, entered, state, home } = variable;
  const { initializer } = root;
  const made = context.routing?.made;
  let { outcomes, isExhausted } = evaluated(context, variable, longestInitializer);
  // Set-up code may be one long initializer.
  if (isExhausted && context.routing?.made !== made) ({ outcomes, isExhausted } = evaluated(context, variable, context.budget));
  if (initializer && isConstant(root) && ts.isIdentifier(root.name) && isLeftOpen(context, initializer, outcomes, state, home))
    return outcomes;
  const [only] = outcomes;
  if (isExhausted && only && isConstant(root)) return constantOf(context, variable, { ...only, thrown: false });
  if (
    isConstant(root) &&
    outcomes.length === 1 &&
    entered.length === 1 &&
    only &&
    !only.thrown &&
    only.state.facts === state.facts &&
    only.state.assigned === state.assigned
  ) {
    return constantOf(context, variable, only);
  }
  return then(outcomes, (value, next) =>
    bindName(context, root.name, value, next, home).flatMap((bound) => {
      if (bound.thrown) return [bound];
      return one(readVariable(bound.state, home, declaration) ?? unknown(`var${identity(declaration)}`), bound.state);
    }),
  ).map((outcome) => (outcome.thrown ? { ...outcome, thrown: false, value: unknown(`init${identity(declaration)}`) } : outcome));
}

function evaluated(
  context: Context,
  { root, entered, state, home }: ModuleVariable,
  most: number,
): { readonly outcomes: readonly Outcome[]; readonly isExhausted: boolean } {
  const { initializer } = root;
  const { shallow, budget } = context;
  const allowed = Math.min(budget, most);
  context.budget = allowed;
  context.shallow = 0;
  context.pending.add(root);
  context.quiet++;
  const made = entered.flatMap((next) => (initializer ? evaluate(context, initializer, next, home) : one(undefinedValue, next)));
  const all = afterLoading(context, root, made, home);
  // A module that throws serves no request.
  const running = all.filter((outcome) => !outcome.thrown);
  const outcomes = settledOn(running.length > 0 ? running : all, state);
  context.quiet--;
  context.pending.delete(root);
  context.shallow = shallow;
  const isExhausted = context.budget <= 0;
  context.budget = budget - (allowed - Math.max(0, context.budget));
  return { outcomes, isExhausted };
}

/** Alternatives that decide nothing are one: which of several addresses is meant, whether a client was made before this module was reloaded. */
function settledOn(outcomes: readonly Outcome[], before: State): readonly Outcome[] {
  const own = outcomes.filter(({ value }) => !isKeptGlobally(value));
  const [first] = own;
  if (outcomes.length < 2 || !first || outcomes.some(({ state }) => state.assigned !== before.assigned)) return outcomes;
  if (own.length === 1 && !first.thrown && first.value.kind === 'api') return one(first.value, { ...before, frames: first.state.frames });
  if (!own.some(({ value }) => isAddress(value)) || own.some(({ value }) => !isAddress(value) && value.kind !== 'env')) return outcomes;
  const address = own.find(({ value }) => isAddress(value)) ?? first;
  return one(address.value, before);
}

function isAddress(value: Value): boolean {
  if (value.kind === 'text') return value.parts[0] !== undefined && isAddress(value.parts[0]);
  return /^https?:\/\//.test(literalText(value) ?? '');
}

/** Keeps a module variable's value for all paths; nothing on the way to it depended on one. */
function constantOf(context: Context, { root, declaration, state, home }: ModuleVariable, outcome: Outcome): readonly Outcome[] {
  const frames = [...outcome.state.frames].filter(([id]) => !variablesOf(state, id) && id !== home.id);
  const keep = (value: Value): readonly Outcome[] => {
    context.constants.set(declaration, { value, frames });
    return one(value, withFrames(state, frames));
  };
  if (ts.isIdentifier(root.name)) return keep(outcome.value);
  const bound = bindName(context, root.name, outcome.value, outcome.state, home);
  const value = bound.length === 1 && bound[0] ? readVariable(bound[0].state, home, declaration) : undefined;
  return value ? keep(value) : unknownAt(declaration, state);
}

/** The state with activations that functions closed over. */
function withFrames(state: State, frames: Constant['frames']): State {
  const missing = frames.filter(([id]) => !variablesOf(state, id));
  return missing.length === 0 ? state : { ...state, frames: new Map([...state.frames, ...missing]) };
}

function imported(context: Context, declaration: ts.Node, name: string, state: State): readonly Outcome[] {
  const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
  if (!statement || !ts.isStringLiteralLike(statement.moduleSpecifier)) return unknownAt(declaration, state);
  return moduleMember(context, statement.moduleSpecifier.text, declaration.getSourceFile().fileName, name, state, declaration);
}

/** What a module gives under a name; `*` is the whole module. */
export function moduleMember(context: Context, specifier: string, from: Uri, name: string, state: State, at: ts.Node): readonly Outcome[] {
  const resolved = context.program.resolve(specifier, from);
  if (resolved.kind === 'package') {
    const path = name === '*' ? `${resolved.name}#` : memberPath(`${resolved.name}#`, name);
    const environment = name === '*' || context.libraries.neutral.get(path) ? undefined : context.libraries.environment.get(path);
    return one(environment ? setting(context, name, environment, at) : external(path), state);
  }
  const file = resolved.kind === 'file' ? context.program.file(resolved.uri) : undefined;
  if (!file) {
    context.recorder.unknown(spanOf(at), `\`${specifier}\` cannot be resolved`);
    return one({ kind: 'api', path: memberPath(`missing:${specifier}#`, name), calls: [], id: '', pending: [] }, state);
  }
  if (name === '*') return one({ kind: 'module', file }, state);
  return exportedValue(context, file, name, state) ?? unknownAt(at, state);
}

/** The value a module exports under a name, through re-exports; `undefined` if it exports no such name. */
export function exportedValue(context: Context, file: ts.SourceFile, name: string, state: State): readonly Outcome[] | undefined {
  const source = exportSource(context.program, file, name);
  return source && foundValue(context, source.file, source.found, state);
}

interface KnownSource {
  readonly source: ExportSource | undefined;
  readonly consulted: Consulted;
}

const sourcesOf = memoized<Program, Map<ts.SourceFile, Map<string, KnownSource>>>(() => new Map());

/** The same for everybody, so it is found once for a program. */
function exportSource(program: Program, file: ts.SourceFile, name: string): ExportSource | undefined {
  const sources = sourcesOf(program);
  let ofFile = sources.get(file);
  if (!ofFile) sources.set(file, (ofFile = new Map<string, KnownSource>()));
  let known = ofFile.get(name);
  if (!known) {
    const { result: source, consulted } = program.track(() => findExport(program, file, name, new Set()));
    ofFile.set(name, (known = { source, consulted }));
  }
  program.consult(known.consulted);
  return known.source;
}

/** Where a module's export comes from. Of a barrel's modules only those are parsed that mention the name or pass on others. */
function findExport(program: Program, file: ts.SourceFile, name: string, seen: Set<ts.SourceFile>): ExportSource | undefined {
  if (seen.has(file)) return undefined;
  seen.add(file);
  const { found, stars } = exportOf(file, name);
  if (found) return { file, found };
  for (const specifier of stars) {
    const resolved = program.resolve(specifier, file.fileName);
    const text = resolved.kind === 'file' ? program.text(resolved.uri) : undefined;
    if (resolved.kind !== 'file' || text === undefined || !mayExport(text, name)) continue;
    const target = program.file(resolved.uri);
    const source = target && findExport(program, target, name, seen);
    if (source) return source;
  }
  return undefined;
}

/** Whether a module's text may export a name, itself or by passing on what others export. */
function mayExport(text: string, name: string): boolean {
  if (/export\s*\*/.test(text)) return true;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const before = text.lastIndexOf('export', at);
    if (before >= 0 && !/[=;(]/.test(text.slice(before, at))) return true;
  }
  return /\bexports\b/.test(text) && text.includes(name);
}

function foundValue(context: Context, file: ts.SourceFile, found: Exported, state: State): readonly Outcome[] {
  const home = moduleFrame(file);
  switch (found.kind) {
    case 'declaration':
      return declared(context, found.node, state, home);
    case 'member':
      return then(declared(context, found.declaration, state, home), (value, next) =>
        member(context, value, found.name, next, found.declaration),
      );
    case 'reexport':
      return moduleMember(context, found.specifier, file.fileName, found.name, state, file);
    case 'expression':
      return enterModule(context, file, state).flatMap((entered) => {
        return quietly(context, () => evaluate(context, found.node, entered, home));
      });
  }
}

/** A symbol that is not the project's. */
export function external(path: string): Value {
  const normal = path.startsWith('node:process#') ? `global#process.${path.slice('node:process#'.length)}`.replace(/\.$/, '') : path;
  return { kind: 'api', path: normal, calls: [], id: '', pending: [] };
}

function enumeration(declaration: ts.EnumDeclaration): Value {
  const fields = new Map<string, Value>();
  declaration.members.forEach((item, index) => {
    const { initializer } = item;
    const value =
      initializer && ts.isStringLiteralLike(initializer)
        ? initializer.text
        : initializer && ts.isNumericLiteral(initializer)
          ? Number(initializer.text)
          : index;
    if (ts.isIdentifier(item.name) || ts.isStringLiteral(item.name)) fields.set(item.name.text, literal(value));
  });
  return { kind: 'object', fields, open: false, type: undefined };
}

/** A value of which nothing is known but where it stands. */
export function unknownAt(node: ts.Node, state: State): readonly Outcome[] {
  return one(unknown(`n${identity(node)}`), state);
}

/** Assigns to a variable, wherever it lives. */
export function assignVariable(context: Context, declaration: Declaration, value: Value, state: State, frame: Frame): State {
  for (let scope: Frame | undefined = frame; scope; scope = scope.parent) {
    if (readVariable(state, scope, declaration)) return writeVariable(state, scope, declaration, value);
  }
  return writeVariable(state, homeFrame(context, declaration, frame), declaration, value);
}
