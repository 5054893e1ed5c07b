import ts from 'typescript';
import type { Calling } from '../model/adapters';
import type { Link } from './chain';
import { then, type Context } from './context';
import type { Route } from './endpoint';
import { exportedValue } from './modules';
import type { State } from './state';

/** A module's export that is called for a request. */
export interface ExportedLink {
  readonly file: ts.SourceFile;
  readonly name: string;
  readonly calling: Calling;
  readonly node: ts.Node;
}

/** The route to a file-routed handler: middleware of the application first. */
export function exportedRoute(links: readonly ExportedLink[]): Route {
  return {
    links: (context, state) => {
      let ways: readonly { readonly links: readonly Link[]; readonly state: State }[] = [{ links: [], state }];
      for (const link of links)
        ways = ways.flatMap((way) =>
          resolve(context, link, way.state).map((next) => ({ links: [...way.links, next.link], state: next.state })),
        );
      return ways;
    },
  };
}

function resolve(
  context: Context,
  { file, name, calling, node }: ExportedLink,
  state: State,
): readonly { readonly link: Link; readonly state: State }[] {
  context.quiet++;
  const outcomes = exportedValue(context, file, name, state) ?? [];
  context.quiet--;
  const found: { readonly link: Link; readonly state: State }[] = [];
  then(outcomes, (value, next) => {
    found.push({ link: { value, calling, node: nameOf(node) }, state: next });
    return [];
  });
  return found;
}

function nameOf(node: ts.Node): ts.Node {
  return (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isBindingElement(node)) && node.name ? node.name : node;
}
