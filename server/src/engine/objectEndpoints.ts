import { objectEndpoints, type ObjectEndpoint } from '../analysis/declaredObjects';
import { handlerSite } from '../discovery/site';
import { hasTag } from '../project/jsdoc';
import { mayDepend } from '../project/packages';
import { followOnce, nameOfRoute, readOnce, type Readings, type Search } from './following';
import type { Survey, Surveyed } from './survey';

const memories = new WeakMap<Survey, Readings<readonly ObjectEndpoint[]>>();

/** The endpoints that objects in configurations declare. */
export function configuredEndpoints(search: Search): readonly Surveyed[] {
  const { program, files, frameworks, survey } = search;
  const readings = memories.get(survey) ?? new Map();
  memories.set(survey, readings);
  return frameworks.flatMap((framework) =>
    (framework.objects ?? []).flatMap((convention) => {
      if (!mayDepend(files, (uri) => program.text(uri), framework.packages)) return [];
      const firsts = convention.guarded.map(({ at }) => at.at(-1) ?? '');
      const pattern = new RegExp(`\\b${convention.list}\\s*[:,]|\\b(?:${firsts.join('|')})\\s*[:(]`);
      const holding = files.filter(
        (uri) => /\.[mc]?[jt]sx?$/.test(uri) && !/\.d\.ts$|\.(?:test|spec)\./.test(uri) && pattern.test(program.text(uri) ?? ''),
      );
      if (holding.length === 0) return [];
      const read = (): readonly ObjectEndpoint[] => objectEndpoints(survey.analysis(program), holding, convention);
      const reading = readOnce(program, readings, framework.id, holding, read);
      return reading.declared.flatMap((endpoint) => {
        const { node, path, methods, handler, route } = endpoint;
        return followOnce(search, reading, endpoint, {
          framework: framework.id,
          name: nameOfRoute(methods, path),
          methods,
          path,
          declaration: node,
          site: () => handler && handlerSite(handler, { style: convention.calling.style }),
          tag: hasTag(node, 'cron'),
          route: () => route,
        });
      });
    }),
  );
}
