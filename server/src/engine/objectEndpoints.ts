import { follow } from '../analysis/endpoint';
import { objectEndpoints, type ObjectEndpoint } from '../analysis/declaredObjects';
import { spanOf } from '../discovery/site';
import type { FrameworkAdapter } from '../model/adapters';
import type { Uri } from '../model/source';
import { hasTag } from '../project/jsdoc';
import { namesPackage } from '../project/packages';
import type { Program } from '../project/program';
import { canonicalPath } from '../project/routePath';
import { endpointId, followOnce, isCurrent, versionsOf, type FollowedBefore, type IsWorthFollowing, type Versions } from './following';
import { packageOf, type Survey, type Surveyed } from './survey';

interface Read {
  readonly files: string;
  readonly versions: Versions;
  readonly endpoints: readonly ObjectEndpoint[];
  readonly followed: FollowedBefore<ObjectEndpoint>;
}

const memories = new WeakMap<Survey, Map<string, Read>>();

/** The endpoints that objects in configurations declare. */
export function configuredEndpoints(
  program: Program,
  files: readonly Uri[],
  frameworks: readonly FrameworkAdapter[],
  survey: Survey,
  isWorthFollowing: IsWorthFollowing,
): readonly Surveyed[] {
  const memory = memories.get(survey) ?? new Map<string, Read>();
  memories.set(survey, memory);
  return frameworks.flatMap((framework) =>
    (framework.objects ?? []).flatMap((convention) => {
      const manifests = files.filter((uri) => uri.endsWith('/package.json'));
      if (manifests.length > 0 && !manifests.some((uri) => namesPackage(program.text(uri), framework.packages))) return [];
      const firsts = convention.guarded.map(({ at }) => at.at(-1) ?? '');
      const pattern = new RegExp(`\\b${convention.list}\\s*[:,]|\\b(?:${firsts.join('|')})\\s*[:(]`);
      const holding = files.filter(
        (uri) => /\.[mc]?[jt]sx?$/.test(uri) && !/\.d\.ts$|\.(?:test|spec)\./.test(uri) && pattern.test(program.text(uri) ?? ''),
      );
      if (holding.length === 0) return [];
      const key = holding.join('\n');
      let read = memory.get(framework.id);
      if (!read || read.files !== key || !isCurrent(program, read.versions)) {
        const { result, consulted } = program.track(() => objectEndpoints(survey.analysis(program), holding, convention));
        read = { files: key, versions: versionsOf(program, consulted), endpoints: result, followed: new Map() };
        memory.set(framework.id, read);
      }
      const known = read;
      return known.endpoints.flatMap((endpoint) => surveyed(program, survey, framework, known, endpoint, isWorthFollowing));
    }),
  );
}

function surveyed(
  program: Program,
  survey: Survey,
  framework: FrameworkAdapter,
  read: Read,
  endpoint: ObjectEndpoint,
  isWorthFollowing: IsWorthFollowing,
): readonly Surveyed[] {
  const { node, path, methods, route } = endpoint;
  const file = node.getSourceFile();
  const tag = hasTag(node, 'cron');
  if (!tag && !isWorthFollowing({ uri: file.fileName, path: canonicalPath(path) })) return [];
  const name = `${methods.join('|') || 'ALL'} ${path}`;
  const surveyed = followOnce(program, read.followed, endpoint, { packageRoot: packageOf(program, file.fileName), tag }, () =>
    follow(
      survey.analysis(program),
      {
        id: endpointId(program, file.fileName, name),
        framework: framework.id,
        name,
        methods,
        path: canonicalPath(path),
        uri: file.fileName,
        declaration: spanOf(node, file),
        site: undefined,
      },
      node,
      [route],
    ),
  );
  return [surveyed];
}
