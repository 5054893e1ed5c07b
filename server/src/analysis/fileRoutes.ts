import ts from 'typescript';
import type { Calling } from '../model/adapters';
import { laidOut, type Link } from './chain';
import { moduleFrame, quietly, then, type Ambient, type Context } from './context';
import type { Route } from './endpoint';
import { evaluate } from './evaluate';
import { enterModule } from './enterModule';
import { exportedValue } from './modules';
import { startedUp } from './startUp';
import type { State } from './state';
import type { Outcome } from './value';

/** A module's export, or an expression in it, that is called for a request. */
export interface ExportedLink {
  readonly file: ts.SourceFile;
  /** The export's name, or the expression itself. */
  readonly from: string | ts.Expression | ts.MethodDeclaration;
  readonly calling: Calling;
  readonly node: ts.Node;
  /** It serves other routes as well. */
  readonly isGate: boolean;
  /** It is called once, before any request is served. */
  readonly runsOnce?: boolean;
}

/** What code on a route is surrounded by. */
export interface RouteSurroundings {
  /** The path that code sees, where that is not the endpoint's own. */
  readonly path?: string;
  /** The name that the framework gives the route, where that is not its path. */
  readonly id?: string | undefined;
  readonly ambient?: Ambient | undefined;
  /** The path below which all of its application is served. */
  readonly mount?: string;
}

/** The route to a file-routed handler: middleware of the application first. */
export function exportedRoute(links: readonly ExportedLink[], { path, id, ambient, mount = '' }: RouteSurroundings = {}): Route {
  return {
    ...(id !== undefined && { id }),
    ...(path !== undefined && { path }),
    ...(ambient && { ambient }),
    links: (context, state) => {
      let ways: readonly { readonly links: readonly Link[]; readonly state: State }[] = [{ links: [], state }];
      for (const link of links)
        ways = ways.flatMap((way) =>
          resolve(context, link, way.state, mount).map((next) => ({ links: [...way.links, ...next.links], state: next.state })),
        );
      return ways;
    },
  };
}

function resolve(
  context: Context,
  link: ExportedLink,
  state: State,
  mount: string,
): readonly { readonly links: readonly Link[]; readonly state: State }[] {
  if (link.runsOnce)
    return [{ links: [], state: startedUp(context, link.file, state, (apart, before) => valueOf(apart, link, before), link.node) }];
  const outcomes = quietly(context, () => valueOf(context, link, state));
  const found: { readonly links: readonly Link[]; readonly state: State }[] = [];
  then(outcomes, (value, next) => {
    const links = laidOut(value, link.calling, nameOf(link.node), link.isGate);
    found.push({ links: mount === '' ? links : links.map((one) => ({ ...one, mount })), state: next });
    return [];
  });
  return found;
}

function valueOf(context: Context, { file, from }: ExportedLink, state: State): readonly Outcome[] {
  if (typeof from === 'string') return exportedValue(context, file, from, state) ?? [];
  const home = moduleFrame(file);
  if (ts.isMethodDeclaration(from))
    return [{ value: { kind: 'function', node: from, frame: home, self: undefined, bound: [] }, state, thrown: false }];
  return enterModule(context, file, state).flatMap((entered) => evaluate(context, from, entered, home));
}

function nameOf(node: ts.Node): ts.Node {
  return (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isBindingElement(node)) && node.name ? node.name : node;
}
