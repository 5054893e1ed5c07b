import { calledRoute, declaredCalls, type CalledEndpoint, type DeclaredCalls } from '../analysis/declaredCalls';
import { handlerSite, spanOf } from '../discovery/site';
import type { HandlerSite } from '../model/endpoint';
import type { FrameworkAdapter, Schedule } from '../model/adapters';
import { isCode } from '../model/codeFiles';
import type { Uri } from '../model/source';
import { hasTag } from '../project/jsdoc';
import { functionIn } from '../project/syntax';
import { mayDepend } from '../project/packages';
import { importPattern } from '../project/specifier';
import type { Program } from '../project/program';
import { resolveName } from '../project/scope';
import { exportOf } from '../project/exports';
import ts from 'typescript';
import { memoized } from '../project/memoized';
import { followOnce, readOnce, type Reading, type Readings, type Search } from './following';
import type { Pending } from './steps';
import { packageOf, type Survey } from './survey';

interface Found {
  readonly framework: FrameworkAdapter;
  readonly root: Uri;
  readonly reading: Reading<DeclaredCalls>;
}

const memoryOf = memoized<Survey, Readings<DeclaredCalls>>(() => new Map());

/** What the calls of files declare, where a package depends on their framework. */
export function calledDeclarations({ program, files, frameworks, survey }: Omit<Search, 'isWorthFollowing'>): readonly Found[] {
  const readings = memoryOf(survey);
  return frameworks.flatMap((framework) =>
    (framework.called ?? []).flatMap((convention) => {
      if (!mayDepend(files, (uri) => program.text(uri), framework.packages)) return [];
      const imports = importPattern(convention.modules);
      return files.flatMap((uri) => {
        if (!isCode(uri) || !imports.test(program.text(uri) ?? '')) return [];
        const read = (): DeclaredCalls => declaredCalls(survey.analysis(program), uri, convention);
        return [{ framework, root: packageOf(program, uri), reading: readOnce(program, readings, uri, [uri], read) }];
      });
    }),
  );
}

/** The schedules among declarations: each calls the path of the endpoint it names, if that has an address. */
export function calledSchedules(program: Program, found: readonly Found[]): readonly Schedule[] {
  const endpoints = new Map(
    found.flatMap(({ reading }) => reading.declared.endpoints.map((endpoint) => [endpoint.declaration, endpoint] as const)),
  );
  return found.flatMap(({ reading }) =>
    reading.declared.schedules.flatMap(({ node, endpoint, scheduler, schedule }): readonly Schedule[] => {
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
export function calledEndpoints(search: Search, found: readonly Found[]): readonly Pending[] {
  return found.flatMap(({ framework, root, reading }) => {
    const authentication = found.find((other) => other.root === root && other.reading.declared.authentication)?.reading.declared
      .authentication;
    return reading.declared.endpoints
      .filter(({ isExposed }) => isExposed)
      .flatMap((endpoint) =>
        followOnce(search, reading, endpoint, {
          framework: framework.id,
          name: endpoint.name,
          methods: endpoint.methods,
          path: endpoint.path,
          declaration: endpoint.declaration.name,
          site: () => siteOf(endpoint),
          tag: hasTag(endpoint.declaration, 'cron'),
          packageRoot: root,
          route: () => calledRoute(endpoint, authentication),
        }),
      );
  });
}

/** The handler's code; functions that are given typed values instead of a request have no idiom. */
function siteOf({ node, call }: CalledEndpoint): HandlerSite | undefined {
  const handler = functionIn(node.arguments[call.handler]);
  return handler && handlerSite(handler, { style: call.takes.kind === 'calling' ? call.takes.calling.style : 'other' });
}
