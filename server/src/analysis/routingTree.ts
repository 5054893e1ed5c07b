import type { Hook, RouterConvention } from '../model/routers';
import type { HttpMethod } from '../model/endpoint';
import { canonicalPath } from '../project/routePath';
import { strategyOf } from './authentication';
import { prefixOf, type Registration, type Router } from './routing';
import type { SetUp } from './routingSetup';
import { routerMember, type Fact, type State } from './state';
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

/** All routes under their full paths, with the middleware before each. */
export function routedPaths({ registry, states }: SetUp): readonly RoutedPath[] {
  const found = new Map<string, RoutedPath & { readonly chains: Chain[] }>();
  const sets = deployments(states.map((state) => ({ state, registrations: registry.inEffect(state), facts: environmentOf(state) })));
  const mounted = new Set(
    sets.flatMap(({ registrations }) =>
      registrations.flatMap(({ handlers, router }) =>
        handlers.flatMap(({ value }) => registry.routerOf(value) ?? []).filter((child) => child !== router),
      ),
    ),
  );
  for (const { state, registrations, facts } of sets) {
    const byRouter = new Map<Router, Registration[]>();
    for (const registration of registrations)
      byRouter.set(registration.router, [...(byRouter.get(registration.router) ?? []), registration]);
    const add = (
      registration: Registration,
      methods: readonly HttpMethod[],
      path: string,
      isMounted: boolean,
      links: readonly RoutedLink[],
    ): void => {
      const { node } = registration;
      const key = `${node.getSourceFile().fileName}:${node.pos}:${node.end}:${path}:${methods.join()}`;
      const entry = found.get(key) ?? { registration, methods, path, isMounted, chains: [] };
      found.set(key, entry);
      const known = entry.chains.findIndex((chain) => sameLinks(chain.links, links));
      const before = entry.chains[known];
      if (before) entry.chains[known] = { ...before, facts: common(before.facts, facts) };
      else entry.chains.push({ links, state, facts });
    };
    const walk = (
      router: Router,
      base: string,
      inherited: readonly Active[],
      above: readonly Router[],
      hidden?: string,
    ): readonly Active[] => {
      let active = inherited;
      const prefix = routerMember(state, prefixOf(router));
      const own = prefix?.kind === 'literal' ? joined(router.convention, base, String(prefix.value)) : base;
      for (const registration of inOrder(router.convention, byRouter.get(router) ?? []))
        active = registration.kind === 'lift' ? lifted(active, inherited, registration) : step(registration, own, active, above, hidden);
      if (router.convention.reaches) return [...inherited, ...active.filter((one) => !inherited.includes(one)).flatMap(outwards)];
      return router.convention.leaks ? active.map((one) => ({ ...one, isOutside: one.isOutside || !inherited.includes(one) })) : inherited;
    };
    const step = (
      registration: Registration,
      base: string,
      before: readonly Active[],
      above: readonly Router[],
      hidden: string | undefined,
    ): readonly Active[] => {
      const { router, kind, methods, paths, handlers } = registration;
      const { convention } = router;
      let active = before;
      const isMounted = above.length > 0;
      const mount = convention.hidesMounts ? base : hidden;
      const links = handlers.map(({ value }, index): RoutedLink => ({
        value,
        registration,
        index,
        ...(mount !== undefined && { mount }),
      }));
      if (kind === 'route' && !links.some(({ value }) => registry.routerOf(value))) {
        for (const pattern of paths) {
          if (pattern === undefined) continue;
          const path = joined(convention, base, pattern);
          const earlier = active.filter((one) => overlaps(one.methods, methods) && covers(one, path)).map((one) => linkOf(convention, one));
          add(registration, methods, path, isMounted, inPhases([...earlier, ...authentication(registration, state), ...links]));
        }
        if (!links.some(mayGoOn)) return active;
        return [...active, ...paths.flatMap((pattern) => links.map((link): Active => ({ link, base, pattern, methods })))];
      }
      links.forEach((link, index) => {
        const child = registry.routerOf(link.value);
        for (const pattern of paths) {
          if (child) {
            if (above.includes(child) || child === router) continue;
            const at = mountPath(convention, base, pattern, link.value);
            const isHidden = registration.hidesMount || (link.value.kind === 'router' && link.value.mountedAt !== undefined);
            active = walk(child, at, active, [...above, router], isHidden ? at : hidden);
          } else if (kind === 'use' && index === links.length - 1 && isSomewhere(pattern, convention) && answers(link)) {
            const path = joined(convention, base, pattern);
            add(registration, [], path, isMounted, [
              ...active.filter((one) => covers(one, path)).map((one) => linkOf(convention, one)),
              link,
            ]);
          }
        }
        if (!child && !isErrorHandler(link.value, convention))
          active = [
            ...active,
            ...paths.map((pattern): Active => ({ link, base, pattern, methods: undefined, reach: registration.reach ?? 0 })),
          ];
      });
      return active;
    };
    for (const router of byRouter.keys()) if (!mounted.has(router)) walk(router, '', [], []);
  }
  return [...found.values()].filter((entry, _, all) => !isOnTheWay(entry, all));
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
  const value = hook && strategyOf(state, registration.router, registration.strategy);
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

interface Deployment {
  readonly state: State;
  readonly registrations: readonly Registration[];
  readonly facts: ReadonlyMap<string, Fact>;
}

/** A path on which less is registered for no reason of the environment is one that failed. */
function deployments(all: readonly Deployment[]): readonly Deployment[] {
  return all.filter(
    (one) =>
      !all.some((other) => {
        if (other === one || other.registrations.length <= one.registrations.length) return false;
        const registered = new Set(other.registrations);
        return one.registrations.every((registration) => registered.has(registration)) && !contradicting(one.facts, other.facts);
      }),
  );
}

function environmentOf(state: State): ReadonlyMap<string, Fact> {
  return new Map([...state.facts].filter(([key]) => key.startsWith('env:')));
}

/** The key of a fact of which two deployments differ. */
export function contradicting(a: ReadonlyMap<string, Fact>, b: ReadonlyMap<string, Fact>): string | undefined {
  for (const [key, fact] of a) {
    const other = b.get(key);
    if (other && contradicts(fact, other)) return key;
  }
  return undefined;
}

function contradicts(a: Fact, b: Fact): boolean {
  if (a.truthy !== undefined && b.truthy !== undefined && a.truthy !== b.truthy) return true;
  if ('equals' in a && 'equals' in b) return a.equals !== b.equals;
  return ('equals' in a && b.differs?.includes(a.equals) === true) || ('equals' in b && a.differs?.includes(b.equals) === true);
}

function common(a: ReadonlyMap<string, Fact>, b: ReadonlyMap<string, Fact>): ReadonlyMap<string, Fact> {
  return new Map([...a].filter(([key, fact]) => JSON.stringify(b.get(key)) === JSON.stringify(fact)));
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
  const count = parameterCount(value);
  return count === undefined ? value.kind === 'native' : count >= registration.router.convention.handler.parameters.length;
}

/** Whether what is mounted with `use` answers requests itself. */
function answers({ value, registration }: RoutedLink): boolean {
  const count = parameterCount(value);
  const { parameters } = registration.router.convention.handler;
  if (count !== undefined) return count > 0 && count < parameters.length && parameters.includes('next');
  return value.kind === 'native' && value.name !== 'middleware' && value.name !== 'populate' && value.name !== 'next';
}
