import ts from 'typescript';
import { specifier } from './shapes';
import { awaits, isVariable, localNames, parse, rewrite, uses, type Transformation } from './rewriting';

const { factory } = ts;
const module = 'lib/condition';

/** The first condition of the handler's file moves into a function of another file; what it needs of the handler is handed over. */
export const extractCondition: Transformation = {
  id: 'extract the guard into another file',
  apply: (project) => {
    const { file: path, texts } = project;
    const file = parse(path, texts[path] ?? '');
    const condition = firstCondition(file);
    if (!condition || texts[`${module}.ts`] !== undefined) return project;
    const locals = localNames(file);
    const needed = new Set<string>();
    const names = new Set<string>();
    collect(condition, (name) => (locals.has(name) ? needed : names).add(name));
    const declarations = file.statements.filter((statement) => declares(statement, names));
    for (const statement of declarations) collect(statement, (name) => names.add(name));
    const brought = file.statements.filter((statement) => declares(statement, names));
    if (brought.some((statement) => ts.isImportDeclaration(statement) && statement.moduleSpecifier.getText().includes('./')))
      return project;
    const isAsync = awaits(condition);
    const moved = `${brought.map((statement) => statement.getText()).join('\n')}
export ${isAsync ? 'async ' : ''}function holds(${[...needed].map((name) => `${name}: any`).join(', ')}) {
  return ${condition.getText()};
}
`;
    const call = factory.createCallExpression(
      factory.createIdentifier('holds'),
      undefined,
      [...needed].map((name) => factory.createIdentifier(name)),
    );
    const place = condition.getText();
    let done = false;
    const replaced = rewrite(project, path, (node) => {
      if (done || !ts.isIfStatement(node) || node.expression.pos < 0 || node.expression.getText() !== place) return node;
      done = true;
      return factory.updateIfStatement(node, isAsync ? factory.createAwaitExpression(call) : call, node.thenStatement, node.elseStatement);
    });
    if (!done) return project;
    return {
      ...replaced,
      texts: {
        ...replaced.texts,
        [path]: `import { holds } from '${specifier(path, module)}';\n${replaced.texts[path] ?? ''}`,
        [`${module}.ts`]: moved,
      },
    };
  },
};

function firstCondition(node: ts.Node): ts.Expression | undefined {
  return ts.forEachChild(node, (child) => (ts.isIfStatement(child) ? child.expression : firstCondition(child)));
}

function collect(node: ts.Node, tell: (name: string) => void): void {
  if (ts.isIdentifier(node) && isVariable(node)) tell(node.text);
  ts.forEachChild(node, (child) => collect(child, tell));
}

/** Whether a statement of a module brings one of some names. */
function declares(statement: ts.Statement, names: ReadonlySet<string>): boolean {
  if (ts.isImportDeclaration(statement)) return statement.importClause !== undefined && uses(statement.importClause, names);
  return (
    ts.isVariableStatement(statement) &&
    !statement.modifiers &&
    statement.declarationList.declarations.some(({ name }) => ts.isIdentifier(name) && names.has(name.text))
  );
}

/** Constants that are used once, in the statement after them, are written where they are used. */
export const inlineConstants: Transformation = {
  id: 'inline constants',
  apply: (project) =>
    rewrite(project, project.file, (node) => {
      if (!ts.isBlock(node)) return node;
      const statements: ts.Statement[] = [];
      for (const statement of node.statements) {
        const previous = statements.at(-1);
        const inlined = previous && inline(previous, statement);
        if (inlined) statements.splice(-1, 1, inlined);
        else statements.push(statement);
      }
      return factory.createBlock(statements, true);
    }),
};

function inline(first: ts.Statement, second: ts.Statement): ts.Statement | undefined {
  const [declaration, ...others] = ts.isVariableStatement(first) ? first.declarationList.declarations : [];
  if (!declaration?.initializer || others.length > 0 || !ts.isIdentifier(declaration.name)) return undefined;
  if (!ts.isIfStatement(second) && !ts.isReturnStatement(second)) return undefined;
  const { initializer } = declaration;
  const name = declaration.name.text;
  if (awaits(initializer) || ts.isArrowFunction(initializer) || count(second.expression, name) !== 1) return undefined;
  const rest = ts.isIfStatement(second) ? [second.thenStatement, second.elseStatement] : [];
  if (rest.some((part) => part !== undefined && uses(part, new Set([name])))) return undefined;
  const { transformed } = ts.transform(second, [
    (context) => (root) => {
      const visit = (node: ts.Node): ts.Node =>
        ts.isIdentifier(node) && node.text === name && isVariable(node)
          ? factory.createParenthesizedExpression(initializer)
          : ts.visitEachChild(node, visit, context);
      return ts.visitEachChild(root, visit, context);
    },
  ]);
  return transformed[0];
}

function count(node: ts.Node | undefined, name: string): number {
  let times = 0;
  if (node) collect(node, (found) => (times += Number(found === name)));
  return times;
}
