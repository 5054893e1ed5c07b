import { declaredPaths, type DeclaredPath } from '../analysis/declaredPaths';
import { declaredRoute } from '../analysis/declaredRoute';
import { declaredApplications } from '../analysis/declaredSetUp';
import { handlerSite } from '../discovery/site';
import { hasTag } from '../project/jsdoc';
import { memoized } from '../project/memoized';
import { DeclaringFilesReader, type MayDeclare } from './declaringFiles';
import { followOnce, nameOfRoute, readOnce, type Readings, type Search } from './following';
import type { Pending, Steps } from './steps';
import { packageOf, type Survey } from './survey';

interface Memory {
  readonly reader: DeclaringFilesReader;
  readonly packages: Readings<readonly DeclaredPath[]>;
}

const memoryOf = memoized<Survey, Memory>(() => ({ reader: new DeclaringFilesReader(), packages: new Map() }));

/** The endpoints that classes declare with decorators. */
export function* declaredEndpoints(search: Search, candidates: MayDeclare): Steps<readonly Pending[]> {
  const { program, files, frameworks, survey } = search;
  const conventions = frameworks.flatMap((framework) => (framework.decorated ?? []).map((convention) => ({ framework, convention })));
  const memory = memoryOf(survey);
  const pending: Pending[] = [];
  for (const { framework, convention } of conventions) {
    for (const { root, ...found } of memory.reader.packages(program, files, framework, convention, candidates)) {
      const read = (): readonly DeclaredPath[] =>
        declaredPaths(declaredApplications(survey.analysis(program), framework, convention, found));
      const inputs = [...found.controllers, ...found.modules, ...found.applications];
      const reading = readOnce(program, memory.packages, `${framework.id} ${root}`, inputs, read);
      for (const declared of reading.declared) {
        const { application, path, methods, node, method } = declared;
        const found = followOnce(search, reading, declared, {
          framework: application.framework.id,
          name: nameOfRoute(methods, path),
          methods,
          path,
          declaration: node,
          site: () => handlerSite(method.node, { style: application.convention.style ?? 'other' }),
          tag: hasTag(method.node, 'cron'),
          packageRoot: packageOf(program, node.getSourceFile().fileName) || root,
          route: () => declaredRoute(declared),
        });
        pending.push(...found);
      }
      yield;
    }
    yield;
  }
  return pending;
}
