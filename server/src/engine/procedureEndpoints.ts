import ts from 'typescript';
import { procedureRoute, proceduresIn, type Procedure } from '../analysis/procedures';
import { handlerSite } from '../discovery/site';
import { isCode } from '../model/codeFiles';
import { hasTag } from '../project/jsdoc';
import { mayDepend } from '../project/packages';
import { importPattern } from '../project/specifier';
import { memoized } from '../project/memoized';
import { followOnce, nameOfRoute, readOnce, type Readings, type Search } from './following';
import type { Pending, Steps } from './steps';
import type { Survey } from './survey';

const memoryOf = memoized<Survey, Readings<readonly Procedure[]>>(() => new Map());

/** The endpoints that are procedures of the routers which modules serve. */
export function* procedureEndpoints(search: Search): Steps<readonly Pending[]> {
  const { program, files, frameworks, survey } = search;
  const readings = memoryOf(survey);
  const pending: Pending[] = [];
  for (const framework of frameworks) {
    for (const convention of framework.procedures ?? []) {
      if (!mayDepend(files, (uri) => program.text(uri), framework.packages)) continue;
      const imports = importPattern(convention.modules);
      const serving = files.filter((uri) => isCode(uri) && imports.test(program.text(uri) ?? ''));
      for (const uri of serving) {
        const read = (): readonly Procedure[] => proceduresIn(survey.analysis(program), convention, uri);
        const reading = readOnce(program, readings, `${framework.id} ${uri}`, [uri], read);
        for (const procedure of reading.declared) {
          const { node } = procedure.resolver;
          const found = followOnce(search, reading, procedure, {
            framework: framework.id,
            name: nameOfRoute(procedure.methods, procedure.path),
            methods: procedure.methods,
            path: procedure.path,
            declaration: nameOf(node),
            site: () => handlerSite(node, { style: procedure.convention.resolver.style }),
            tag: hasTag(node, 'cron'),
            route: () => procedureRoute(procedure),
          });
          pending.push(...found);
        }
        yield;
      }
    }
  }
  return pending;
}

/** The key under which a procedure stands in its router. */
function nameOf(node: ts.Node): ts.Node {
  const chain = ts.findAncestor(node.parent, (one) => !ts.isCallExpression(one) && !ts.isPropertyAccessExpression(one));
  return chain && (ts.isPropertyAssignment(chain) || ts.isVariableDeclaration(chain)) ? chain.name : node;
}
