import ts from 'typescript';
import { follow, type Analysis, type Followed } from '../analysis/endpoint';
import { exportedRoute, type ExportedLink } from '../analysis/fileRoutes';
import { indexLibraries } from '../analysis/library';
import { isDispatcher } from '../discovery/dispatchers';
import { exportedEndpoints, type ExportedEndpoint } from '../discovery/fileEndpoints';
import { handlerChains } from '../discovery/handlerChains';
import {
  addressesOf,
  applicationFolder,
  isEnabled,
  isMiddlewareOrConfiguration,
  middlewareFiles,
  type RouteFile,
} from '../discovery/routeFiles';
import type { FrameworkAdapter, LibraryAdapter, SchedulerAdapter } from '../model/adapters';
import type { HttpMethod } from '../model/endpoint';
import type { Surroundings } from '../model/serving';
import type { Span, Uri } from '../model/source';
import type { Consulted } from '../project/consulted';
import { holdsPackage } from '../project/dependencies';
import { exportOf } from '../project/exports';
import { hasTag } from '../project/jsdoc';
import { ancestors, dirname, relative, rootOf } from '../project/paths';
import { leadingTo } from '../project/rewrites';
import { staticValue } from '../project/staticValue';
import { surroundingsOf } from '../project/surroundings';
import type { Program } from '../project/program';
import { ambientOf } from './ambient';

/** One endpoint after its code has been followed. */
export interface Surveyed extends Followed {
  readonly packageRoot: Uri;
  readonly tag: { readonly text: string; readonly span: Span } | undefined;
}

/** What a survey is made with. */
export interface SurveyParts {
  readonly frameworks: readonly FrameworkAdapter[];
  readonly schedulers: readonly SchedulerAdapter[];
  readonly libraries: readonly LibraryAdapter[];
}

interface Cached {
  readonly uri: Uri;
  readonly path: string;
  readonly endpoints: readonly Surveyed[];
  readonly consulted: Consulted;
}

/** A middleware file that runs for a route, and whether a caller can send a request for which it does not. */
interface Ran {
  readonly link: ExportedLink;
  readonly isAvoidable: boolean;
}

/** Follows the endpoints of route files, each file once as long as nothing it depends on changes. */
export class Survey {
  private readonly cache = new Map<string, Cached>();
  private readonly libraries;
  private readonly claims: ReadonlySet<string>;

  constructor(private readonly parts: SurveyParts) {
    this.libraries = indexLibraries(parts.libraries);
    this.claims = new Set(parts.schedulers.flatMap((scheduler) => scheduler.claims));
  }

  get frameworks(): readonly FrameworkAdapter[] {
    return this.parts.frameworks;
  }

  /** What the analysis of code is made with. */
  analysis(program: Program): Analysis {
    const provenHeaders = (uri: Uri): ReadonlySet<string> => headersProvenIn(this.parts.schedulers, surroundingsOf(program, uri));
    return { program, libraries: this.libraries, claims: this.claims, provenHeaders };
  }

  /** Forgets what depends on changed files; without a list everything. */
  invalidate(changed: readonly Uri[] | undefined): void {
    if (!changed || changed.some(isMiddlewareOrConfiguration)) return this.cache.clear();
    for (const [key, { uri: own, consulted }] of this.cache)
      if (changed.some((uri) => uri === own || consulted.has(uri))) this.cache.delete(key);
  }

  /** The endpoints of a route file. */
  endpoints(route: RouteFile, program: Program): readonly Surveyed[] {
    return this.once(route.uri, route, program);
  }

  /** The endpoints of a route file for one of the paths that its route stands for. */
  endpointsAt(path: string, route: RouteFile, program: Program): readonly Surveyed[] {
    return this.once(`${route.uri} ${path}`, { ...route, path }, program);
  }

  private once(key: string, route: RouteFile, program: Program): readonly Surveyed[] {
    const known = this.cache.get(key);
    if (known?.path === route.path) return known.endpoints;
    const { result, consulted } = program.track(() => this.survey(route, program));
    this.cache.set(key, { uri: route.uri, path: route.path, endpoints: result, consulted });
    return result;
  }

  private survey(route: RouteFile, program: Program): readonly Surveyed[] {
    const packageRoot = packageOf(program, route.uri);
    const direct = this.middleware(route, route.path, program);
    // Without middleware it makes no difference by which path a request comes.
    const others = direct.length > 0 ? rewrittenPaths(route, program) : [];
    const arrivals = [{ path: route.path, ran: direct }, ...others.map((path) => ({ path, ran: this.middleware(route, path, program) }))];
    const ways = arrivals.flatMap(({ path, ran }) => {
      // Middleware that the caller may avoid is run on one way, and not on another.
      const always = ran.filter(({ isAvoidable }) => !isAvoidable);
      const choices = always.length < ran.length ? [ran, always] : [ran];
      return choices.map((choice) => ({ path, before: choice.map(({ link }) => link) }));
    });
    const ambient = ambientOf(program, route);
    const exported = exportedEndpoints(route, program).filter(({ node }) => !isDispatcher(node, this.parts.frameworks));
    return exported.map((found) => {
      const { endpoint, file, from, calling, node } = found;
      const whole: ExportedLink = { file, from, calling, node, isGate: false };
      const chains = chained(route, found);
      const around = enclosing(route, endpoint.methods, program);
      const routes = ways.flatMap(({ path, before }) =>
        (chains.length > 0 ? chains : [[whole]]).map((links) =>
          exportedRoute([...before, ...around, ...besides(route, found), ...links], {
            ambient,
            path,
            id: route.convention.routeId?.(route.match),
            mount: route.base,
          }),
        ),
      );
      return {
        ...follow(this.analysis(program), endpoint, node, routes),
        packageRoot,
        tag: hasTag(node, 'cron'),
      };
    });
  }

  /** Middleware files of the route's application that run for requests to a path. */
  private middleware(route: RouteFile, path: string, program: Program): readonly Ran[] {
    const folder = applicationFolder(route.root, route.application);
    return middlewareFiles(program, this.parts.frameworks).flatMap(({ uri, framework, middleware, application }): readonly Ran[] => {
      const isOwn = application === route.application && framework.packages.some((name) => route.framework.packages.includes(name));
      const file = isOwn && relative(route.root, uri) !== undefined ? program.file(uri) : undefined;
      if (
        !file ||
        middleware.content?.test(file.text) === false ||
        (middleware.enabledBy && !isEnabled(program, folder, middleware.enabledBy))
      )
        return [];
      const config = exportOf(file, 'config').found;
      const value =
        config?.kind === 'declaration' && ts.isVariableDeclaration(config.node) && config.node.initializer
          ? staticValue(config.node.initializer)
          : undefined;
      const coverage = middleware.covers(path.slice(route.base.length) || '/', value);
      const from = middleware.exports.find((candidate) => exportOf(file, candidate).found);
      if (coverage === 'no' || from === undefined) return [];
      const link = {
        file,
        from,
        calling: middleware.handler,
        node: file.statements[0] ?? file,
        isGate: true,
        runsOnce: middleware.runsOnce === true,
      };
      return [{ link, isAvoidable: coverage === 'caller-decides' }];
    });
  }
}

/** Claims that platforms remove from requests of others, told by the files around a module. */
function headersProvenIn(schedulers: readonly SchedulerAdapter[], surroundings: Surroundings): ReadonlySet<string> {
  return new Set(schedulers.flatMap(({ claims, removesClaims }) => (removesClaims?.(surroundings) === true ? claims : [])));
}

/** Other paths that reach a route. Rewrites come after the middleware, which sees the path that was sent (measured with Next.js 16.4). */
function rewrittenPaths({ path, root, application, framework }: RouteFile, program: Program): readonly string[] {
  return addressesOf(program, applicationFolder(root, application), framework)
    .flatMap(({ rewrites }) => rewrites)
    .flatMap((rewrite) => leadingTo(rewrite, path) ?? [])
    .filter((other) => other !== path);
}

/** Middleware that the route's file, and the files of the routes around it, export for requests of all methods that the handler answers. */
function enclosing(route: RouteFile, methods: readonly HttpMethod[], program: Program): readonly ExportedLink[] {
  const { convention, parents, uri, root, application } = route;
  const { before } = convention;
  if (!before || (before.enabledBy && !isEnabled(program, applicationFolder(root, application), before.enabledBy))) return [];
  const special = Object.entries(before.forMethods ?? {}).flatMap(([name, answered]) =>
    methods.length > 0 && methods.every((method) => answered.includes(method)) ? [name] : [],
  );
  return (before.onlyAround ? parents : [...parents, uri]).flatMap((place) => {
    const file = program.file(place);
    if (!file) return [];
    const isExported = (name: string): boolean => exportOf(file, name).found !== undefined;
    const names = [...before.exports.filter(isExported).slice(0, 1), ...special.filter(isExported)];
    return names.map((from) => ({ file, from, calling: before.handler, node: file.statements[0] ?? file, isGate: true }));
  });
}

/** The handlers of an export that is put together of several, for each method that it answers. */
function chained({ convention: { chains } }: RouteFile, { file, node }: ExportedEndpoint): readonly (readonly ExportedLink[])[] {
  if (!chains) return [];
  return handlerChains(node, chains).map((chain) =>
    chain.map((from, index) => ({ file, from, calling: chains.calling, node, isGate: index < chain.length - 1 })),
  );
}

/** Lists of middleware that stand beside the handler. */
function besides({ convention }: RouteFile, { file, middleware, node }: ExportedEndpoint): readonly ExportedLink[] {
  const { members } = convention;
  return members ? middleware.map((from) => ({ file, from, calling: members.middleware, node, isGate: true })) : [];
}

/** The nearest folder that is a package. */
export function packageOf(program: Program, uri: Uri): Uri {
  const root = rootOf(program.snapshot.roots, uri);
  for (const folder of ancestors(dirname(uri))) {
    if (folder === root || holdsPackage(program, folder)) return folder;
  }
  return root ?? dirname(uri);
}
