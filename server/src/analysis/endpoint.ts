import type ts from 'typescript';
import type { AccessGraph, Guard } from '../model/access';
import type { Endpoint, SaidSchedule } from '../model/endpoint';
import { exposures } from '../model/path';
import type { EndpointFacts } from '../model/rule';
import type { Span, Uri } from '../model/source';
import type { Program } from '../project/program';
import { runChain, type Link } from './chain';
import { frameFor, type Ambient, type Context } from './context';
import type { Libraries } from './library';
import { wordsIn } from './orders';
import { Recorder, spanOf } from './recorder';
import { emptyState, type State } from './state';
import { forgetTexts } from './ways';
import type { Outcome } from './value';

/** Evaluations that one endpoint may take; beyond them everything is unknown. */
const budget = 40_000;

/** What the analysis is made with. */
export interface Analysis {
  readonly program: Program;
  readonly libraries: Libraries;
  /** Headers that look like a scheduler's identity but that anybody can send. */
  readonly claims: ReadonlySet<string>;
  /** Those of them that the platform of a file removes from requests of others, so that whoever presents one is its scheduler. */
  provenHeaders?(uri: Uri): ReadonlySet<string>;
}

/** One way a request can take to an endpoint's handler. */
export interface Route {
  /** The path that code sees, where that is not the endpoint's own. */
  readonly path?: string;
  /** The name that the framework gives the route, where that is not its path. */
  readonly id?: string;
  /** Middleware and handlers in order; evaluated in the context so that they can close over it. */
  /** What code on this route uses without importing it. */
  readonly ambient?: Ambient;
  links(context: Context, state: State): readonly { readonly links: readonly Link[]; readonly state: State }[];
}

/** What the analysis of one endpoint found, before rules and triggers. */
export interface Followed extends Omit<EndpointFacts, 'triggers'> {
  readonly headers: readonly { readonly name: string; readonly span: Span; readonly verified: boolean }[];
  readonly variables: readonly {
    readonly name: string;
    readonly span: Span;
    readonly verified: boolean;
    readonly standsInFor?: string;
  }[];
  readonly apis: readonly string[];
  /** Schedules that code says itself. */
  readonly clocks: readonly SaidSchedule[];
  /** Paths that code compares the request's path with. */
  readonly paths: readonly string[];
  /** Words that parts of the request's query or body are compared with. */
  readonly words: readonly string[];
  /** Evaluations it took. */
  readonly effort: number;
}

/** Makes the context in which code is evaluated. */
export function contextFor(
  analysis: Analysis,
  path: string,
  method: string | undefined,
  routing?: Context['routing'],
  ambient?: Context['ambient'],
): Context {
  return {
    ...analysis,
    recorder: new Recorder(),
    path,
    method,
    applications: undefined,
    mount: '',
    routeId: undefined,
    routing,
    ambient,
    runtime: undefined,
    frames: new Map(),
    active: [],
    followed: new Set(),
    pending: new Set(),
    constants: new Map(),
    shallow: 0,
    proven: new Set(),
    quiet: 0,
    gates: 0,
    closing: 0,
    isDoubtful: false,
    budget,
    settled: 0,
    spent: 0,
    spentBehind: 0,
  };
}

/** Follows requests to an endpoint along all its routes. Of a handler that nests deeper than the stack nothing is known, so it may do anything. */
export function follow(analysis: Analysis, endpoint: Endpoint, node: ts.Node, routes: readonly Route[]): Followed {
  forgetTexts();
  try {
    const { followed, isCutShort } = followMethods(analysis, endpoint, node, routes, false);
    if (isCutShort) return followAlone(analysis, endpoint, node, routes) ?? followed;
    // What refuses everybody may only do so until something has been set up that is done elsewhere.
    const isIdle = followed.effects.length === 0 && followed.guards.length === 0;
    return isIdle ? followMethods(analysis, endpoint, node, routes, true).followed : followed;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const context = contextFor(analysis, endpoint.path, undefined);
    const entry = context.recorder.step({ ...emptyState, at: [] }, spanOf(node), undefined).state;
    context.recorder.unknown(spanOf(node), 'The handler nests too deeply to be followed');
    context.recorder.effect(entry, { span: spanOf(node), kind: 'unknown', what: 'the handler' }, false);
    return factsOf(context, endpoint);
  }
}

/** The last links of a chain that may verify by themselves: what stands on the handler's own router, and what stands on its own route. */
const lastParts: readonly ((links: readonly Link[]) => readonly Link[])[] = [
  (links) => {
    const own = links.filter(({ catches }) => catches === undefined);
    return own.filter(({ router }) => router === own.at(-1)?.router);
  },
  (links) => links.filter(({ isGate, catches }) => !isGate && catches === undefined),
];

/**
 * Follows the last links of chains that are too large as a whole. Where these verify every request there is nothing to ask of what stands before
 * them: middleware for many routes only keeps requests out.
 */
function followAlone(analysis: Analysis, endpoint: Endpoint, node: ts.Node, routes: readonly Route[]): Followed | undefined {
  for (const part of lastParts) {
    const own = routes.map((route): Route => ({
      ...route,
      links: (context, state) => route.links(context, state).map((way) => ({ ...way, links: part(way.links) })),
    }));
    const { followed, isCutShort } = followMethods(analysis, endpoint, node, own, false);
    if (!isCutShort && followed.guards.length > 0 && exposures(followed.graph, followed.guards).length === 0) return followed;
  }
  return undefined;
}

/** What was followed, and whether that was cut short. */
interface Following {
  readonly followed: Followed;
  readonly isCutShort: boolean;
}

function followMethods(analysis: Analysis, endpoint: Endpoint, node: ts.Node, routes: readonly Route[], isDoubtful: boolean): Following {
  const [first, ...others] = endpoint.methods.length > mostMethods ? [] : endpoint.methods;
  const ambient = routes.find((route) => route.ambient)?.ambient;
  const proven = analysis.provenHeaders?.(endpoint.uri) ?? new Set<string>();
  const context = { ...contextFor(analysis, endpoint.path, first, undefined, ambient), isDoubtful, proven };
  const entry = context.recorder.step({ ...emptyState, at: [] }, spanOf(node), undefined).state;
  // Code that tells methods apart is followed for each of them: what one does says nothing of another.
  const contexts = [
    context,
    ...others.map((method) => ({
      ...contextFor(analysis, endpoint.path, method, undefined, ambient),
      isDoubtful,
      proven,
      recorder: context.recorder,
    })),
  ];
  const ends = contexts.flatMap((each) => followAll(each, routes, endpoint, node, entry));
  // What does nothing but throw answers nobody with success.
  if (ends.length === 0 || ends.some(({ thrown }) => !thrown)) assumeTheWorst(context, entry, node);
  const isCutShort = contexts.some((each) => each.budget <= 0);
  if (isCutShort) {
    context.recorder.unknown(spanOf(node), 'The handler is too large to be followed to its end');
    context.recorder.openEnds({ span: spanOf(node), kind: 'unknown', what: 'the handler' });
  }
  return { followed: factsOf(context, endpoint), isCutShort };
}

/** Methods that a handler is followed for one by one; of one that answers more the method is not known. */
const mostMethods = 4;

/** The ends of all routes. */
function followAll(context: Context, routes: readonly Route[], endpoint: Endpoint, node: ts.Node, entry: State): readonly Outcome[] {
  return routes.flatMap((route) => {
    context.path = route.path ?? endpoint.path;
    context.routeId = route.id;
    const open: (readonly Link[])[] = [];
    return route.links(context, entry).flatMap(({ links, state }) => {
      // Strangers who get through all of it get through a part of it: that shows nothing more.
      if (open.some((more) => links.every((link) => more.some((other) => isSame(link, other))))) return [];
      // Each way is looked at as closely as the first.
      Object.assign(context, { spent: 0, spentBehind: 0, settled: 0 });
      const frame = frameFor(context, node, undefined, links[0]?.node ?? node, undefined);
      const ends = runChain(context, links, state, frame);
      if (context.recorder.hasShown(state)) open.push(links);
      return ends;
    });
  });
}

function isSame(link: Link, other: Link): boolean {
  return link.node === other.node && link.registration === other.registration && link.value === other.value;
}

/** A handler of which nothing could be followed, neither a check nor an answer, is not proven to be verified. */
function assumeTheWorst(context: Context, entry: State, node: ts.Node): void {
  const { recorder } = context;
  const answered = recorder.steps.some(({ does }) => does?.kind === 'reject');
  if (answered || recorder.guards.length > 0 || recorder.effects.size > 0) return;
  recorder.unknown(spanOf(node), 'The handler could not be followed');
  recorder.effect(entry, { span: spanOf(node), kind: 'unknown', what: 'the handler' }, false);
}

/** What was followed of an endpoint's own file. */
function ownFunctions({ followed }: Context, { uri }: Endpoint): readonly ts.FunctionLikeDeclaration[] {
  return [...followed].filter((fn) => fn.getSourceFile().fileName === uri);
}

/** Whether what was met says something of this endpoint: what middleware for many routes finds out does so only where it keeps somebody out. */
function tellingOf(graph: AccessGraph, guards: readonly Guard[]): (met: { readonly isShared?: boolean }) => boolean {
  let isOpen: boolean | undefined;
  return ({ isShared = false }) => !isShared || !(isOpen ??= exposures(graph, guards).some(({ cause }) => cause === 'open'));
}

function factsOf(context: Context, endpoint: Endpoint): Followed {
  const { recorder } = context;
  const guards = recorder.finishedGuards();
  const graph = recorder.graph();
  const tells = tellingOf(graph, guards);
  const telling = guards.filter(tells);
  const verifiedHeaders = new Set(
    telling.flatMap(({ verification: { credential } }) =>
      credential.kind === 'header' ? [credential.name] : credential.kind === 'signature' && credential.header ? [credential.header] : [],
    ),
  );
  const secrets = telling.flatMap(({ verification: { secret }, span }) => (secret.kind === 'env' ? [{ name: secret.name, span }] : []));
  const verifiedVariables = new Set(secrets.map((secret) => secret.name));
  const headers = new Map([...recorder.headers].filter(([, sighting]) => tells(sighting)));
  const variables = new Map(recorder.variables);
  for (const secret of secrets) if (!variables.has(secret.name)) variables.set(secret.name, secret);
  for (const { verification } of guards) if (verification.api) recorder.apis.add(verification.api);
  for (const { verification, span } of telling) {
    const { credential } = verification;
    if (credential.kind === 'signature' && credential.header && !headers.has(credential.header))
      headers.set(credential.header, { name: credential.header, span });
  }
  return {
    endpoint,
    graph,
    guards,
    effects: [...recorder.effects.values()],
    unresolved: [...recorder.unresolved.values()],
    privileges: [...recorder.privileges.values()],
    bareCalls: [...recorder.bareCalls.values()],
    headers: [...headers.values()].map((header) => ({ ...header, verified: verifiedHeaders.has(header.name) })),
    variables: [...variables.values()].map((variable) => ({ ...variable, verified: verifiedVariables.has(variable.name) })),
    apis: [...recorder.apis],
    clocks: [...recorder.clocks.values()],
    paths: [...recorder.paths],
    words: [...recorder.words, ...ownFunctions(context, endpoint).flatMap(wordsIn)],
    effort: budget - context.budget,
  };
}
