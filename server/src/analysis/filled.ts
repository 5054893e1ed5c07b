import ts from 'typescript';
import { memoized } from '../project/memoized';
import { resolveName } from '../project/scope';
import { bare, walk } from '../project/syntax';

/** Whether an empty list is filled by nothing but the `push` calls of the function that makes it: what it holds is then known. */
export const filledHere = memoized((list: ts.ArrayLiteralExpression): boolean => {
  const { parent } = list;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const home = functionAround(parent);
  if (!home) return false;
  const { text } = parent.name;
  let isHere = true;
  walk(home, (node) => {
    if (!isHere || !ts.isIdentifier(node) || node.text !== text || node === parent.name) return;
    if (resolveName(text, node) !== parent) return;
    isHere = onlyReads(node) || (isPush(node) && functionAround(node) === home);
  });
  return isHere;
});

function functionAround(node: ts.Node): ts.Node | undefined {
  let around: ts.Node | undefined = node.parent;
  while (around && !ts.isFunctionLike(around)) around = around.parent;
  return around;
}

const reads = new Set('at every filter find findIndex forEach includes indexOf join length map reduce slice some'.split(' '));

/** Whether a mention of a list leaves it as it is; what returns it hands it on as it is then. */
function onlyReads(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name && reads.has(parent.name.text);
  return ts.isReturnStatement(parent) || (ts.isForOfStatement(parent) && parent.expression === name);
}

function isPush(name: ts.Identifier): boolean {
  const { parent } = name;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== name || parent.name.text !== 'push') return false;
  return ts.isCallExpression(parent.parent) && bare(parent.parent.expression) === parent;
}
