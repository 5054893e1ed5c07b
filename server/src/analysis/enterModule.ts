import ts from 'typescript';
import { moduleFrame, quietly, type Context } from './context';
import { evaluate } from './evaluate';
import { execute } from './execute';
import { hasDefault, isOptional } from './settings';
import { learn, variablesOf, type Frame, type State } from './state';

const parsesEnvironment = /parse\w*\(\s*process\.env\s*\)/i;

/** Runs a module's own assertions about the environment once, before anything of it is used. */
export function enterModule(context: Context, file: ts.SourceFile, state: State): readonly State[] {
  const home = moduleFrame(file);
  if (variablesOf(state, home.id)) return [state];
  const entered: State = { ...state, frames: new Map(state.frames).set(home.id, new Map()) };
  const checks = file.statements.filter(isAssertion);
  if (parsesEnvironment.test(file.text)) return [validated(context, file, entered, home)];
  if (checks.length === 0) return [entered];
  context.quiet++;
  let states: readonly State[] = [entered];
  for (const check of checks) {
    const next = states.flatMap((before) =>
      execute(context, check, before, home)
        .filter((end) => end.kind === 'normal')
        .map((end) => end.state),
    );
    if (next.length > 0) states = next.slice(0, 4);
  }
  context.quiet--;
  return states.map((end) => ({
    ...end,
    at: state.at,
    verified: state.verified,
    exposed: state.exposed,
    status: state.status,
    sent: state.sent,
    refused: state.refused,
  }));
}

/** A module that parses the environment when it is loaded stops unless every required variable is set. */
function validated(context: Context, file: ts.SourceFile, state: State, home: Frame): State {
  const stops = isStopping(file);
  return file.statements.reduce((before, statement) => learnt(context, statement, before, home, stops), state);
}

/** What is known once code has run that parses the environment: it stops unless every required variable is set. */
export function asserted(context: Context, body: ts.Node, state: State): State {
  return parsesEnvironment.test(body.getText()) ? learnt(context, body, state, moduleFrame(body.getSourceFile()), isStopping(body)) : state;
}

function isStopping(node: ts.Node): boolean {
  return /\bthrow\b|\b(?:process|Deno)\.exit\b/.test(node.getText());
}

function learnt(context: Context, root: ts.Node, state: State, home: Frame, stops: boolean): State {
  let next = state;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) return;
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      /^(safeP|p)arse(Async)?$/.test(node.expression.name.text) &&
      node.arguments[0]?.getText() === 'process.env'
    ) {
      if (node.expression.name.text.startsWith('safe') && !stops) return;
      const [outcome] = quietly(context, () => evaluate(context, node, next, home));
      const value = outcome?.value.kind === 'object' ? outcome.value.fields.get('data') : outcome?.value;
      if (value?.kind !== 'settings' || value.schema?.kind !== 'object') return;
      for (const [name, rule] of value.schema.fields)
        if (!isOptional(context, rule) && !hasDefault(rule)) next = learn(next, `env:${name}`, { truthy: true, nullish: false });
    } else ts.forEachChild(node, visit);
  };
  visit(root);
  return next;
}

function isAssertion(statement: ts.Statement): boolean {
  if (ts.isIfStatement(statement)) return isStopping(statement.thenStatement);
  if (ts.isForOfStatement(statement)) return isStopping(statement.statement);
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return false;
  const callee = statement.expression.expression.getText();
  return (
    /^(assert|invariant|ok|must|require|ensure|validate|check)/i.test(callee) &&
    !callee.endsWith('require') &&
    /[Ee]nv|\.env\b|[A-Z]{3}/.test(statement.getText())
  );
}
