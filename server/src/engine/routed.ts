import ts from 'typescript';
import { registeredRoute } from '../analysis/routedRoute';
import { setUpInSteps, type SetUp } from '../analysis/routingSetup';
import { routedPaths, type RoutedPath } from '../analysis/routingTree';
import { handlerFunction } from '../discovery/fileEndpoints';
import { handlerSite } from '../discovery/site';
import type { Uri } from '../model/source';
import { hasTag } from '../project/jsdoc';
import type { Program } from '../project/program';
import type { InSteps } from '../project/steps';
import { memoized } from '../project/memoized';
import { followOnce, readInSteps, type DeclaredEndpoint, type Reading, type Readings, type Search } from './following';
import { importOrder, RouterFiles } from './routerFiles';
import type { Pending, Steps } from './steps';
import { packageOf, type Survey, type Surveyed } from './survey';

interface Application {
  readonly setUp: SetUp;
  readonly paths: readonly RoutedPath[];
}

interface Memory {
  readonly files: RouterFiles;
  readonly applications: Readings<Application>;
}

const memoryOf = memoized<Survey, Memory>((survey) => ({
  files: new RouterFiles(survey.frameworks.filter(({ routers }) => routers.length > 0)),
  applications: new Map(),
}));

/** The endpoints that code registers on routers. */
export function* routedEndpoints(search: Search, mayHold: () => boolean): Steps<readonly Pending[]> {
  const { program, files, survey } = search;
  const memory = memoryOf(survey);
  const packages = new Map<Uri, Uri[]>();
  const candidates = memory.files.candidates(program, files);
  for (const uri of [...candidates, ...memory.files.callers(program, files, candidates)]) {
    const root = packageOf(program, uri);
    packages.set(root, [...(packages.get(root) ?? []), uri]);
  }
  if (packages.size > 0 && !mayHold()) return [];
  for (const root of memory.applications.keys()) if (!packages.has(root)) memory.applications.delete(root);
  const all: { readonly reading: Reading<Application>; readonly routed: RoutedPath; readonly root: Uri }[] = [];
  for (const [root, modules] of packages) {
    const reading = yield* readInSteps(program, memory.applications, root, modules, () => applicationOf(program, modules, survey, memory));
    all.push(...reading.declared.paths.map((routed) => ({ reading, routed, root })));
  }
  const mounted = new Set(all.filter(({ routed }) => routed.isMounted).map(({ routed }) => placeOf(routed)));
  const numbered = numbering();
  const pending: Pending[] = [];
  for (const { reading, routed, root } of all) {
    // Another package may mount what looks like an application of its own here.
    if (!routed.isMounted && mounted.has(placeOf(routed))) continue;
    const found = followOnce(search, reading, routed, declaredBy(routed, reading.declared, root));
    pending.push(...found.map((work) => () => work().map(numbered)));
    yield;
  }
  return pending;
}

function placeOf({ registration: { node } }: RoutedPath): string {
  return `${node.getSourceFile().fileName}:${node.pos}:${node.end}`;
}

function* applicationOf(program: Program, modules: readonly Uri[], survey: Survey, { files }: Memory): InSteps<Application> {
  const made = yield* setUpInSteps(survey.analysis(program), files.frameworksOf(program, modules), importOrder(program, modules));
  return { setUp: made, paths: routedPaths(made) };
}

function declaredBy(routed: RoutedPath, application: Application, packageRoot: Uri): DeclaredEndpoint {
  const { registration, methods, path, chains } = routed;
  const { framework, convention } = registration.router;
  // Anything in the way of a request to a route can belong to a scheduler.
  const code = chains.flatMap(({ links }) =>
    links.flatMap(({ value, registration: { handlers }, index }) => [
      ...(value.kind === 'function' ? [value.node] : []),
      ...(handlers[index] ? [handlers[index].node] : []),
    ]),
  );
  return {
    framework: framework.id,
    name: `${methods.length === 1 ? methods[0] : 'ALL'} ${path}`,
    methods,
    path,
    declaration: nameOf(registration.node),
    site: () => {
      const fn = handlerOf(routed);
      return fn && handlerSite(fn, { style: convention.handler.style, registration: registration.node });
    },
    tag: tagOf(routed),
    code: [...new Set(code)],
    packageRoot,
    route: () => registeredRoute(application.setUp, routed),
  };
}

/** The same path may be registered twice in one file: later ones get a number. */
function numbering(): (one: Surveyed) => Surveyed {
  const seen = new Map<string, number>();
  return (one) => {
    const { id } = one.endpoint;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? one : { ...one, endpoint: { ...one.endpoint, id: `${id} (${count})` } };
  };
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
