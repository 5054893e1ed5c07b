import ts from 'typescript';
import { moduleFrame, quietly, type Context } from './context';
import { execute } from './execute';
import { loadedChanges, type ImportedName } from './loadedChanges';
import { readVariable, writeVariable, type Frame, type State } from './state';
import type { Outcome, Value } from './value';

/** Ways through a module's own set-up that are told apart. */
const mostWays = 4;

/** Whether a module changes a variable after it has been declared. Where an application is set up, all of its code runs in its order. */
export function isChangedWhenLoaded({ routing }: Context, root: ts.VariableDeclaration): boolean {
  return !routing && ts.isIdentifier(root.name) && loadedChanges(root).statements.length > 0;
}

/** What a module's variable holds once the module has been loaded: after `check = strict`, `checks.set('cron', strict)`, `register(strict)`. */
export function afterLoading(
  context: Context,
  root: ts.VariableDeclaration,
  outcomes: readonly Outcome[],
  home: Frame,
): readonly Outcome[] {
  return isChangedWhenLoaded(context, root) ? changed(context, root, outcomes, home) : outcomes;
}

/** What a name that a module imports stands for once that module has been loaded: after `checks.cron = () => true`. */
export function afterImporting(context: Context, declaration: ImportedName, outcomes: readonly Outcome[]): readonly Outcome[] {
  if (context.routing || loadedChanges(declaration).statements.length === 0) return outcomes;
  return quietly(context, () => changed(context, declaration, outcomes, moduleFrame(declaration.getSourceFile())));
}

function changed(
  context: Context,
  root: ts.VariableDeclaration | ImportedName,
  outcomes: readonly Outcome[],
  home: Frame,
): readonly Outcome[] {
  const { statements, isComplete } = loadedChanges(root);
  return outcomes.flatMap((outcome) => {
    if (outcome.thrown || !isFollowed(outcome.value)) return [outcome];
    let states: readonly State[] = [writeVariable(outcome.state, home, root, outcome.value)];
    for (const statement of statements) {
      const ends = states.flatMap((state) =>
        execute(context, statement, state, home).flatMap((end) => (end.kind === 'normal' ? [end.state] : [])),
      );
      if (ends.length > 0) states = ends.slice(0, mostWays);
    }
    return states.map((state): Outcome => {
      const value = readVariable(state, home, root) ?? outcome.value;
      return { value: isComplete ? closed(value) : value, state, thrown: false };
    });
  });
}

/** What code of the project changes; a client or an application is changed by calls that mean something else. */
function isFollowed({ kind }: Value): boolean {
  return kind === 'literal' || kind === 'function' || kind === 'object' || kind === 'array' || kind === 'class';
}

/** A list or map that nothing else fills. */
function closed(value: Value): Value {
  return value.kind === 'array' || (value.kind === 'object' && value.type === 'Map') ? { ...value, open: false } : value;
}
