import { declaredPaths, type DeclaredPath } from '../analysis/declaredPaths';
import { declaredRoute } from '../analysis/declaredRoute';
import { declaredApplications } from '../analysis/declaredSetUp';
import { follow } from '../analysis/endpoint';
import { handlerSite, spanOf } from '../discovery/site';
import type { FrameworkAdapter } from '../model/adapters';
import type { DecoratorConvention } from '../model/declaredRoutes';
import type { Endpoint } from '../model/endpoint';
import type { Uri } from '../model/source';
import { hasTag } from '../project/jsdoc';
import type { Program } from '../project/program';
import { canonicalPath } from '../project/routePath';
import { DeclaringFilesReader } from './declaringFiles';
import { endpointId, followOnce, isCurrent, versionsOf, type FollowedBefore, type IsWorthFollowing, type Versions } from './following';
import { packageOf, type Survey, type Surveyed } from './survey';

interface Declared {
  readonly files: string;
  readonly versions: Versions;
  readonly paths: readonly DeclaredPath[];
  readonly followed: FollowedBefore<DeclaredPath>;
}

interface Memory {
  readonly reader: DeclaringFilesReader;
  readonly packages: Map<string, Declared>;
}

const memories = new WeakMap<Survey, Memory>();

/** The endpoints that classes declare with decorators. */
export function declaredEndpoints(
  program: Program,
  files: readonly Uri[],
  frameworks: readonly FrameworkAdapter[],
  survey: Survey,
  isWorthFollowing: IsWorthFollowing,
  mayDeclare: (uri: Uri, text: string) => boolean,
): readonly Surveyed[] {
  const conventions = frameworks.flatMap((framework) => (framework.decorated ?? []).map((convention) => ({ framework, convention })));
  if (conventions.length === 0) return [];
  const memory = memories.get(survey) ?? { reader: new DeclaringFilesReader(), packages: new Map<string, Declared>() };
  memories.set(survey, memory);
  return conventions.flatMap(({ framework, convention }) =>
    memory.reader
      .packages(program, files, framework, convention, mayDeclare)
      .flatMap(({ root, ...found }) =>
        declaredIn(program, survey, memory, framework, convention, root, found).flatMap((one) =>
          surveyed(program, survey, one, root, isWorthFollowing),
        ),
      ),
  );
}

function declaredIn(
  program: Program,
  survey: Survey,
  memory: Memory,
  framework: FrameworkAdapter,
  convention: DecoratorConvention,
  root: Uri,
  files: { readonly controllers: readonly Uri[]; readonly modules: readonly Uri[]; readonly applications: readonly Uri[] },
): readonly { readonly declared: Declared; readonly path: DeclaredPath }[] {
  const id = `${framework.id} ${root}`;
  const key = JSON.stringify(files);
  let known = memory.packages.get(id);
  if (!known || known.files !== key || !isCurrent(program, known.versions)) {
    const { result, consulted } = program.track(() =>
      declaredPaths(declaredApplications(survey.analysis(program), framework, convention, files)),
    );
    known = { files: key, versions: versionsOf(program, consulted), paths: result, followed: new Map() };
    memory.packages.set(id, known);
  }
  const declared = known;
  return declared.paths.map((path) => ({ declared, path }));
}

function surveyed(
  program: Program,
  survey: Survey,
  { declared, path }: { readonly declared: Declared; readonly path: DeclaredPath },
  root: Uri,
  isWorthFollowing: IsWorthFollowing,
): readonly Surveyed[] {
  const uri = path.node.getSourceFile().fileName;
  const tag = hasTag(path.method.node, 'cron');
  if (!tag && !isWorthFollowing({ uri, path: canonicalPath(path.path) })) return [];
  return [
    followOnce(program, declared.followed, path, { packageRoot: packageOf(program, uri) || root, tag }, () =>
      follow(survey.analysis(program), endpointOf(program, path), path.node, [declaredRoute(path)]),
    ),
  ];
}

function endpointOf(program: Program, { application, path, methods, node, method }: DeclaredPath): Endpoint {
  const file = node.getSourceFile();
  const name = `${methods.length === 0 ? 'ALL' : methods.join('|')} ${path}`;
  return {
    id: endpointId(program, file.fileName, name),
    framework: application.framework.id,
    name,
    methods,
    path: canonicalPath(path),
    uri: file.fileName,
    declaration: spanOf(node, file),
    site: handlerSite(method.node, { style: application.convention.style ?? 'other' }),
  };
}
