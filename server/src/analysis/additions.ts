import ts from 'typescript';
import type { Context } from './context';
import { memoized } from '../project/memoized';
import { chainStart, walk } from '../project/syntax';

/**
 * Whether code that the request has run through puts something on one of its parameters under a name: where it did not on the way here,
 * nothing is there.
 */
export function putElsewhere(context: Context, name: string): boolean {
  for (const node of context.followed) if (additions(node).has(name)) return true;
  return false;
}

/** What {@link putElsewhere} knows by the name of what is kept for the rest of a request: `c.set('user', …)`. */
export function keptAs(name: string): string {
  return `kept:${name}`;
}

/** The names under which a function puts something on its parameters: `req.job = …`. */
const additions = memoized((node: ts.Node): ReadonlySet<string> => new Set(gather(node, parametersOf(node))));

function parametersOf(node: ts.Node): ReadonlySet<string> {
  return new Set(ts.isFunctionLike(node) ? node.parameters.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : [])) : []);
}

function gather(node: ts.Node, parameters: ReadonlySet<string>): readonly string[] {
  const names: string[] = [];
  walk(node, (child) => {
    if (ts.isBinaryExpression(child) && child.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const { left } = child;
      if (ts.isPropertyAccessExpression(left) && parameters.has(chainStart(left)?.text ?? '')) names.push(left.name.text);
    } else if (ts.isCallExpression(child) && filling.test(child.expression.getText())) {
      const [target, first] = child.arguments;
      if (target && first && parameters.has(chainStart(target)?.text ?? '')) names.push(...namesGiven(first));
    } else if (ts.isCallExpression(child) && ts.isPropertyAccessExpression(child.expression) && child.expression.name.text === 'set') {
      const [name] = child.arguments;
      if (name && ts.isStringLiteralLike(name) && parameters.has(chainStart(child.expression)?.text ?? '')) names.push(keptAs(name.text));
    }
  });
  return names;
}

const filling = /^(?:Object\.(?:assign|defineProperty)|Reflect\.(?:set|defineProperty))$/;

/** The names of the members that an argument gives: a text, or the properties of an object. */
function namesGiven(node: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : []));
}
