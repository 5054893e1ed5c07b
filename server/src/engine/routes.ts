import { routeFile, type RouteFile } from '../discovery/routeFiles';
import type { FrameworkAdapter } from '../model/adapters';
import type { Uri } from '../model/source';
import { rootOf } from '../project/paths';
import type { Program } from '../project/program';
import { isCurrent, versionsOf, type Versions } from './following';

/** Tells which files are routes by their place; a file is looked at again when one has changed, come or gone that decided it. */
export class Routes {
  private files: ReadonlySet<Uri> | undefined;
  private readonly known = new Map<Uri, { readonly route: RouteFile | undefined; readonly versions: Versions }>();

  constructor(private readonly frameworks: readonly FrameworkAdapter[]) {}

  /** The route file that a file is, if any. */
  at(uri: Uri, program: Program): RouteFile | undefined {
    const { files, roots } = program.snapshot;
    if (files !== this.files) this.known.clear();
    this.files = files;
    const known = this.known.get(uri);
    if (known && isCurrent(program, known.versions)) return known.route;
    const root = rootOf(roots, uri);
    const { result: route, consulted } = program.track(() =>
      root === undefined ? undefined : routeFile(uri, root, this.frameworks, program),
    );
    this.known.set(uri, { route, versions: versionsOf(program, consulted) });
    return route;
  }
}
