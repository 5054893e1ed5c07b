import ts from 'typescript';
import type { ListedRoute, RouteList } from '../model/fileRouting';
import type { SourceText } from '../model/source';
import { parseCode } from './literal';
import { resolveName } from './scope';
import { isTransparent } from './syntax';

interface Around {
  readonly prefix: string;
  readonly parents: readonly string[];
}

/** The routes that React Router's `routes.ts` lists; files are relative to the folder that holds `app`. */
export function readRouteConfig(source: SourceText): RouteList {
  const file = parseCode(source);
  const routes: ListedRoute[] = [];
  let byName = false;

  const visit = (node: ts.Expression | undefined, around: Around, depth = 12): void => {
    if (!node || depth === 0) return;
    const inside = (next: ts.Expression | undefined, within = around): void => visit(next, within, depth - 1);
    if (isTransparent(node) || ts.isAwaitExpression(node) || ts.isSpreadElement(node)) return inside(node.expression);
    if (ts.isArrayLiteralExpression(node)) return node.elements.forEach((element) => inside(element));
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].forEach((side) => inside(side));
    if (ts.isBinaryExpression(node)) return inside(node.right);
    if (ts.isIdentifier(node)) {
      const declaration = resolveName(node.text, node);
      return inside(declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined);
    }
    if (!ts.isCallExpression(node)) return;
    const [first, second] = node.arguments;
    const children = node.arguments.findLast((argument) => ts.isArrayLiteralExpression(argument));
    switch (ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText()) {
      case 'route': {
        const path = joined(around.prefix, textOf(first) ?? '');
        const written = textOf(second);
        if (written !== undefined) routes.push({ file: fileOf(written), path, parents: around.parents });
        return inside(children, { prefix: path, parents: written === undefined ? around.parents : [...around.parents, fileOf(written)] });
      }
      case 'index': {
        const written = textOf(first);
        if (written !== undefined) routes.push({ file: fileOf(written), path: joined(around.prefix, ''), parents: around.parents });
        return;
      }
      case 'layout': {
        const written = textOf(first);
        return inside(children, written === undefined ? around : { ...around, parents: [...around.parents, fileOf(written)] });
      }
      case 'prefix':
        return inside(second, { ...around, prefix: joined(around.prefix, textOf(first) ?? '') });
      default:
        byName ||= /[Rr]outes|[Aa]dapter/.test(node.expression.getText());
    }
  };

  const exported = file.statements.find(ts.isExportAssignment);
  visit(exported?.expression, { prefix: '', parents: ['app/root.tsx'] });
  return { routes, byName };
}

function textOf(node: ts.Expression | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function fileOf(written: string): string {
  return `app/${written.replace(/^\.?\//, '').replace(/^app\//, '')}`;
}

/** A route's path below another's: `:id` is a parameter, `*` the rest, `?` marks what may be missing. */
function joined(prefix: string, path: string): string {
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) =>
      segment
        .replace(/^:([\w-]+)\?$/, '[[$1]]')
        .replace(/^:([\w-]+)/, '[$1]')
        .replace(/^\*$/, '[[...rest]]'),
    )
    .filter((segment) => !segment.endsWith('?'));
  return `${prefix === '/' ? '' : prefix}/${segments.join('/')}`.replace(/(?<=.)\/$/, '');
}
