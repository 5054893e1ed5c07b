import type { Input } from './access';
import type { ApiPath, Calling, MiddlewareModel } from './adapters';
import { httpMethods, type HttpMethod } from './endpoint';

/** Code-routed frameworks: what calls on a router object register. */
export interface RouterConvention {
  /** Expressions that make a router: `express#()`, `express#Router()`. */
  readonly create: readonly ApiPath[];
  /** Types that a parameter may be annotated with to be such a router: `express#Express`. */
  readonly types: readonly ApiPath[];
  /** Routers that code shares without making them; they are one. */
  readonly instances?: readonly ApiPath[];
  /** Handlers may be classes, alone or in a list with the name of a method; this is the method of one without a name. */
  readonly action?: string;
  /** Where the modules are that a text names by a class and its method: `'JobsController.sweep'`; specifiers, the first that is there counts. */
  readonly controllers?: readonly string[];
  /** A registration gives the route: what is called on it is for that route alone. */
  readonly givesRoutes?: boolean;
  /** Registration methods by name. */
  readonly methods: Readonly<Record<string, RouterMethod>>;
  readonly handler: Calling;
  /** How a function of four parameters is called: only after an error, so it guards nothing. */
  readonly errorHandler?: Calling;
  /** A middleware only guards what is registered after it. */
  readonly ordered: boolean;
  /** Middleware of a mounted router also runs for routes registered later outside of it whose path lies below the mount. */
  readonly leaks?: boolean;
  /** The pattern of a middleware that is registered without a path (`*`) where a path of its own covers just that path. */
  readonly anyPath?: string;
  /** Option given on creation that precedes all paths of the router: `new Router({ prefix })`. */
  readonly prefixOption?: string;
  /** Option given on creation that lists middleware for all routes: `AutoRouter({ before: [guard] })`. */
  readonly beforeOption?: string;
  /** Calls that give a router below a path, of which it is told only what follows: `mount('/api', app)`. */
  readonly mounters?: readonly ApiPath[];
  /** Calls that make one handler of a whole router: `hono/vercel#handle`. What they give is no endpoint of its own. */
  readonly dispatchers?: readonly ApiPath[];
  /** Wrappers of plugin functions that make what they register belong to the router they are given to: `fastify-plugin#`. */
  readonly unscoped?: readonly ApiPath[];
  /** Option given with a plugin, or beside it in one object, that precedes all paths of its router; a property path. */
  readonly pluginPrefix?: readonly string[];
  /** When the middleware of a library runs that is registered as a plugin. */
  readonly pluginHook?: Hook | undefined;
  /** Plugins that register all modules of a folder (`dir`), below the paths that its folders make. */
  readonly autoload?: readonly ApiPath[];
  /** Plugin functions set up the router that they are given to. */
  readonly pluginsShare?: boolean;
  /** How and when strategies of authentication run. */
  readonly authentication?: Hook & {
    /** The member of the request that says whether they did where they need not. */
    readonly notes?: string;
  };
  /** Schemes that libraries make, by the names they have. */
  readonly schemes?: Readonly<Record<string, MiddlewareModel>>;
  /** The option of a hook that says how many routers around its own it is for, by its values; none when it is absent. */
  readonly reaches?: { readonly option: string; readonly names: Readonly<Record<string, number>> };
  /** What the properties of an object among the arguments of a route mean. */
  readonly options?: Readonly<Record<string, RouteOption>>;
  /**
   * How a middleware's path pattern covers a route path. A regular expression is given as its literal text (`/^\/cron/`). `exact`: it was
   * registered by a method of kind `route` (`all('/x', guard)`) and has to match the whole path.
   */
  covers(pattern: string, routePath: string, exact?: boolean): boolean;
  /** Whether a caller can spell a route's path so that the pattern misses it although the route still matches; absent: it cannot. */
  isPassedBy?(pattern: string): boolean;
  /** What is registered below a path is told only what follows that path. */
  readonly hidesMounts?: boolean;
  /** Joins a mount path and a route path to one canonical path. */
  join(prefix: string, path: string): string;
}

/** What a registration method does. */
export type RouterMethod =
  /** `get(path, ...handlers)` */
  | { readonly kind: 'route'; readonly methods: readonly HttpMethod[] }
  /** `on(methods, paths, ...handlers)`; `paths` is the index of the paths, `methods` that of the methods. */
  | { readonly kind: 'on'; readonly methods: number; readonly paths: number }
  /** `route({ method, path, handler }, ...handlers)`: what its properties mean says {@link RouterConvention.options}. */
  | { readonly kind: 'object' }
  /**
   * `use(path?, ...middleware | router)`; with `hidesMount` a router is told only what follows the path. `byName`: texts are no paths but the
   * names of middleware, with options after a colon.
   */
  | { readonly kind: 'use'; readonly hidesMount?: boolean; readonly byName?: true }
  /** `resource(name, controller)`: a route for each action that the controller has; `isShallow`: those of one item are not nested. */
  | { readonly kind: 'resource'; readonly actions: readonly ResourceAction[]; readonly isShallow: boolean }
  /** `addHook(name, function)`: hooks by name; names that are not listed decide nothing. */
  | { readonly kind: 'hook'; readonly hooks: Readonly<Record<string, Hook>> }
  /** `register(plugin, { prefix })`: a function that is given a router of its own. */
  | { readonly kind: 'plugin' }
  /** `auth([first, second])`: middleware that lets pass what one of several lets pass; with the relation `and`, all of them. */
  | { readonly kind: 'alternatives' }
  /** `onBeforeHandle(options?, function)`: a hook for what is registered after it. */
  | { readonly kind: 'before'; readonly hook: Hook }
  /** `group(prefix?, options?, function)`: a router of its own for a function; without one the options are for what comes after. */
  | { readonly kind: 'scope' }
  /** `group(function)`: a router of its own, which is what the call gives, for what the function registers on the shared one. */
  | { readonly kind: 'group' }
  /** `named({ name: middleware })`: by name, functions that give the middleware for options; the names are known from then on. */
  | { readonly kind: 'named' }
  /** Registers what is not known, and gives something of its own. */
  | { readonly kind: 'other' }
  /** `as(reach)`: lifts the hooks of the router. */
  | { readonly kind: 'lift' }
  /** `macro(name?, options)`: options that routes may name. */
  | { readonly kind: 'macro' }
  /** `scheme(name, function)`: how strategies of that name are made; what it gives has a function `authenticate`. */
  | { readonly kind: 'scheme' }
  /** `strategy(name, scheme, options)` */
  | { readonly kind: 'strategy' }
  /** `default(strategy)`: for the routes that name none. */
  | { readonly kind: 'default-strategy' }
  /** `decorate(name, value)`: a member of the router from then on. */
  | { readonly kind: 'decorate' }
  /** `route(path)`: registrations on the result use that path. */
  | { readonly kind: 'at' }
  /** `prefix(path)`: precedes every path of the router from then on and before. */
  | { readonly kind: 'prefix' }
  /** Registers nothing; what it gives is a middleware that decides nothing. */
  | { readonly kind: 'inert' }
  /** `basePath(path)`: the same router; registrations on the result have that path before their own. */
  | { readonly kind: 'base' };

/** Registrations that are called after the method they are for: `get`, `post`. */
export const methodRoutes: Readonly<Record<string, RouterMethod>> = Object.fromEntries(
  httpMethods.map((method) => [method.toLowerCase(), { kind: 'route', methods: [method] }]),
);

/** A method of a controller that answers a route of a resource. */
export interface ResourceAction {
  readonly name: string;
  readonly methods: readonly HttpMethod[];
  /** What follows the path of the resource. */
  readonly path: string;
  /** Whether it is about one item. */
  readonly isOfOne: boolean;
  /** Whether it shows a form, which interfaces for programs leave out. */
  readonly isForm: boolean;
}

/** Code that runs in a phase of its own before a route's handler. */
export interface Hook {
  /** Phases run in ascending order, whatever the order of registering; handlers come last. */
  readonly phase: number;
  readonly calling: Calling;
}

/** What a property of a route's options is. */
export type RouteOption =
  | { readonly kind: 'methods' }
  | { readonly kind: 'paths' }
  | { readonly kind: 'handler' }
  /** The name of the strategy that authenticates, in an object with `mode`, or `false` for none. */
  | { readonly kind: 'strategy' }
  /** Middleware that is called as handlers are. */
  | { readonly kind: 'middleware' }
  | { readonly kind: 'hook'; readonly hook: Hook }
  /** A schema that a part of the request has to fit. */
  | { readonly kind: 'schema'; readonly input: Input; readonly hook: Hook }
  /** What code may ask for while the route is served, by the members of its parameters that it is found at. */
  | { readonly kind: 'settings'; readonly at: readonly string[] }
  /** An object with more of these properties. */
  | { readonly kind: 'options' };
