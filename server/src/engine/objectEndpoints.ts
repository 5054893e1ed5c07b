import { objectEndpoints, type ObjectEndpoint } from '../analysis/declaredObjects';
import { handlerSite } from '../discovery/site';
import { isProductionCode } from '../model/codeFiles';
import { hasTag } from '../project/jsdoc';
import { mayDepend } from '../project/packages';
import { memoized } from '../project/memoized';
import { followOnce, nameOfRoute, readOnce, type Readings, type Search } from './following';
import type { Pending, Steps } from './steps';
import type { Survey } from './survey';

const memoryOf = memoized<Survey, Readings<readonly ObjectEndpoint[]>>(() => new Map());

/** The endpoints that objects in configurations declare. */
export function* configuredEndpoints(search: Search): Steps<readonly Pending[]> {
  const { program, files, frameworks, survey } = search;
  const readings = memoryOf(survey);
  const pending: Pending[] = [];
  for (const framework of frameworks) {
    for (const convention of framework.objects ?? []) {
      if (!mayDepend(files, (uri) => program.text(uri), framework.packages)) continue;
      const firsts = convention.guarded.map(({ at }) => at.at(-1) ?? '');
      const pattern = new RegExp(`\\b${convention.list}\\s*[:,]|\\b(?:${firsts.join('|')})\\s*[:(]`);
      const holding = files.filter((uri) => isProductionCode(uri) && pattern.test(program.text(uri) ?? ''));
      if (holding.length === 0) continue;
      const read = (): readonly ObjectEndpoint[] => objectEndpoints(survey.analysis(program), holding, convention);
      const reading = readOnce(program, readings, framework.id, holding, read);
      for (const endpoint of reading.declared) {
        const { node, path, methods, handler, route } = endpoint;
        const found = followOnce(search, reading, endpoint, {
          framework: framework.id,
          name: nameOfRoute(methods, path),
          methods,
          path,
          declaration: node,
          site: () => handler && handlerSite(handler, { style: convention.calling.style }),
          tag: hasTag(node, 'cron'),
          route: () => route,
        });
        pending.push(...found);
      }
      yield;
    }
  }
  return pending;
}
