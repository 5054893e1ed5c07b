import type { ApiPath, Calling } from './adapters';
import { httpMethods, type HttpMethod } from './endpoint';
import type { SourceText } from './source';

/** What an export of a route file is called with and known as. */
export interface ExportedAs {
  readonly name: string;
  /** An empty list means all methods. */
  readonly methods: readonly HttpMethod[];
}

/** One file that a list of routes names. */
export interface ListedRoute {
  /** Relative to the application's folder. */
  readonly file: string;
  readonly path: string;
  /** Files of the routes around it, outermost first; their middleware runs before its handler. */
  readonly parents: readonly string[];
}

/** Routes that a module of the application lists. */
export interface RouteList {
  readonly routes: readonly ListedRoute[];
  /** Whether the names of files make routes besides the listed ones. */
  readonly byName: boolean;
}

/** File-routed frameworks. Paths are relative to the package that holds the file. */
export interface FileConvention {
  /** Matches the file's path relative to its workspace root. */
  readonly match: RegExp;
  /** Export name → methods; an empty list means all methods. */
  readonly exports: Readonly<Record<string, readonly HttpMethod[]>>;
  /** Canonical route path from the match; `undefined` when the name alone makes no route. */
  routePath(match: RegExpExecArray): string | undefined;
  /** The name that the framework gives the route, where that is not its path. */
  routeId?(match: RegExpExecArray): string;
  /** Folder of the application (with a trailing slash, or empty), so that its middleware guards only its own routes. */
  root?(match: RegExpExecArray): string;
  readonly handler: Calling;
  /** How the handler is called instead when its file asks for an edge runtime. */
  readonly edgeHandler?: Calling;
  /**
   * The place alone says nothing (`server/api/`, `app/routes/`): a package around the file has to name one of the framework's packages, or the
   * file's text has to match.
   */
  readonly evidence?: RegExp;
  /** What the file's text has to hold where the place says too little. */
  readonly content?: RegExp;
  /** How an export is known when not by its own name and methods: a suffix of the file's name, or another word for a method. */
  exportedAs?(exportName: string, match: RegExpExecArray): ExportedAs | undefined;
  /** Exports that make the file a page instead of an endpoint. */
  readonly pageExports?: readonly string[];
  /** Handlers that the export is put together of, call by call. */
  readonly chains?: HandlerChains;
  /** Handlers are members of an object that the export is made with. */
  readonly members?: HandlerMembers;
  /** A module of the application that lists its routes, by path relative to the application's folder, and how it is read. */
  readonly list?: { readonly files: readonly string[]; read(source: SourceText): RouteList };
  /** Names without extension, relative to the application's folder, of files whose middleware runs first, outermost first. */
  parents?(match: RegExpExecArray): readonly string[];
  /** Exports of the file itself, and of its parents, that run before the handler. */
  readonly before?: EnclosingMiddleware;
}

/** Middleware that route files, or files around them, export. */
export interface EnclosingMiddleware {
  /** Names that it may have, in order of preference. */
  readonly exports: readonly string[];
  /** Exports that run after it for requests of some methods only. */
  readonly forMethods?: Readonly<Record<string, readonly HttpMethod[]>>;
  /** Only files around the route have any. */
  readonly onlyAround?: true;
  readonly handler: Calling;
  readonly enabledBy?: EnabledBy;
}

/** Exports that are called after the method they answer: `GET`, `POST`. */
export const methodExports: FileConvention['exports'] = Object.fromEntries(httpMethods.map((method) => [method, [method]]));

/** Packages whose calls an export is put together of: `createRouter().use(check).get(run).handler()`. */
export interface HandlerChains {
  readonly packages: readonly string[];
  /** Methods whose arguments run before all handlers that are added later. */
  readonly gates: readonly string[];
  /** Methods whose last argument handles requests. */
  readonly handlers: readonly string[];
  readonly calling: Calling;
}

/** Where the handlers are in what an export is made with: `createFileRoute('/x')({ server: { handlers: { GET } } })`. */
export interface HandlerMembers {
  /** The chain of calls that makes the export (`createFileRoute()()`), with the property path of the handlers in the last one's argument. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  readonly methods: Readonly<Record<string, readonly HttpMethod[]>>;
  /** The canonical route path of a text that the first call is given. */
  routePath(written: string): string;
  /** How the list of middleware beside the handlers is called. */
  readonly middleware: Calling;
}

/** A file of the application's configuration without which something has no effect. */
export interface EnabledBy {
  /** Relative to the application's folder. */
  readonly files: readonly string[];
  readonly text: RegExp;
}

/** Code that a framework runs before file-routed handlers (`middleware.ts`, `proxy.ts`). Several files run in the order of their names. */
export interface FileMiddleware {
  readonly match: RegExp;
  /** Export names it may have, in order of preference. */
  readonly exports: readonly string[];
  /** Folder of the application it belongs to, spelled as {@link FileConvention.root} does; it guards only routes of the same root. */
  root?(match: RegExpExecArray): string;
  readonly handler: Calling;
  /** Whether it runs for a route path, given the module's statically read `config` export (JSON-like) if any. */
  covers(routePath: string, config: unknown): 'yes' | 'no' | 'caller-decides';
  /** What the file's text has to hold where the place says too little. */
  readonly content?: RegExp;
  /** It does not run unless the application asks for it. */
  readonly enabledBy?: EnabledBy;
  /** It is called once, without a request, before the application serves any: where it throws, none is served. */
  readonly runsOnce?: true;
}

/** Names that a framework's code uses without importing them. */
export interface AutoImports {
  /** Name → symbol of a package. */
  readonly names: Readonly<Record<string, ApiPath>>;
  /** Folders, relative to the application's, whose exports are in scope everywhere in it. */
  readonly folders: readonly string[];
  /** Files, relative to the application's folder, that say where settings come from. */
  readonly configuration: readonly string[];
}
