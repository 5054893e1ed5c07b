import type { Hook, RouterConvention } from '../model/routers';
import type { HttpMethod } from '../model/endpoint';
import { canonicalPath } from '../project/routePath';
import { strategyOf } from './authentication';
import { environmentOf, inCommon, variantsOf, withoutFailed } from './deployments';
import { prefixOf, type Registration, type Router } from './routing';
import type { SetUp } from './routingSetup';
import { routerMember } from './routerMembers';
import type { Fact, State } from './state';
import type { Value } from './value';

/** A middleware or handler in the order in which a request meets it. */
export interface RoutedLink {
  readonly value: Value;
  readonly registration: Registration;
  /** Index among the registration's handlers. */
  readonly index: number;
  /** Whether a caller can spell the route's path so that it is passed by. */
  readonly isPassedBy?: boolean;
  /** How it is called and when it runs, where that is not the handler's own. */
  readonly hook?: Hook;
  /** The path that it is not told, because it is registered below it. */
  readonly mount?: string;
  /** It handles errors: of its own router, or of the whole application. */
  readonly catches?: 'own' | 'all';
}

/** One way of a request to a registered route, in deployments of which facts about the environment hold. */
export interface Chain {
  readonly links: readonly RoutedLink[];
  readonly state: State;
  readonly facts: ReadonlyMap<string, Fact>;
}

/** A route under one full path. */
export interface RoutedPath {
  readonly registration: Registration;
  readonly methods: readonly HttpMethod[];
  /** In the framework's own spelling. */
  readonly path: string;
  /** Whether its router is mounted on another one, or is an application of its own. */
  readonly isMounted: boolean;
  readonly chains: readonly Chain[];
}

/** A middleware that requests to the routes after it pass through. */
interface Active {
  readonly link: RoutedLink;
  readonly base: string;
  readonly pattern: string | undefined;
  readonly methods: readonly HttpMethod[] | undefined;
  /** Whether it belongs to a router that has been mounted before: only paths below that one's are covered. */
  readonly isOutside?: boolean;
  /** How many routers around its own it is for. */
  readonly reach?: number;
}

/** The routers of a deployment, to walk through. */
interface Deployed {
  readonly registry: SetUp['registry'];
  readonly state: State;
  /** In the order in which routers were first registered on. */
  readonly registrations: ReadonlyMap<Router, readonly Registration[]>;
  /** Takes a route that was found. */
  add(route: FoundRoute): void;
}

type FoundRoute = Omit<RoutedPath, 'chains'> & Pick<Chain, 'links'>;

/** Where a router is reached. */
interface Place {
  readonly base: string;
  /** The routers that it is mounted on, outermost first. */
  readonly above: readonly Router[];
  /** The beginning of paths that handlers are not told. */
  readonly hidden: string | undefined;
}

interface Deployment {
  readonly state: State;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly registrations: readonly Registration[];
}

/** All routes under their full paths, with the middleware before each. */
export function routedPaths({ registry, states }: SetUp): readonly RoutedPath[] {
  const all = deploymentsOf(registry, states);
  const mounted = new Set(all.flatMap(({ registrations }) => registrations.flatMap((one) => mountedBy(one, registry))));
  const found = new Map<string, RoutedPath & { readonly chains: Chain[] }>();
  for (const { state, registrations, facts } of all) {
    const byRouter = new Map<Router, Registration[]>();
    for (const one of registrations) byRouter.set(one.router, [...(byRouter.get(one.router) ?? []), one]);
    const add = ({ links, ...route }: FoundRoute): void => {
      const key = keyOf(route);
      const entry = found.get(key) ?? { ...route, chains: [] };
      found.set(key, entry);
      addChain(entry.chains, { links, state, facts });
    };
    const deployed: Deployed = { registry, state, registrations: byRouter, add };
    for (const router of byRouter.keys()) if (!mounted.has(router)) walk(deployed, router, { base: '', above: [], hidden: undefined }, []);
  }
  return [...found.values()].filter((entry, _, all) => !isOnTheWay(entry, all));
}

/** At most so many kinds of deployments are looked at: those in which the fewest decisions leave something out. */
const mostDeployments = 32;

/** What is registered in each kind of deployment. */
function deploymentsOf(registry: SetUp['registry'], states: readonly State[]): readonly Deployment[] {
  const all = states.flatMap((state) =>
    variantsOf(state).map(({ lacks, facts }) => ({ state, facts, registrations: registry.inEffect(state, lacks) })),
  );
  const succeeding = withoutFailed(all.map((one) => ({ ...one, registered: new Set(one.registrations) })));
  return succeeding
    .toSorted((a, b) => b.registrations.length - a.registrations.length)
    .slice(0, mostDeployments)
    .map((one) => ({ ...one, facts: environmentOf(one.facts) }));
}

/** The routers that a registration mounts on its own. */
function mountedBy({ handlers, router }: Registration, registry: SetUp['registry']): readonly Router[] {
  return handlers.flatMap(({ value }) => registry.routerOf(value) ?? []).filter((child) => child !== router);
}

function keyOf({ registration: { node }, path, methods }: Omit<RoutedPath, 'chains'>): string {
  return `${node.getSourceFile().fileName}:${node.pos}:${node.end}:${path}:${methods.join()}`;
}

/** Adds a chain to those of its route; one with the same links holds wherever either does. */
function addChain(chains: Chain[], chain: Chain): void {
  const index = chains.findIndex(({ links }) => sameLinks(links, chain.links));
  const known = chains[index];
  if (known) chains[index] = { ...known, facts: inCommon(known.facts, chain.facts) };
  else chains.push(chain);
}

/** Adds the routes of a router and of those mounted on it; gives the middleware that is active after it. */
function walk(deployed: Deployed, router: Router, place: Place, inherited: readonly Active[]): readonly Active[] {
  const { convention } = router;
  const prefix = routerMember(deployed.state, prefixOf(router));
  const base = prefix?.kind === 'literal' ? joined(convention, place.base, String(prefix.value)) : place.base;
  let active = inherited;
  for (const registration of inOrder(convention, deployed.registrations.get(router) ?? []))
    active =
      registration.kind === 'lift' ? lifted(active, inherited, registration) : step(deployed, registration, { ...place, base }, active);
  if (convention.reaches) return [...inherited, ...active.filter((one) => !inherited.includes(one)).flatMap(outwards)];
  return convention.leaks ? active.map((one) => ({ ...one, isOutside: one.isOutside || !inherited.includes(one) })) : inherited;
}

/** Adds the routes of one registration; gives the middleware that is active after it. */
function step(deployed: Deployed, registration: Registration, place: Place, active: readonly Active[]): readonly Active[] {
  const mount = registration.router.convention.hidesMounts ? place.base : place.hidden;
  const links = registration.handlers.map(({ value }, index): RoutedLink => ({
    value,
    registration,
    index,
    ...(mount !== undefined && { mount }),
  }));
  if (registration.kind === 'route' && !links.some(({ value }) => deployed.registry.routerOf(value)))
    return routeStep(deployed, registration, place, links, active);
  return links.reduce((before, link) => linkStep(deployed, link, place, before), active);
}

/** A route: its handlers are active after it where they may hand requests on. */
function routeStep(
  { state, add }: Deployed,
  registration: Registration,
  { base, above }: Place,
  links: readonly RoutedLink[],
  active: readonly Active[],
): readonly Active[] {
  const { router, methods, paths } = registration;
  const { convention } = router;
  for (const pattern of paths) {
    if (pattern === undefined) continue;
    const path = joined(convention, base, pattern);
    const earlier = active.filter((one) => overlaps(one.methods, methods) && covers(one, path)).map((one) => linkOf(convention, one));
    const all = inPhases([...earlier, ...authentication(registration, state), ...links]);
    add({ registration, methods, path, isMounted: above.length > 0, links: all });
  }
  if (!links.some(mayGoOn)) return active;
  return [...active, ...paths.flatMap((pattern) => links.map((link): Active => ({ link, base, pattern, methods })))];
}

/** A middleware, a handler that is mounted like one, or a router. */
function linkStep(deployed: Deployed, link: RoutedLink, place: Place, before: readonly Active[]): readonly Active[] {
  const { registration, value } = link;
  const { router, paths } = registration;
  const { convention } = router;
  const child = deployed.registry.routerOf(value);
  if (!child) {
    for (const pattern of paths) addMounted(deployed, link, pattern, place, before);
    const { reach = 0 } = registration;
    const catches = place.above.length > 0 ? 'own' : 'all';
    const active = isErrorHandler(value, convention) ? ({ ...link, catches } as const) : link;
    return [...before, ...paths.map((pattern): Active => ({ link: active, base: place.base, pattern, methods: undefined, reach }))];
  }
  if (place.above.includes(child) || child === router) return before;
  const isHidden = registration.hidesMount || (value.kind === 'router' && value.mountedAt !== undefined);
  return paths.reduce((active, pattern) => {
    const base = mountPath(convention, place.base, pattern, value);
    return walk(deployed, child, { base, above: [...place.above, router], hidden: isHidden ? base : place.hidden }, active);
  }, before);
}

/** A function that is mounted below a path and answers there. */
function addMounted(
  { add }: Deployed,
  link: RoutedLink,
  pattern: string | undefined,
  { base, above }: Place,
  active: readonly Active[],
): void {
  const { registration, index } = link;
  const { kind, handlers, router } = registration;
  const { convention } = router;
  if (kind !== 'use' || index !== handlers.length - 1 || !isSomewhere(pattern, convention) || !answers(link)) return;
  const path = joined(convention, base, pattern);
  const earlier = active.filter((one) => covers(one, path)).map((one) => linkOf(convention, one));
  add({ registration, methods: [], path, isMounted: above.length > 0, links: [...earlier, link] });
}

/** Whether a route for every method only stands before other routes: `route('/x').all(guard).post(handler)`. */
function isOnTheWay({ registration, methods, chains }: RoutedPath, all: readonly RoutedPath[]): boolean {
  if (registration.kind !== 'route' || methods.length > 0 || !chains.every(({ links }) => links.slice(-1).every(mayGoOn))) return false;
  return all.some(
    (other) =>
      other.registration !== registration && other.chains.some(({ links }) => links.some((link) => link.registration === registration)),
  );
}

/** Hooks of a router after they have been made to reach further. */
function lifted(active: readonly Active[], inherited: readonly Active[], { reach = 0 }: Registration): readonly Active[] {
  return active.map((one) => (inherited.includes(one) ? one : { ...one, reach: Math.max(one.reach ?? 0, reach) }));
}

/** A hook as the router around its own sees it, if it reaches that far. */
function outwards(one: Active): readonly Active[] {
  return (one.reach ?? 0) > 0 ? [{ ...one, reach: (one.reach ?? 0) - 1 }] : [];
}

/** What authenticates requests to a route before its handler. */
function authentication(registration: Registration, state: State): readonly RoutedLink[] {
  const hook = registration.router.convention.authentication;
  const value = hook && strategyOf(state, registration.router, registration.strategy, hook.notes);
  return hook && value ? [{ value, registration, index: -1, hook }] : [];
}

/** The path of a router that is registered on another one. */
function mountPath(convention: RouterConvention, base: string, pattern: string | undefined, child: Value): string {
  const below = child.kind === 'router' ? child.mountedAt : undefined;
  return joined(convention, base, below ?? (pattern === convention.anyPath ? '' : (pattern ?? '')));
}

/** Where order does not count, hooks and middleware come before the routes and routers that they guard. */
function inOrder({ ordered }: RouterConvention, registrations: readonly Registration[]): readonly Registration[] {
  if (ordered) return registrations;
  const rank = ({ kind, handlers }: Registration): number =>
    kind === 'hook' ? 0 : kind === 'use' && handlers.every(({ value }) => value.kind !== 'router') ? 1 : 2;
  return registrations.toSorted((a, b) => rank(a) - rank(b));
}

/** Links in the order in which a request meets them. */
function inPhases(links: readonly RoutedLink[]): readonly RoutedLink[] {
  const phase = ({ registration, index, hook }: RoutedLink): number =>
    hook?.phase ?? registration.handlers[index]?.phase ?? Number.MAX_SAFE_INTEGER;
  return links.toSorted((a, b) => phase(a) - phase(b));
}

/** Whether a pattern names a place of its own rather than everything. */
function isSomewhere(pattern: string | undefined, { anyPath }: RouterConvention): pattern is string {
  return pattern !== undefined && pattern !== '' && pattern !== '/' && pattern !== anyPath && !/^\/?\*$/.test(pattern);
}

function sameLinks(a: readonly RoutedLink[], b: readonly RoutedLink[]): boolean {
  return a.length === b.length && a.every((link, index) => link.registration === b[index]?.registration && link.index === b[index].index);
}

function overlaps(middleware: readonly HttpMethod[] | undefined, route: readonly HttpMethod[]): boolean {
  if (middleware === undefined || middleware.length === 0) return true;
  return route.length > 0 && route.every((method) => middleware.includes(method));
}

function isExpression(pattern: string): boolean {
  return /^\/(?:\^|\\\/).*\/[a-z]*$/.test(pattern);
}

/** A mount path and what follows; a regular expression as a path stands for any path below. */
function joined(convention: RouterConvention, base: string, pattern: string): string {
  return isExpression(pattern) ? convention.join(base, expressionPath(pattern)) : convention.join(base, pattern);
}

/** The fixed beginning of a regular expression for paths. */
function expressionPath(pattern: string): string {
  const source = pattern.slice(1, pattern.lastIndexOf('/')).replace(/^\^/, '').replaceAll('\\/', '/');
  const isPlain = /^[\w/-]*\$?$/.test(source);
  return isPlain ? source.replace(/\$$/, '') : `${/^[\w/-]*/.exec(source)?.[0].replace(/[^/]*$/, '') ?? ''}*`;
}

/** Whether a middleware runs for a path; its own router says how its pattern is read. */
function covers({ link, base, pattern, methods, isOutside = false }: Active, path: string): boolean {
  const { convention } = link.registration.router;
  if (pattern === undefined) return false;
  const isExact = methods !== undefined;
  if (!isExact && convention.anyPath === undefined && (pattern === '' || pattern === '/'))
    return !isOutside || base === '' || base === '/' || convention.covers(base, canonicalPath(path), false);
  if (isExpression(pattern)) return convention.covers(pattern, canonicalPath(path.slice(base === '/' ? 0 : base.length) || '/'), isExact);
  return convention.covers(convention.join(base, pattern), canonicalPath(path), isExact);
}

/** A middleware on the way to a route. */
function linkOf(convention: RouterConvention, { link, base, pattern, methods }: Active): RoutedLink {
  const isPassedBy = pattern !== undefined && pattern !== '' && (convention.isPassedBy?.(pattern) ?? false);
  const own = link.registration.router.convention;
  const mount = own.hidesMounts && methods === undefined ? { mount: joined(own, base, pattern ?? '') } : {};
  return { ...link, ...mount, ...(isPassedBy && { isPassedBy }) };
}

function parameterCount(value: Value): number | undefined {
  return value.kind === 'function' ? value.node.parameters.length - value.bound.length : undefined;
}

function isErrorHandler(value: Value, convention: RouterConvention): boolean {
  const { errorHandler } = convention;
  return errorHandler !== undefined && parameterCount(value) === errorHandler.parameters.length;
}

/** Whether a handler can hand the request on. */
function mayGoOn({ value, registration }: RoutedLink): boolean {
  const { parameters, result } = registration.router.convention.handler;
  // One that is given nothing to go on with does so by giving no response.
  if (result === 'responds-or-continues' && !parameters.includes('next') && !parameters.includes('continue')) return true;
  const count = parameterCount(value);
  return count === undefined ? value.kind === 'native' : count >= parameters.length;
}

/** Whether what is mounted with `use` answers requests itself. */
function answers({ value, registration }: RoutedLink): boolean {
  const count = parameterCount(value);
  const { parameters } = registration.router.convention.handler;
  if (count !== undefined) return count > 0 && count < parameters.length && parameters.includes('next');
  return value.kind === 'native' && value.name !== 'middleware' && value.name !== 'populate' && value.name !== 'next';
}
