import ts from 'typescript';
import { follow } from '../analysis/endpoint';
import { registeredRoute } from '../analysis/routedRoute';
import { setUp, type SetUp } from '../analysis/routingSetup';
import { routedPaths, type RoutedPath } from '../analysis/routingTree';
import { handlerFunction } from '../discovery/fileEndpoints';
import { handlerSite, spanOf } from '../discovery/site';
import type { FrameworkAdapter } from '../model/adapters';
import type { Endpoint } from '../model/endpoint';
import type { Uri } from '../model/source';
import { hasTag } from '../project/jsdoc';
import type { Program } from '../project/program';
import { canonicalPath } from '../project/routePath';
import { endpointId, followOnce, isCurrent, versionsOf, type FollowedBefore, type IsWorthFollowing, type Versions } from './following';
import { importOrder, RouterFiles } from './routerFiles';
import { packageOf, type Survey, type Surveyed } from './survey';

interface Application {
  readonly modules: string;
  readonly versions: Versions;
  readonly setUp: SetUp;
  readonly paths: readonly RoutedPath[];
  readonly followed: FollowedBefore<RoutedPath>;
}

interface Memory {
  readonly files: RouterFiles;
  readonly applications: Map<Uri, Application>;
}

const memories = new WeakMap<Survey, Memory>();

/** The endpoints that code registers on routers. */
export function routedEndpoints(
  program: Program,
  files: readonly Uri[],
  frameworks: readonly FrameworkAdapter[],
  survey: Survey,
  isWorthFollowing: IsWorthFollowing,
  mayHold: () => boolean,
): readonly Surveyed[] {
  const routing = frameworks.filter(({ routers }) => routers.length > 0);
  if (routing.length === 0) return [];
  const memory = memories.get(survey) ?? { files: new RouterFiles(routing), applications: new Map<Uri, Application>() };
  memories.set(survey, memory);
  const packages = new Map<Uri, Uri[]>();
  for (const uri of memory.files.candidates(program, files)) {
    const root = packageOf(program, uri);
    packages.set(root, [...(packages.get(root) ?? []), uri]);
  }
  if (packages.size > 0 && !mayHold()) return [];
  for (const root of memory.applications.keys()) if (!packages.has(root)) memory.applications.delete(root);
  const all = [...packages].flatMap(([root, modules]) => {
    const application = applicationOf(program, root, modules, survey, memory);
    return application.paths.map((routed) => ({ application, routed, root }));
  });
  const mounted = new Set(all.filter(({ routed }) => routed.isMounted).map(({ routed }) => placeOf(routed)));
  return named(
    all.flatMap(({ application, routed, root }) => {
      // Another package may mount what looks like an application of its own here.
      if (!routed.isMounted && mounted.has(placeOf(routed))) return [];
      return isRelevant(routed, isWorthFollowing) ? [followed(program, survey, application, routed, root)] : [];
    }),
  );
}

function placeOf({ registration: { node } }: RoutedPath): string {
  return `${node.getSourceFile().fileName}:${node.pos}:${node.end}`;
}

function applicationOf(program: Program, root: Uri, modules: readonly Uri[], survey: Survey, memory: Memory): Application {
  const key = modules.join('\n');
  const known = memory.applications.get(root);
  if (known?.modules === key && isCurrent(program, known.versions)) return known;
  const { result, consulted } = program.track(() => {
    const made = setUp(survey.analysis(program), memory.files.frameworksOf(program, modules), importOrder(program, modules));
    return { setUp: made, paths: routedPaths(made) };
  });
  const application: Application = { modules: key, versions: versionsOf(program, consulted), ...result, followed: new Map() };
  memory.applications.set(root, application);
  return application;
}

/** Whether anything in the way of a request to a route can belong to a scheduler. */
function isRelevant(routed: RoutedPath, isWorthFollowing: IsWorthFollowing): boolean {
  if (tagOf(routed)) return true;
  const path = canonicalPath(routed.path);
  const uris = new Set([routed.registration.node.getSourceFile().fileName]);
  for (const { links } of routed.chains) {
    for (const { value } of links) if (value.kind === 'function') uris.add(value.node.getSourceFile().fileName);
  }
  return [...uris].some((uri) => isWorthFollowing({ uri, path }));
}

function followed(program: Program, survey: Survey, application: Application, routed: RoutedPath, root: Uri): Surveyed {
  return followOnce(program, application.followed, routed, { packageRoot: root, tag: tagOf(routed) }, () =>
    follow(survey.analysis(program), endpointOf(program, routed), nameOf(routed.registration.node), [
      registeredRoute(application.setUp, routed),
    ]),
  );
}

function endpointOf(program: Program, routed: RoutedPath): Endpoint {
  const { registration, methods, path } = routed;
  const file = registration.node.getSourceFile();
  const name = `${methods.length === 1 ? methods[0] : 'ALL'} ${path}`;
  const fn = handlerOf(routed);
  const { framework, convention } = registration.router;
  return {
    id: endpointId(program, file.fileName, name),
    framework: framework.id,
    name,
    methods,
    path: canonicalPath(path),
    uri: file.fileName,
    declaration: spanOf(nameOf(registration.node), file),
    site: fn && handlerSite(fn, { style: convention.handler.style, registration: registration.node }),
  };
}

/** The same path may be registered twice in one file: later ones get a number. */
function named(surveyed: readonly Surveyed[]): readonly Surveyed[] {
  const seen = new Map<string, number>();
  return surveyed.map((one) => {
    const { id } = one.endpoint;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? one : { ...one, endpoint: { ...one.endpoint, id: `${id} (${count})` } };
  });
}

/** The method's name in a registration call. */
function nameOf(call: ts.CallExpression): ts.Node {
  const { expression } = call;
  if (ts.isPropertyAccessExpression(expression)) return expression.name;
  return ts.isElementAccessExpression(expression) ? expression.argumentExpression : expression;
}

/** The function that does the work: written in the call, or the one that the last argument stands for. */
function handlerOf({ registration, chains }: RoutedPath): ts.FunctionLikeDeclaration | undefined {
  const last = registration.node.arguments.at(-1);
  const written = last && handlerFunction(last, registration.node.getSourceFile());
  if (written || !last || ts.isCallExpression(last)) return written;
  const value = chains[0]?.links.at(-1)?.value;
  return value?.kind === 'function' ? value.node : undefined;
}

function tagOf(routed: RoutedPath): Surveyed['tag'] {
  const handler = handlerOf(routed);
  return hasTag(routed.registration.node, 'cron') ?? (handler && hasTag(handler, 'cron'));
}
