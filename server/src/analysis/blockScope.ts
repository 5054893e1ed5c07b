import ts from 'typescript';
import { memoized } from '../project/memoized';
import { walk } from '../project/syntax';
import { variablesOf, type Frame, type State } from './state';

/** Forgets the variables of a block that has been left, so that paths which differ in nothing else become one. */
export function leaveBlock(state: State, block: ts.Block | ts.CatchClause, frame: Frame): State {
  const variables = variablesOf(state, frame.id);
  const gone = scopedTo(block).filter((declaration) => variables?.has(declaration));
  if (gone.length === 0) return state;
  const left = new Map(variables);
  for (const declaration of gone) left.delete(declaration);
  return { ...state, frames: new Map(state.frames).set(frame.id, left) };
}

/** The declarations of variables that end with a block: no function in it mentions them, which might outlive it. */
const scopedTo = memoized((block: ts.Block | ts.CatchClause): readonly ts.Node[] => {
  const names = ts.isBlock(block) ? block.statements.flatMap(namesIn) : boundNames(block.variableDeclaration?.name);
  const outliving = names.length === 0 ? undefined : mentionedInFunctions(block);
  return names.filter(({ text }) => !outliving?.has(text)).map(({ parent }) => parent);
});

function namesIn(statement: ts.Statement): readonly ts.Identifier[] {
  if (!ts.isVariableStatement(statement)) return [];
  const { declarations, flags } = statement.declarationList;
  return (flags & ts.NodeFlags.BlockScoped) === 0 ? [] : declarations.flatMap(({ name }) => boundNames(name));
}

function boundNames(name: ts.BindingName | undefined): readonly ts.Identifier[] {
  if (!name) return [];
  return ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function mentionedInFunctions(block: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  walk(block, (node) => {
    if (!ts.isFunctionLike(node) && !ts.isClassLike(node)) return;
    walk(node, (inner) => {
      if (ts.isIdentifier(inner)) names.add(inner.text);
    });
  });
  return names;
}
