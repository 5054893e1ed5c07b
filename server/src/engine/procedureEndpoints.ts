import ts from 'typescript';
import { follow } from '../analysis/endpoint';
import { procedureRoute, proceduresIn, type Procedure } from '../analysis/procedures';
import { handlerSite, spanOf } from '../discovery/site';
import type { FrameworkAdapter } from '../model/adapters';
import type { Endpoint } from '../model/endpoint';
import type { Uri } from '../model/source';
import { hasTag } from '../project/jsdoc';
import { namesPackage } from '../project/packages';
import { escapeRegExp } from '../project/pathPattern';
import type { Program } from '../project/program';
import { canonicalPath } from '../project/routePath';
import { endpointId, followOnce, isCurrent, versionsOf, type FollowedBefore, type IsWorthFollowing, type Versions } from './following';
import { packageOf, type Survey, type Surveyed } from './survey';

interface Read {
  readonly versions: Versions;
  readonly procedures: readonly Procedure[];
  readonly followed: FollowedBefore<Procedure>;
}

const memories = new WeakMap<Survey, Map<string, Read>>();

/** The endpoints that are procedures of the routers which modules serve. */
export function procedureEndpoints(
  program: Program,
  files: readonly Uri[],
  frameworks: readonly FrameworkAdapter[],
  survey: Survey,
  isWorthFollowing: IsWorthFollowing,
): readonly Surveyed[] {
  const memory = memories.get(survey) ?? new Map<string, Read>();
  memories.set(survey, memory);
  const manifests = files.filter((uri) => uri.endsWith('/package.json'));
  return frameworks.flatMap((framework) =>
    (framework.procedures ?? []).flatMap((convention) => {
      if (manifests.length > 0 && !manifests.some((uri) => namesPackage(program.text(uri), framework.packages))) return [];
      const imports = new RegExp(`['"](?:${convention.modules.map(escapeRegExp).join('|')})['"]`);
      const serving = files.filter((uri) => /\.[mc]?[jt]sx?$/.test(uri) && imports.test(program.text(uri) ?? ''));
      return serving.flatMap((uri) => {
        const key = `${framework.id} ${uri}`;
        let read = memory.get(key);
        if (!read || !isCurrent(program, read.versions)) {
          const { result, consulted } = program.track(() => proceduresIn(survey.analysis(program), convention, uri));
          read = { versions: versionsOf(program, [uri, ...consulted]), procedures: result, followed: new Map() };
          memory.set(key, read);
        }
        const { procedures, followed } = read;
        return procedures.flatMap((procedure) => surveyed(program, survey, framework, procedure, followed, isWorthFollowing));
      });
    }),
  );
}

function surveyed(
  program: Program,
  survey: Survey,
  framework: FrameworkAdapter,
  procedure: Procedure,
  followed: FollowedBefore<Procedure>,
  isWorthFollowing: IsWorthFollowing,
): readonly Surveyed[] {
  const { node } = procedure.resolver;
  const uri = node.getSourceFile().fileName;
  const tag = hasTag(node, 'cron');
  if (!tag && !isWorthFollowing({ uri, path: procedure.path })) return [];
  return [
    followOnce(program, followed, procedure, { packageRoot: packageOf(program, uri), tag }, () =>
      follow(survey.analysis(program), endpointOf(program, framework, procedure), node, [procedureRoute(procedure)]),
    ),
  ];
}

/** The key under which a procedure stands in its router. */
function nameOf(node: ts.Node): ts.Node {
  const chain = ts.findAncestor(node.parent, (one) => !ts.isCallExpression(one) && !ts.isPropertyAccessExpression(one));
  return chain && (ts.isPropertyAssignment(chain) || ts.isVariableDeclaration(chain)) ? chain.name : node;
}

function endpointOf(program: Program, { id }: FrameworkAdapter, { path, methods, resolver: { node }, convention }: Procedure): Endpoint {
  const file = node.getSourceFile();
  const name = `${methods.join('|') || 'ALL'} ${path}`;
  return {
    id: endpointId(program, file.fileName, name),
    framework: id,
    name,
    methods,
    path: canonicalPath(path),
    uri: file.fileName,
    declaration: spanOf(nameOf(node), file),
    site: handlerSite(node, { style: convention.resolver.style }),
  };
}
