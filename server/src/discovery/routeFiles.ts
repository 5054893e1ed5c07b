import type { FileConvention, FileMiddleware, FrameworkAdapter } from '../model/adapters';
import type { AddressConvention, Addresses } from '../model/addresses';
import { isCode } from '../model/codeFiles';
import type { EnabledBy, ListedRoute, RouteList } from '../model/fileRouting';
import type { Snapshot, SourceText, Uri } from '../model/source';
import { dependsOn } from '../project/dependencies';
import { memoized } from '../project/memoized';
import { joinPaths } from '../project/joinPaths';
import { dirname, join, relative } from '../project/paths';
import type { Program } from '../project/program';

/** A file whose place makes its exports endpoints. */
export interface RouteFile {
  readonly uri: Uri;
  readonly root: Uri;
  readonly framework: FrameworkAdapter;
  readonly convention: FileConvention;
  readonly match: RegExpExecArray;
  readonly path: string;
  /** What its application puts before the paths of all routes, and hides from code that asks for the path below it. */
  readonly base: string;
  /** Folder of the application, relative to the root, so that its middleware is found. */
  readonly application: string;
  /** Route files around it, outermost first. */
  readonly parents: readonly Uri[];
}

/** The frameworks' file that a path is, if any. */
export function routeFile(uri: Uri, root: Uri, frameworks: readonly FrameworkAdapter[], program: Program): RouteFile | undefined {
  const path = uri.slice(root.length + 1);
  for (const framework of frameworks) {
    for (const convention of framework.files) {
      const match = convention.match.exec(path);
      const found =
        match && isEvident(uri, root, framework, convention, match, program)
          ? placed(uri, root, framework, convention, match, program)
          : undefined;
      if (match && found && convention.content?.test(program.text(uri) ?? '') !== false)
        return { uri, root, framework, convention, match, ...found };
    }
  }
  return undefined;
}

/** Where no package says what it is made with, the file itself does, or a list of routes beside it. */
function isEvident(
  uri: Uri,
  root: Uri,
  { packages }: FrameworkAdapter,
  { evidence, list, root: rootOf }: FileConvention,
  match: RegExpExecArray,
  program: Program,
): boolean {
  if (!evidence) return true;
  const depends = dependsOn(program, dirname(uri), packages);
  if (depends !== undefined) return depends;
  if (evidence.test(program.text(uri) ?? '')) return true;
  return list !== undefined && listOf(program, applicationFolder(root, rootOf?.(match) ?? ''), list) !== undefined;
}

type Place = Pick<RouteFile, 'path' | 'base' | 'application' | 'parents'>;

function placed(
  uri: Uri,
  root: Uri,
  framework: FrameworkAdapter,
  convention: FileConvention,
  match: RegExpExecArray,
  program: Program,
): Place | undefined {
  const application = convention.root?.(match) ?? '';
  const folder = applicationFolder(root, application);
  const list = convention.list && listOf(program, folder, convention.list);
  const listed = list?.routes.find(({ file }) => join(folder, file) === uri);
  const base = baseOf(program, folder, framework);
  const below = (path: string): string => (base === '' ? path : joinPaths(base, path));
  if (listed) return { path: below(listed.path), base, application, parents: parentsOf(listed, folder) };
  const path = list && !list.byName ? undefined : convention.routePath(match);
  return path === undefined
    ? undefined
    : { path: below(path), base, application, parents: namedParents(uri, convention, match, folder, program) };
}

function baseOf(program: Program, folder: Uri, framework: FrameworkAdapter): string {
  return addressesOf(program, folder, framework).find(({ base }) => base !== '')?.base ?? '';
}

/** What the configuration of an application says of the paths it is reached under. */
export function addressesOf(program: Program, folder: Uri, { addresses = [] }: FrameworkAdapter): readonly Addresses[] {
  return addresses.flatMap((convention) => {
    const uri = convention.files.map((file) => join(folder, file)).find((candidate) => program.snapshot.files.has(candidate));
    if (uri === undefined) return [];
    program.consult([uri]);
    return [addressesIn(program, uri, convention)];
  });
}

const readAddresses = memoized((convention: AddressConvention) => memoized((source: SourceText): Addresses => convention.read(source)));

/** What a file of addresses says; nothing where it cannot be read yet. */
export function addressesIn(program: Program, uri: Uri, convention: AddressConvention): Addresses {
  const source = program.snapshot.read(uri);
  return source ? readAddresses(convention)(source) : { base: '', rewrites: [] };
}

function parentsOf({ parents }: ListedRoute, folder: Uri): readonly Uri[] {
  return parents.map((file) => join(folder, file));
}

function namedParents(uri: Uri, convention: FileConvention, match: RegExpExecArray, folder: Uri, program: Program): readonly Uri[] {
  return (convention.parents?.(match) ?? []).flatMap((name) => {
    const found = ['.tsx', '.ts', '.jsx', '.js'].map((extension) => join(folder, name) + extension);
    return found.filter((candidate) => candidate !== uri && program.snapshot.files.has(candidate)).slice(0, 1);
  });
}

/** The folder of an application within a workspace folder. */
export function applicationFolder(root: Uri, application: string): Uri {
  return application === '' ? root : `${root}/${application.replace(/\/$/, '')}`;
}

/** What each of the readers finds in a text. */
const listIn = memoized((read: (source: SourceText) => RouteList | undefined) => memoized(read));

function listOf(program: Program, folder: Uri, { files, read }: NonNullable<FileConvention['list']>): RouteList | undefined {
  const uri = files.map((file) => join(folder, file)).find((candidate) => program.snapshot.files.has(candidate));
  if (uri !== undefined) program.consult([uri]);
  const source = uri === undefined ? undefined : program.snapshot.read(uri);
  return source && listIn(read)(source);
}

/** Whether the configuration of an application asks for something. */
export function isEnabled(program: Program, folder: Uri, { files, text }: EnabledBy): boolean {
  return files.some((file) => program.snapshot.files.has(join(folder, file)) && text.test(program.text(join(folder, file)) ?? ''));
}

/** A file with code that runs before an application's handlers. */
export interface MiddlewareFile {
  readonly uri: Uri;
  readonly framework: FrameworkAdapter;
  readonly middleware: FileMiddleware;
  readonly application: string;
}

/** The middleware files of all applications, in the order of their names. */
export function middlewareFiles(program: Program, frameworks: readonly FrameworkAdapter[]): readonly MiddlewareFile[] {
  return middlewareIn(program.snapshot)(frameworks);
}

const middlewareIn = memoized(({ roots, files }: Snapshot) =>
  memoized((frameworks: readonly FrameworkAdapter[]): readonly MiddlewareFile[] =>
    [...files].sort().flatMap((uri) =>
      roots.flatMap((root) => {
        const path = relative(root, uri);
        return path === undefined ? [] : middlewareFile(uri, path, frameworks);
      }),
    ),
  ),
);

const mayBeMiddleware = /middleware|proxy|hooks|start\.[jt]|instrumentation|server\/plugins\//;

/** Whether a file can be middleware, or say which one runs: what was found without it does not hold once it changes. */
export function isMiddlewareOrConfiguration(uri: Uri): boolean {
  return mayBeMiddleware.test(uri) || /\.config\.[mc]?[jt]s$|\/routes\.[jt]s$|\/package\.json$/.test(uri);
}

function middlewareFile(uri: Uri, path: string, frameworks: readonly FrameworkAdapter[]): readonly MiddlewareFile[] {
  if (!mayBeMiddleware.test(path) || !isCode(path)) return [];
  return frameworks.flatMap((framework) =>
    framework.middleware.flatMap((middleware) => {
      const match = middleware.match.exec(path);
      return match ? [{ uri, framework, middleware, application: middleware.root?.(match) ?? '' }] : [];
    }),
  );
}
