import ts from 'typescript';
import { specifier } from './shapes';
import { extractCondition, inlineConstants } from './moving';
import { awaits, codeOf, everywhere, isShorthand, isVariable, localNames, parse, rewrite, uses, type Transformation } from './rewriting';

const { factory } = ts;

const renamed = (name: string): ts.Identifier => factory.createIdentifier(`its_${name}`);

/** Gives every local variable another name; keys keep theirs. */
const rename: Transformation = {
  id: 'rename identifiers',
  apply: (project) =>
    codeOf(project).reduce((done, path) => {
      const names = localNames(parse(path, done.texts[path] ?? ''));
      return rewrite(done, path, (node) => renameIn(node, names));
    }, project),
};

function renameIn(node: ts.Node, names: ReadonlySet<string>): ts.Node {
  if (ts.isShorthandPropertyAssignment(node) && names.has(node.name.text))
    return factory.createPropertyAssignment(node.name.text, renamed(node.name.text));
  if (ts.isBindingElement(node) && isShorthand(node) && ts.isIdentifier(node.name) && names.has(node.name.text))
    return factory.createBindingElement(node.dotDotDotToken, node.name.text, renamed(node.name.text), node.initializer);
  return ts.isIdentifier(node) && names.has(node.text) && isVariable(node) ? renamed(node.text) : node;
}

function call(callee: string, ...args: readonly ts.Expression[]): ts.CallExpression {
  return factory.createCallExpression(
    callee
      .split('.')
      .reduce<ts.Expression | undefined>(
        (target, name) => (target ? factory.createPropertyAccessExpression(target, name) : factory.createIdentifier(name)),
        undefined,
      ) ?? factory.createIdentifier(callee),
    undefined,
    args,
  );
}

/** Writes a line to the log between all statements of functions. */
const log = everywhere('add logging', (node) =>
  ts.isBlock(node) && node.statements.length > 0
    ? factory.createBlock(
        node.statements.flatMap((statement) => [
          factory.createExpressionStatement(call('console.log', factory.createStringLiteral('step'))),
          statement,
        ]),
        true,
      )
    : node,
);

/** Turns function declarations into constants that hold arrows. They move to where their statement stood, so only those not called before. */
const arrows = everywhere('function declaration to arrow', (node) => {
  if (!ts.isFunctionDeclaration(node) || !node.name || !node.body) return node;
  const isDefault = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
  const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  const arrow = factory.createArrowFunction(
    isAsync ? [factory.createModifier(ts.SyntaxKind.AsyncKeyword)] : undefined,
    node.typeParameters,
    node.parameters,
    node.type,
    undefined,
    node.body,
  );
  if (isDefault) return factory.createExportDefault(arrow);
  const isExported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
  return factory.createVariableStatement(
    isExported ? [factory.createModifier(ts.SyntaxKind.ExportKeyword)] : undefined,
    factory.createVariableDeclarationList([factory.createVariableDeclaration(node.name, undefined, undefined, arrow)], ts.NodeFlags.Const),
  );
});

/** `if (c) a else b` becomes `if (!c) b else a`. */
const invert = everywhere('invert conditions', (node) =>
  ts.isIfStatement(node)
    ? factory.createIfStatement(
        factory.createLogicalNot(factory.createParenthesizedExpression(node.expression)),
        node.elseStatement ?? factory.createBlock([]),
        node.thenStatement,
      )
    : node,
);

const negated = (node: ts.Expression): ts.Expression => factory.createLogicalNot(factory.createParenthesizedExpression(node));

/** `a && b` becomes `!(!a || !b)` where only its truth is asked for, and the reverse. */
const deMorgan = everywhere('De Morgan', (node) => {
  if (!ts.isIfStatement(node)) return node;
  const turn = (condition: ts.Expression): ts.Expression => {
    if (ts.isParenthesizedExpression(condition)) return factory.createParenthesizedExpression(turn(condition.expression));
    if (ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken)
      return factory.createLogicalNot(turn(condition.operand));
    if (!ts.isBinaryExpression(condition)) return condition;
    const { left, operatorToken, right } = condition;
    if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
      return negated(factory.createLogicalOr(negated(turn(left)), negated(turn(right))));
    if (operatorToken.kind === ts.SyntaxKind.BarBarToken)
      return negated(factory.createLogicalAnd(negated(turn(left)), negated(turn(right))));
    return condition;
  };
  return factory.updateIfStatement(node, turn(node.expression), node.thenStatement, node.elseStatement);
});

const opposite: Partial<Readonly<Record<ts.SyntaxKind, ts.BinaryOperator>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ts.SyntaxKind.ExclamationEqualsEqualsToken,
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ts.SyntaxKind.EqualsEqualsEqualsToken,
};

/** `a === b` becomes `!(b !== a)`. */
const turnEquality = everywhere('turn equality', (node) => {
  if (!ts.isBinaryExpression(node)) return node;
  const other = opposite[node.operatorToken.kind];
  return other === undefined
    ? node
    : factory.createParenthesizedExpression(negated(factory.createBinaryExpression(node.right, other, node.left)));
});

/** Templates become concatenations. */
const concatenate = everywhere('template to concatenation', (node) =>
  ts.isTemplateExpression(node)
    ? factory.createParenthesizedExpression(
        node.templateSpans.reduce<ts.Expression>((sum, span) => {
          const added = factory.createAdd(sum, factory.createParenthesizedExpression(span.expression));
          return span.literal.text === '' ? added : factory.createAdd(added, factory.createStringLiteral(span.literal.text));
        }, factory.createStringLiteral(node.head.text)),
      )
    : node,
);

/** `const` becomes a declaration and an assignment. */
const splitDeclarations = everywhere('split declarations', (node) => {
  if (!ts.isBlock(node)) return node;
  return factory.createBlock(
    node.statements.flatMap((statement): readonly ts.Statement[] => {
      if (!ts.isVariableStatement(statement)) return [statement];
      const [declaration, ...others] = statement.declarationList.declarations;
      if (!declaration?.initializer || others.length > 0 || !ts.isIdentifier(declaration.name)) return [statement];
      return [
        factory.createVariableStatement(
          undefined,
          factory.createVariableDeclarationList([factory.createVariableDeclaration(declaration.name)], ts.NodeFlags.Let),
        ),
        factory.createExpressionStatement(factory.createAssignment(declaration.name, declaration.initializer)),
      ];
    }),
    true,
  );
});

/** Independent statements change places: neighbouring constants of which neither uses the other. */
const reorder = everywhere('reorder independent statements', (node) => {
  if (!ts.isBlock(node)) return node;
  const statements = [...node.statements];
  for (let index = 0; index + 1 < statements.length; index++) {
    const [first, second] = [statements[index], statements[index + 1]];
    if (!first || !second || !areIndependent(first, second)) continue;
    statements.splice(index, 2, second, first);
    index++;
  }
  return factory.createBlock(statements, true);
});

function areIndependent(first: ts.Statement, second: ts.Statement): boolean {
  if (!ts.isVariableStatement(first) || !ts.isVariableStatement(second)) return false;
  const names = first.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  return names.length > 0 && !uses(second, new Set(names)) && !awaits(first) && !awaits(second);
}

/** Every body of a function begins with a page of work on plain values. */
const occupy: Transformation = {
  id: 'plain work first',
  apply: (project) =>
    codeOf(project).reduce((done, path) => {
      const text = done.texts[path] ?? '';
      const busy = bodies(parse(path, text)).reduceRight(
        (before, { pos, start }) => before.slice(0, start) + plainWork(pos) + before.slice(start),
        text,
      );
      return { ...done, texts: { ...done.texts, [path]: busy } };
    }, project),
};

/** Where the bodies of functions begin, in order. */
function bodies(node: ts.Node): readonly { readonly pos: number; readonly start: number }[] {
  const own = ts.isBlock(node) && ts.isFunctionLike(node.parent) ? [{ pos: node.pos, start: node.getStart() + 1 }] : [];
  const inner: { readonly pos: number; readonly start: number }[] = [];
  ts.forEachChild(node, (child) => void inner.push(...bodies(child)));
  return [...own, ...inner];
}

function plainWork(id: number): string {
  return Array.from(
    { length: 8 },
    (_, index) => `
const words${id}_${index} = ['north', 'south'].map((word) => word.toUpperCase().padEnd(${index})).join('-');
const sum${id}_${index} = [1, 2, 3].reduce((total, each) => total + each * ${index}, 0);
if (sum${id}_${index} > 100 && words${id}_${index}.length > 3) console.log(words${id}_${index}, { sum: sum${id}_${index}, at: new Date().toISOString() });
`,
  ).join('');
}

/** Statements of functions go into a block that always runs. */
const nest = everywhere('nest in try and finally', (node) => {
  const isBody = ts.isBlock(node) && node.parent !== undefined && ts.isFunctionLike(node.parent) && node.statements.length > 1;
  if (!isBody) return node;
  return factory.createBlock(
    [
      factory.createTryStatement(
        factory.createBlock(node.statements, true),
        undefined,
        factory.createBlock([factory.createExpressionStatement(call('console.timeEnd', factory.createStringLiteral('sync')))], true),
      ),
    ],
    true,
  );
});

/** The last argument of a registration and an exported handler go through a wrapper that only measures. */
const measure: Transformation = {
  id: 'neutral wrapper',
  apply: (project) => {
    const { file } = project;
    const done = rewrite(project, file, (node) => {
      if (ts.isVariableDeclaration(node) && node.initializer && ts.isArrowFunction(node.initializer) && isExported(node))
        return factory.updateVariableDeclaration(node, node.name, undefined, undefined, call('measured', node.initializer));
      if (ts.isCallExpression(node) && isRegistration(node)) {
        const last = node.arguments.at(-1);
        if (last && ts.isArrowFunction(last))
          return factory.updateCallExpression(node, node.expression, undefined, [...node.arguments.slice(0, -1), call('measured', last)]);
      }
      return node;
    });
    const wrapper = `import { measured } from '${specifier(file, 'lib/measured')}';\n`;
    return {
      ...done,
      texts: {
        ...done.texts,
        [file]: wrapper + (done.texts[file] ?? ''),
        'lib/measured.ts': `export function measured<A extends unknown[], R>(handler: (...args: A) => Promise<R>) {
  return async (...args: A): Promise<R> => {
    const start = performance.now();
    try {
      return await handler(...args);
    } finally {
      console.log('took', performance.now() - start);
    }
  };
}
`,
      },
    };
  },
};

function isExported(node: ts.VariableDeclaration): boolean {
  const statement = node.parent?.parent;
  return (
    statement !== undefined &&
    ts.isVariableStatement(statement) &&
    (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

function isRegistration({ expression }: ts.CallExpression): boolean {
  const text = ts.isPropertyAccessExpression(expression) ? expression.name.text : ts.isIdentifier(expression) ? expression.text : '';
  return ['post', 'serve', 'defineEventHandler'].includes(text);
}

/** All of them; any sequence keeps what a handler does. */
export const transformations: readonly Transformation[] = [
  rename,
  log,
  arrows,
  invert,
  deMorgan,
  turnEquality,
  concatenate,
  splitDeclarations,
  reorder,
  nest,
  occupy,
  measure,
  extractCondition,
  inlineConstants,
];
