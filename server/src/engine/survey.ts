import ts from 'typescript';
import { follow, type Analysis, type Followed } from '../analysis/endpoint';
import { exportedRoute, type ExportedLink } from '../analysis/fileRoutes';
import { indexLibraries } from '../analysis/library';
import { exportedEndpoints, middlewareFile, type RouteFile } from '../discovery/fileEndpoints';
import type { FrameworkAdapter, LibraryAdapter, SchedulerAdapter } from '../model/adapters';
import type { Span, Uri } from '../model/source';
import { exportOf } from '../project/exports';
import { hasTag } from '../project/jsdoc';
import { ancestors, dirname, rootOf } from '../project/paths';
import { staticValue } from '../project/staticValue';
import type { Program } from '../project/program';

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
  readonly endpoints: readonly Surveyed[];
  readonly consulted: ReadonlySet<Uri>;
}

/** Follows the endpoints of route files, each file once as long as nothing it depends on changes. */
export class Survey {
  private readonly cache = new Map<Uri, Cached>();
  private readonly libraries;
  private readonly claims: ReadonlySet<string>;

  constructor(private readonly parts: SurveyParts) {
    this.libraries = indexLibraries(parts.libraries);
    this.claims = new Set(parts.schedulers.flatMap((scheduler) => scheduler.claims));
  }

  /** What the analysis of code is made with. */
  analysis(program: Program): Analysis {
    return { program, libraries: this.libraries, claims: this.claims };
  }

  /** Forgets what depends on changed files; without a list everything. */
  invalidate(changed: readonly Uri[] | undefined): void {
    if (!changed) return this.cache.clear();
    for (const [key, { consulted }] of this.cache) if (changed.some((uri) => uri === key || consulted.has(uri))) this.cache.delete(key);
  }

  /** The endpoints of a route file. */
  endpoints(route: RouteFile, program: Program): readonly Surveyed[] {
    const known = this.cache.get(route.uri);
    if (known) return known.endpoints;
    const { result, consulted } = program.track(() => this.survey(route, program));
    this.cache.set(route.uri, { endpoints: result, consulted });
    return result;
  }

  private survey(route: RouteFile, program: Program): readonly Surveyed[] {
    const packageRoot = packageOf(program, route.uri);
    const before = this.middleware(route, program);
    return exportedEndpoints(route, program).map(({ endpoint, file, exportName, calling, node }) => ({
      ...follow(this.analysis(program), endpoint, node, [exportedRoute([...before, { file, name: exportName, calling, node }])]),
      packageRoot,
      tag: hasTag(node, 'cron'),
    }));
  }

  /** Middleware files of the route's application that run for its path. */
  private middleware(route: RouteFile, program: Program): readonly ExportedLink[] {
    const { frameworks } = this.parts;
    const folder = route.application === '' ? route.root : `${route.root}/${route.application.replace(/\/$/, '')}`;
    const names = ['middleware', 'proxy'].flatMap((name) =>
      ['ts', 'js', 'mts', 'mjs', 'tsx'].flatMap((extension) => [`${folder}/${name}.${extension}`, `${folder}/src/${name}.${extension}`]),
    );
    return names.flatMap((uri): readonly ExportedLink[] => {
      if (!program.snapshot.files.has(uri)) return [];
      const found = middlewareFile(uri, route.root, frameworks);
      const file = found && program.file(uri);
      if (!file || found.application !== route.application) return [];
      const config = exportOf(file, 'config').found;
      const value =
        config?.kind === 'declaration' && ts.isVariableDeclaration(config.node) && config.node.initializer
          ? staticValue(config.node.initializer)
          : undefined;
      if (found.middleware.covers(route.path, value) === 'no') return [];
      const name = found.middleware.exports.find((candidate) => exportOf(file, candidate).found);
      return name === undefined ? [] : [{ file, name, calling: found.middleware.handler, node: file.statements[0] ?? file }];
    });
  }
}

/** The nearest folder with a package.json. */
export function packageOf(program: Program, uri: Uri): Uri {
  const root = rootOf(program.snapshot.roots, uri);
  for (const folder of ancestors(dirname(uri))) {
    if (folder === root || program.snapshot.files.has(`${folder}/package.json`)) return folder;
  }
  return root ?? dirname(uri);
}
