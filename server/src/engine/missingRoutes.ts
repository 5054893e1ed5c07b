import type { FrameworkAdapter } from '../model/adapters';
import type { Uri } from '../model/source';
import { dependsOn } from '../project/dependencies';
import type { Program } from '../project/program';
import { parseTarget } from '../project/routePath';

/**
 * Tells whether the application of a folder has no file for a path, where none of its endpoints were looked at because none has to do with
 * schedulers: it is made with a framework that is known, and no file or folder, of whatever language, is called like the path.
 */
export function missingRoutes(
  program: Program,
  files: readonly Uri[],
  frameworks: readonly FrameworkAdapter[],
): (target: string, folder: Uri) => boolean {
  const packages = frameworks.flatMap((framework) => framework.packages);
  return (target, folder) => {
    const path = `/${parseTarget(target).segments.join('/')}`;
    return dependsOn(program, folder, packages) === true && !files.some((uri) => `${uri.replace(/\.\w+$/, '')}/`.includes(`${path}/`));
  };
}
