import { calledRoute, declaredCalls, type CalledEndpoint, type DeclaredCalls } from '../analysis/declaredCalls';
import { follow, type Analysis } from '../analysis/endpoint';
import { spanOf } from '../discovery/site';
import type { FrameworkAdapter, Schedule } from '../model/adapters';
import type { CallConvention } from '../model/declaredCalls';
import type { Uri } from '../model/source';
import { hasTag } from '../project/jsdoc';
import { namesPackage } from '../project/packages';
import { escapeRegExp } from '../project/pathPattern';
import type { Program } from '../project/program';
import { canonicalPath } from '../project/routePath';
import { resolveName } from '../project/scope';
import { exportOf } from '../project/exports';
import ts from 'typescript';
import { endpointId, followOnce, isCurrent, versionsOf, type FollowedBefore, type IsWorthFollowing, type Versions } from './following';
import { packageOf, type Survey, type Surveyed } from './survey';

interface Read {
  readonly versions: Versions;
  readonly calls: DeclaredCalls;
  readonly followed: FollowedBefore<CalledEndpoint>;
}

interface Found {
  readonly framework: FrameworkAdapter;
  readonly root: Uri;
  readonly read: Read;
}

const memories = new WeakMap<Survey, Map<Uri, Read>>();

/** What the calls of files declare, where a package depends on their framework. */
export function calledDeclarations(
  program: Program,
  files: readonly Uri[],
  frameworks: readonly FrameworkAdapter[],
  survey: Survey,
): readonly Found[] {
  const conventions = frameworks.flatMap((framework) => (framework.called ?? []).map((convention) => ({ framework, convention })));
  const memory = memories.get(survey) ?? new Map<Uri, Read>();
  memories.set(survey, memory);
  return conventions.flatMap(({ framework, convention }) => {
    const manifests = files.filter((uri) => uri.endsWith('/package.json'));
    if (manifests.length > 0 && !manifests.some((uri) => namesPackage(program.text(uri), framework.packages))) return [];
    const imports = new RegExp(`['"](?:${convention.modules.map(escapeRegExp).join('|')})['"]`);
    return files.flatMap((uri) => {
      if (!/\.[mc]?[jt]s$/.test(uri) || !imports.test(program.text(uri) ?? '')) return [];
      return [{ framework, root: packageOf(program, uri), read: readFile(program, survey.analysis(program), memory, uri, convention) }];
    });
  });
}

function readFile(program: Program, analysis: Analysis, memory: Map<Uri, Read>, uri: Uri, convention: CallConvention): Read {
  const known = memory.get(uri);
  if (known && isCurrent(program, known.versions)) return known;
  const { result, consulted } = program.track(() => declaredCalls(analysis, uri, convention));
  const read: Read = { versions: versionsOf(program, [uri, ...consulted]), calls: result, followed: new Map() };
  memory.set(uri, read);
  return read;
}

/** The schedules among declarations: each calls the path of the endpoint it names, if that has an address. */
export function calledSchedules(program: Program, found: readonly Found[]): readonly Schedule[] {
  const endpoints = new Map(found.flatMap(({ read }) => read.calls.endpoints.map((endpoint) => [endpoint.declaration, endpoint] as const)));
  return found.flatMap(({ read }) =>
    read.calls.schedules.flatMap(({ node, endpoint, scheduler, schedule }): readonly Schedule[] => {
      const named = variableOf(program, endpoint);
      const target = named && endpoints.get(named);
      if (!target?.isExposed) return [];
      const [method] = target.methods;
      return [
        {
          scheduler,
          target: target.path,
          method,
          schedule,
          timezone: undefined,
          declaredAt: spanOf(node, node.getSourceFile()),
          private: false,
        },
      ];
    }),
  );
}

/** The variable that an expression names, in its own file or in the one it is imported from. */
function variableOf(program: Program, node: ts.Expression): ts.VariableDeclaration | undefined {
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = resolveName(node.text, node);
  if (declaration && ts.isVariableDeclaration(declaration)) return declaration;
  if (!declaration || !ts.isImportSpecifier(declaration)) return undefined;
  const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
  if (!statement || !ts.isStringLiteral(statement.moduleSpecifier)) return undefined;
  const resolved = program.resolve(statement.moduleSpecifier.text, node.getSourceFile().fileName);
  const file = resolved.kind === 'file' ? program.file(resolved.uri) : undefined;
  const exported = file && exportOf(file, (declaration.propertyName ?? declaration.name).text).found;
  return exported?.kind === 'declaration' && ts.isVariableDeclaration(exported.node) ? exported.node : undefined;
}

/** The endpoints among declarations that have an address. */
export function calledEndpoints(
  program: Program,
  found: readonly Found[],
  survey: Survey,
  isWorthFollowing: IsWorthFollowing,
): readonly Surveyed[] {
  return found.flatMap(({ framework, root, read }) => {
    const authentication = found.find((other) => other.root === root && other.read.calls.authentication)?.read.calls.authentication;
    return read.calls.endpoints.flatMap((endpoint): readonly Surveyed[] => {
      const file = endpoint.node.getSourceFile();
      const tag = hasTag(endpoint.declaration, 'cron');
      if (!endpoint.isExposed || !(tag || isWorthFollowing({ uri: file.fileName, path: canonicalPath(endpoint.path) }))) return [];
      const declaration = endpoint.declaration.name;
      const surveyed = followOnce(program, read.followed, endpoint, { packageRoot: root, tag }, () =>
        follow(
          survey.analysis(program),
          {
            id: endpointId(program, file.fileName, endpoint.name),
            framework: framework.id,
            name: endpoint.name,
            methods: endpoint.methods,
            path: canonicalPath(endpoint.path),
            uri: file.fileName,
            declaration: spanOf(declaration, file),
            site: undefined,
          },
          declaration,
          [calledRoute(endpoint, authentication)],
        ),
      );
      return [surveyed];
    });
  });
}
