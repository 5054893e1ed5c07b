import ts from 'typescript';
import { invoke } from './call';
import { frameFor, type Context } from './context';
import { asserted, enterModule } from './enterModule';
import { learn, type Fact, type State } from './state';
import type { Outcome } from './value';
import { walk } from '../project/syntax';

/**
 * What is known about the environment once a function has run that the framework calls before it serves requests: where it throws, no request
 * is served. Its own values are of no concern.
 */
export function startedUp(context: Context, file: ts.SourceFile, started: readonly Outcome[], state: State, node: ts.Node): State {
  const { spent, settled, budget } = context;
  const followed = new Set(context.followed);
  context.quiet++;
  const imported = importsOf(context, file, state);
  const ran = started.flatMap((outcome) =>
    outcome.thrown ? [] : invoke(context, outcome.value, [], outcome.state, node, frameFor(context, node, undefined, node, undefined)),
  );
  context.quiet--;
  const entered = [...context.followed].filter((fn) => !followed.has(fn));
  for (const fn of entered) context.followed.delete(fn);
  const lasting = ran.flatMap(({ thrown, value, state: end }) => (thrown || (value.kind === 'promise' && value.rejects) ? [] : [end]));
  const known = imported.concat(commonTo(lasting));
  const checked = entered.reduce((before, fn) => (fn.body ? asserted(context, fn.body, before) : before), known.reduce(remembering, state));
  Object.assign(context, { spent, settled, budget });
  return checked;
}

type Known = readonly [variable: string, fact: Fact];

function remembering(state: State, [variable, fact]: Known): State {
  return learn(state, variable, fact);
}

/** Facts about the environment that hold however the function ended. */
function commonTo(ends: readonly State[]): readonly Known[] {
  const [first, ...others] = ends;
  return [...(first?.facts ?? [])]
    .filter(
      ([key, { truthy }]) =>
        key.startsWith('env:') && truthy !== undefined && others.every(({ facts }) => facts.get(key)?.truthy === truthy),
    )
    .map(([key, { truthy, nullish }]) => [
      key,
      { ...(truthy === undefined ? {} : { truthy }), ...(nullish === undefined ? {} : { nullish }) },
    ]);
}

/** What modules of the project assert that are loaded for nothing else: `import './env'`, `await import('./env')`. */
function importsOf(context: Context, file: ts.SourceFile, state: State): readonly Known[] {
  const specifiers: string[] = [];
  walk(file, (node) => {
    const specifier = ts.isImportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : undefined;
    if (specifier && ts.isStringLiteralLike(specifier)) specifiers.push(specifier.text);
  });
  return specifiers.flatMap((specifier) => {
    const resolved = context.program.resolve(specifier, file.fileName);
    const target = resolved.kind === 'file' ? context.program.file(resolved.uri) : undefined;
    return target ? commonTo(enterModule(context, target, state)) : [];
  });
}
