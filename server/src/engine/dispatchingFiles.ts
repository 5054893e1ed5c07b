import type { RouteFile } from '../discovery/routeFiles';
import type { Program } from '../project/program';
import { pathTexts } from './pathTexts';
import type { Survey, Surveyed } from './survey';

/** What precedes the rest that a catch-all route stands for; `undefined` for every other route. */
function dispatchedBelow({ path }: RouteFile): string | undefined {
  return /^(.*?)\/\[+\.{3}[^/]*$/.exec(path)?.[1];
}

/** Routes that the code of a catch-all route may tell apart by their paths, told by texts. */
export function dispatchedPaths(route: RouteFile, program: Program): readonly string[] {
  const base = dispatchedBelow(route);
  const source = base === undefined ? undefined : program.snapshot.read(route.uri);
  return source ? pathTexts(source).filter((path) => path.startsWith(`${base}/`)) : [];
}

/** The endpoints of a route file. A catch-all handler that compares the request's path has one for each path that is a scheduler's. */
export function fileEndpoints(
  route: RouteFile,
  program: Program,
  survey: Survey,
  isCronPath: (path: string) => boolean,
): readonly Surveyed[] {
  const all = survey.endpoints(route, program);
  const base = dispatchedBelow(route);
  if (base === undefined) return all;
  return all.flatMap((whole) => {
    const compared = whole.paths.map((text) => (text.startsWith('~/') ? `${base}${text.slice(1)}` : text));
    const cron = [...new Set(compared)].filter((path) => path.startsWith(`${base}/`) && isCronPath(path));
    const found = cron.flatMap((path) => {
      const own = survey.endpointsAt(path, route, program).find(({ endpoint }) => endpoint.id === whole.endpoint.id);
      return own ? [oneOfMany(own, cron.length > 1 ? ` ${path}` : '')] : [];
    });
    return found.length > 0 ? found : [whole];
  });
}

/** An endpoint whose function serves other paths, too. */
function oneOfMany(surveyed: Surveyed, suffix: string): Surveyed {
  const { endpoint } = surveyed;
  const site = endpoint.site && { ...endpoint.site, dispatches: true };
  return { ...surveyed, endpoint: { ...endpoint, id: `${endpoint.id}${suffix}`, site } };
}
