import ts from 'typescript';
import { invoke } from './call';
import { frameFor, type Context } from './context';
import { asserted, enterModule } from './enterModule';
import { apartFromEndpoints } from './moduleConstants';
import { emptyState, learn, type Fact, type State } from './state';
import type { Outcome } from './value';
import type { Consulted } from '../project/consulted';
import { memoized } from '../project/memoized';
import type { Program } from '../project/program';
import { walk } from '../project/syntax';

/** Evaluations that a start-up may take: what it asserts stands near its beginning, the rest prepares databases and queues. */
const budget = 2_500;

interface Start {
  readonly known: readonly Known[];
  readonly consulted: Consulted;
}

const startsOf = memoized<Program, Map<ts.SourceFile, Start>>(() => new Map());

/**
 * What is known about the environment once a function has run that the framework calls before it serves requests: where it throws, no request
 * is served. Its own values are of no concern. It is the same for all endpoints, so it is found once for a program.
 */
export function startedUp(context: Context, file: ts.SourceFile, state: State, valueOf: ValueOf, node: ts.Node): State {
  const { program } = context;
  const known = startsOf(program);
  let start = known.get(file);
  if (!start) {
    const apart = { ...apartFromEndpoints(context), quiet: 1, budget };
    const { result, consulted } = program.track(() => knownAfter(apart, file, valueOf, node));
    known.set(file, (start = { known: result, consulted }));
  }
  program.consult(start.consulted);
  return start.known.reduce(remembering, state);
}

/** The function in some context. */
type ValueOf = (context: Context, state: State) => readonly Outcome[];

function knownAfter(context: Context, file: ts.SourceFile, valueOf: ValueOf, node: ts.Node): readonly Known[] {
  const state = emptyState;
  const started = valueOf(context, state);
  const imported = importsOf(context, file, state);
  const ran = started.flatMap((outcome) =>
    outcome.thrown ? [] : invoke(context, outcome.value, [], outcome.state, node, frameFor(context, node, undefined, node, undefined)),
  );
  const lasting = ran.flatMap(({ thrown, value, state: end }) => (thrown || (value.kind === 'promise' && value.rejects) ? [] : [end]));
  const before = imported.concat(commonTo(lasting)).reduce(remembering, state);
  return commonTo([[...context.followed].reduce((known, fn) => (fn.body ? asserted(context, fn.body, known) : known), before)]);
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
