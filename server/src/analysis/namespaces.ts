import ts from 'typescript';
import { moduleFrame, one, then, type Context } from './context';
import { member } from './members';
import { declared, unknownAt } from './modules';
import type { State } from './state';
import { undefinedValue, type Outcome } from './value';
import { namesIn, resolveName } from '../project/scope';
import { hasModifier, isConstant } from '../project/syntax';

/** What a namespace exports under a name, in whichever of its blocks: `namespace Guards { export function scheduler() … }`. */
export function namespaceMember(context: Context, node: ts.ModuleDeclaration, name: string, state: State): readonly Outcome[] {
  for (const { body } of declarationsOf(node)) {
    if (!body) continue;
    // `namespace Guards.Inner {}`
    if (ts.isModuleDeclaration(body) && body.name.text === name) return one({ kind: 'namespace', node: body }, state);
    const found = ts.isModuleBlock(body) ? namesIn(body).get(name) : undefined;
    const statement = found && ts.findAncestor(found, ts.isStatement);
    if (!found || !statement || !hasModifier(statement, ts.SyntaxKind.ExportKeyword)) continue;
    return mayChange(found) ? unknownAt(found, state) : declared(context, found, state, moduleFrame(node.getSourceFile()));
  }
  return one(undefinedValue, state);
}

/** A namespace may be continued in further blocks. */
function declarationsOf(node: ts.ModuleDeclaration): readonly ts.ModuleDeclaration[] {
  const { parent, name } = node;
  if (!ts.isSourceFile(parent) && !ts.isModuleBlock(parent)) return [node];
  return parent.statements.filter((item): item is ts.ModuleDeclaration => ts.isModuleDeclaration(item) && item.name.text === name.text);
}

/** Whether others may put something else in the place of what is exported. */
function mayChange(found: ts.Node): boolean {
  return ts.isVariableDeclaration(found) && !isConstant(found);
}

/** What `import Inner = Guards.Inner` stands for. */
export function aliased(context: Context, name: ts.EntityName, state: State): readonly Outcome[] {
  if (ts.isQualifiedName(name))
    return then(aliased(context, name.left, state), (value, next) => member(context, value, name.right.text, next, name));
  const declaration = resolveName(name.text, name);
  return declaration ? declared(context, declaration, state, moduleFrame(name.getSourceFile())) : unknownAt(name, state);
}
