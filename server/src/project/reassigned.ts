import ts from 'typescript';
import { resolveName } from './bindings';
import { memoized } from './memoized';
import { isAssignment, isConstant } from './syntax';

/** A place in a function that puts something into a variable or a field: a request cannot know which of them have run by then. */
export interface Assignment {
  readonly node: ts.Node;
  /** The variable, or what the field belongs to. */
  readonly target: ts.Expression;
  /** What is put there; `undefined` where the assignment alone does not tell. */
  readonly value: ts.Expression | undefined;
  /** Only while nothing is there: `??=`. */
  readonly isOnDemand: boolean;
}

interface Assignments {
  readonly variables: Map<string, Assignment[]>;
  /** By name; `*` for any name. */
  readonly fields: Map<string, Assignment[]>;
}

/** The assignments to a module's variable that functions make; a constant has none. */
export function assignmentsTo(declaration: ts.VariableDeclaration): readonly Assignment[] {
  const { name } = declaration;
  if (isConstant(declaration) || !ts.isIdentifier(name)) return [];
  const found = assignmentsIn(name.getSourceFile()).variables.get(name.text) ?? [];
  return found.filter(({ target }) => resolveName(name.text, target) === declaration);
}

/** The assignments that the functions of a file make to fields of a name: `this.pool = …`, `state.pool = …`, `Object.assign(state, …)`. */
export function assignmentsToField(file: ts.SourceFile, name: string): readonly Assignment[] {
  const { fields } = assignmentsIn(file);
  return [...(fields.get(name) ?? []), ...(fields.get('*') ?? [])];
}

const assignmentsIn = memoized((file: ts.SourceFile): Assignments => {
  const found: Assignments = { variables: new Map(), fields: new Map() };
  const visit = (node: ts.Node, isInside: boolean): void => {
    if (isInside) assigning(node, found);
    const inside = isInside || ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(file, false);
  return found;
});

/** Functions that put fields of others into their first argument. */
const filling = /^(?:(?:Object|_|lodash)\.)?(?:assign|merge|extend|defaults(?:Deep)?|defineProperty|defineProperties|set)$/;

function assigning(node: ts.Node, found: Assignments): void {
  if (isAssignment(node)) {
    const { kind } = node.operatorToken;
    const isOnDemand = kind === ts.SyntaxKind.QuestionQuestionEqualsToken || kind === ts.SyntaxKind.BarBarEqualsToken;
    add(node.left, { node, value: kind === ts.SyntaxKind.EqualsToken ? node.right : undefined, isOnDemand }, found);
  } else if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
    const { operator } = node;
    if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken)
      add(node.operand, { node, value: undefined, isOnDemand: false }, found);
  } else if (ts.isCallExpression(node) && node.arguments[0] && filling.test(node.expression.getText())) {
    put(found.fields, '*', { node, target: node.arguments[0], value: undefined, isOnDemand: false });
  }
}

function add(left: ts.Expression, given: Omit<Assignment, 'target'>, found: Assignments): void {
  if (ts.isIdentifier(left)) put(found.variables, left.text, { ...given, target: left });
  else if (ts.isPropertyAccessExpression(left)) put(found.fields, left.name.text, { ...given, target: left.expression });
  else if (ts.isElementAccessExpression(left)) {
    const { argumentExpression: key } = left;
    put(found.fields, ts.isStringLiteralLike(key) ? key.text : '*', { ...given, target: left.expression });
  } else for (const part of partsOf(left)) add(part, { ...given, value: undefined }, found);
}

/** What a pattern assigns to: `[a, b] = …`, `({ a, b: c } = …)`. */
function partsOf(pattern: ts.Expression): readonly ts.Expression[] {
  if (ts.isArrayLiteralExpression(pattern)) return pattern.elements;
  if (!ts.isObjectLiteralExpression(pattern)) return [];
  return pattern.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) ? property.initializer : ts.isShorthandPropertyAssignment(property) ? property.name : [],
  );
}

function put(map: Map<string, Assignment[]>, name: string, assignment: Assignment): void {
  const known = map.get(name);
  if (known) known.push(assignment);
  else map.set(name, [assignment]);
}
