import ts from 'typescript';
import { follow } from '../analysis/endpoint';
import { plainValue } from '../analysis/plain';
import { servedRoute } from '../analysis/servedRoute';
import { load, valueAt, type Loaded, type Registered, type Way } from '../analysis/serving';
import type { Value } from '../analysis/value';
import { handlerFunction } from '../discovery/fileEndpoints';
import { placeOf } from '../discovery/placeOf';
import { exportedConstant, handlerSite, spanOf } from '../discovery/site';
import type { FrameworkAdapter } from '../model/adapters';
import { isCode, isProductionCode } from '../model/codeFiles';
import type { Endpoint } from '../model/endpoint';
import type { Protection, Served, ServedHandler, ServingConvention, Surroundings } from '../model/serving';
import type { SourceText, Uri } from '../model/source';
import { hasTag } from '../project/jsdoc';
import { memoized } from '../project/memoized';
import { relative, rootOf } from '../project/paths';
import type { Program } from '../project/program';
import { canonicalPath } from '../project/routePath';
import { staticValue } from '../project/staticValue';
import { surroundingsOf } from '../project/surroundings';
import { importsOf } from './candidates';
import { endpointId, isCurrent, versionsOf, type Search, type Versions } from './following';
import { handlerPaths, type PathOf } from './servedPaths';
import { pathTexts } from './pathTexts';
import type { Pending, Steps } from './steps';
import { packageOf, type Survey, type Surveyed } from './survey';

/** A handler that a module gives to its platform. */
interface ServedPlace {
  readonly framework: FrameworkAdapter;
  readonly handler: ServedHandler;
  readonly registered: Registered;
  readonly ways: readonly { readonly value: Value; readonly state: Registered['ways'][number]['state'] }[];
}

interface Module {
  readonly loaded: Loaded;
  readonly places: readonly ServedPlace[];
  /** What following has found by place and paths. */
  readonly followed: Map<string, Surveyed>;
  versions: Versions;
}

interface Memory {
  readonly modules: Map<Uri, Module>;
  claims: KnownClaims | undefined;
}

/** Claims hold as long as there are the same files, and the manifests that they were told by say the same. */
interface KnownClaims {
  readonly files: ReadonlySet<Uri>;
  readonly manifests: Map<Uri, string | undefined>;
  /** With what was read, where that was looked at. */
  readonly byFile: Map<Uri, { readonly read?: { readonly source: SourceText | undefined }; readonly claims: readonly Claim[] }>;
}

const memoryOf = memoized<Survey, Memory>(() => ({ modules: new Map(), claims: undefined }));

/** What decides which paths of handlers are cron endpoints. */
export interface ServedQuestions {
  /** Whether a path is a scheduler's. */
  readonly isCronPath: (path: string, uri: Uri) => boolean;
  readonly isCron: (surveyed: Surveyed) => boolean;
}

/** The endpoints that platforms call without a router. */
export function* servedEndpoints(search: Search, questions: ServedQuestions): Steps<readonly Pending[]> {
  const { program, files, frameworks, survey, isWorthFollowing } = search;
  const serving = frameworks.filter(({ serving }) => serving !== undefined);
  const routers = new Set(frameworks.flatMap(({ routers, packages }) => (routers.length > 0 ? packages : [])));
  const memory = memoryOf(survey);
  const claimed = knownClaims(program, memory);
  const pending: Pending[] = [];
  for (const uri of files) {
    yield;
    const claims = isCode(uri) ? claimsOnce(program, uri, serving, claimed) : [];
    const source = claims.length === 0 ? undefined : program.snapshot.read(uri);
    if (source === undefined) continue;
    const known = memory.modules.get(uri);
    const module = known && isCurrent(program, known.versions) ? known : loadModule(program, uri, claims, survey, routers);
    memory.modules.set(uri, module);
    const isWorth = ({ handler }: ServedPlace): boolean => {
      const named = handler.dispatches ? pathTextsFrom(program, uri, 2) : [];
      return [handler.path, ...named.map((text) => `${handler.hidden ?? ''}${text}`)].some((path) => isWorthFollowing({ uri, path }));
    };
    for (const routes of handlersOf(module.places).filter((those) => those.some(isWorth))) {
      pending.push(() => {
        const found = routes.flatMap((place) => endpointsOf(program, survey, module, place, routes.length > 1, uri, questions));
        return routes.length > 1 ? distinctEndpoints(found, uri, questions) : found;
      });
    }
  }
  return pending;
}

/** Places grouped by the handler that they lead to. */
function handlersOf(places: readonly ServedPlace[]): readonly (readonly ServedPlace[])[] {
  const groups = new Map<string, ServedPlace[]>();
  for (const place of places) {
    const { registered, handler } = place;
    const key = `${registered.node.pos} ${registered.exportName} ${handler.name} ${handler.at.join()}`;
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()];
}

/** The endpoints of one handler. What only its code tells holds for every route to it: that is one endpoint, where no path tells which. */
function distinctEndpoints(found: readonly Surveyed[], uri: Uri, { isCronPath, isCron }: ServedQuestions): readonly Surveyed[] {
  const isNamed = ({ endpoint: { path } }: Surveyed): boolean => isCronPath(path, uri);
  const byCode = found.filter((one) => !isNamed(one) && isCron(one));
  const [first] = found.some(isNamed) ? [] : byCode;
  return found.filter((one) => one === first || !byCode.includes(one));
}

interface Claim {
  readonly framework: FrameworkAdapter;
  readonly convention: ServingConvention;
  readonly match: RegExpExecArray;
}

/** The claims of the last time, if nothing has changed that all of them depend on. */
function knownClaims(program: Program, memory: Memory): KnownClaims {
  const { claims: known } = memory;
  const { files } = program.snapshot;
  if (known?.files === files && isCurrent(program, known.manifests)) return known;
  return (memory.claims = { files, manifests: new Map(), byFile: new Map() });
}

function claimsOnce(
  program: Program,
  uri: Uri,
  frameworks: readonly FrameworkAdapter[],
  { manifests, byFile }: KnownClaims,
): readonly Claim[] {
  const known = byFile.get(uri);
  if (known && (!known.read || known.read.source === program.snapshot.read(uri))) return known.claims;
  const { result: claims, consulted } = program.track(() => claimsOf(program, uri, frameworks));
  for (const [other, version] of versionsOf(program, consulted)) if (other !== uri) manifests.set(other, version);
  byFile.set(uri, { claims, ...(consulted.has(uri) ? { read: { source: program.snapshot.read(uri) } } : {}) });
  return claims;
}

/** The conventions that a file may follow, told without parsing it. */
function claimsOf(program: Program, uri: Uri, frameworks: readonly FrameworkAdapter[]): readonly Claim[] {
  const path = relative(rootOf(program.snapshot.roots, uri) ?? '', uri) ?? uri;
  if (!isProductionCode(path)) return [];
  const surroundings = surroundingsOf(program, uri);
  return servingIn(surroundings)(frameworks).flatMap(({ framework, convention }): readonly Claim[] => {
    const match = convention.match.exec(path);
    if (!match || convention.mentions?.test(program.text(uri) ?? '') === false) return [];
    return convention.applies?.(match, surroundings) === false ? [] : [{ framework, convention, match }];
  });
}

/** The conventions of platforms that are in use in a folder; its files share the answer. */
const servingIn = memoized((surroundings: Surroundings) =>
  memoized((frameworks: readonly FrameworkAdapter[]) =>
    frameworks.flatMap((framework) =>
      (framework.serving ?? []).flatMap((convention) => (convention.inUse?.(surroundings) === false ? [] : [{ framework, convention }])),
    ),
  ),
);

/** Texts that look like paths in a module and those that it imports, so many steps away. */
function pathTextsFrom(program: Program, from: Uri, steps: number): readonly string[] {
  let modules: readonly Uri[] = [from];
  const all = new Set(modules);
  for (let step = 0; step < steps; step++) {
    modules = modules.flatMap((uri) => {
      const source = program.snapshot.read(uri);
      const found = (source ? importsOf(source) : []).map((specifier) => program.resolve(specifier, uri));
      return found.flatMap((one) => (one.kind === 'file' && !all.has(one.uri) ? [one.uri] : []));
    });
    for (const uri of modules) all.add(uri);
  }
  return [...all].flatMap((uri) => {
    const source = program.snapshot.read(uri);
    return source ? pathTexts(source) : [];
  });
}

function loadModule(program: Program, uri: Uri, claims: readonly Claim[], survey: Survey, routers: ReadonlySet<string>): Module {
  const { result, consulted } = program.track(() => {
    const file = program.file(uri);
    if (!file) return { loaded: undefined, places: [] };
    const loaded = load(
      survey.analysis(program),
      file,
      claims.map(({ convention }) => convention),
    );
    return {
      loaded,
      places: placesOf(program, uri, file, loaded, claims).filter(({ ways }) => !ways.some(({ value }) => isOf(value, routers))),
    };
  });
  const empty = result.loaded ?? load(survey.analysis(program), ts.createSourceFile(uri, '', ts.ScriptTarget.Latest), []);
  return { loaded: empty, places: result.places, followed: new Map(), versions: versionsOf(program, consulted) };
}

function placesOf(program: Program, uri: Uri, file: ts.SourceFile, loaded: Loaded, claims: readonly Claim[]): readonly ServedPlace[] {
  const config = exportedConstant(file, 'config');
  const path = relative(rootOf(program.snapshot.roots, uri) ?? '', uri) ?? uri;
  const surroundings = surroundingsOf(program, uri);
  const taken = new Set<ts.Node>();
  return loaded.registered.flatMap((registered) => {
    const claim = claims.find(({ convention }) => convention === registered.convention);
    if (!claim || (taken.has(registered.node) && registered.call === undefined)) return [];
    const [first] = registered.ways;
    if (!first) return [];
    const valueOf = ({ values }: Way, [index, ...members]: readonly (string | number)[]) => valueAt(values[Number(index)], members);
    const served: Served = {
      call: registered.call,
      exportName: registered.exportName,
      values: first.values.map((value) => plainValue(value)),
      config: config && staticValue(config),
      file: path,
      text: file.text,
      match: claim.match,
      surroundings,
      parameters: (place) => {
        const value = valueOf(first, place);
        return value?.kind === 'function' ? value.node.parameters.length : undefined;
      },
    };
    const handlers = claim.convention.handlers(served);
    if (handlers.length > 0) taken.add(registered.node);
    return handlers.flatMap((handler): readonly ServedPlace[] => {
      const ways = registered.ways.flatMap((way) => {
        const value = valueOf(way, handler.at);
        return value ? [{ value, state: way.state }] : [];
      });
      return ways.length > 0 ? [{ framework: claim.framework, handler, registered, ways }] : [];
    });
  });
}

/** Whether a handler is a library's router, or made by it: its routes are endpoints of their own. */
function isOf(value: Value, packages: ReadonlySet<string>): boolean {
  return value.kind === 'api' && packages.has(value.path.slice(0, value.path.indexOf('#')));
}

function endpointsOf(
  program: Program,
  survey: Survey,
  module: Module,
  place: ServedPlace,
  isOneRoute: boolean,
  uri: Uri,
  questions: ServedQuestions,
): readonly Surveyed[] {
  const { handler } = place;
  const along = (paths: readonly PathOf[], endpointPath: string, isOnePath: boolean): Surveyed => {
    const isOneOfMany = isOneRoute || isOnePath;
    const key = `${module.places.indexOf(place)} ${endpointPath} ${isOneOfMany} ${paths.map(({ seen }) => seen).join()}`;
    const known = module.followed.get(key);
    if (known) return known;
    const endpoint = endpointOf(program, uri, place, endpointPath, isOneOfMany);
    const { registered, ways } = place;
    const { result, consulted } = program.track(() =>
      follow(
        survey.analysis(program),
        endpoint,
        registered.node,
        paths.map(({ seen }) =>
          servedRoute(
            {
              loaded: module.loaded,
              ways,
              calling: handler.calling,
              node: registered.node,
              protectedBy: handler.protectedBy && inWorkspace(handler.protectedBy, rootOf(program.snapshot.roots, uri) ?? ''),
            },
            seen,
          ),
        ),
      ),
    );
    const surveyed: Surveyed = { ...result, packageRoot: packageOf(program, uri), tag: hasTag(registered.node, 'cron') };
    module.followed.set(key, surveyed);
    module.versions = new Map([...module.versions, ...versionsOf(program, consulted)]);
    return surveyed;
  };
  return handlerPaths(handler, along, {
    isCronPath: (path) => questions.isCronPath(path, uri),
    isCron: questions.isCron,
  });
}

function inWorkspace({ at, ...protection }: Protection, root: Uri): Protection {
  return { ...protection, at: at && { ...at, uri: `${root}/${at.uri}` } };
}

function endpointOf(program: Program, uri: Uri, place: ServedPlace, path: string, isOneOfMany: boolean): Endpoint {
  const { handler, registered, framework, ways } = place;
  const value = ways[0]?.value;
  const { node } = registered;
  const declared = declarationOf(place, uri);
  const fn = value?.kind === 'function' ? value.node : handlerFunction(node, node.getSourceFile());
  return {
    id: endpointId(program, uri, `${handler.name}${isOneOfMany ? ` ${canonicalPath(path)}` : ''}`),
    framework: framework.id,
    name: handler.name,
    methods: handler.methods,
    path: canonicalPath(path),
    uri,
    declaration: spanOf(declared, declared.getSourceFile()),
    site: fn && handlerSite(fn, { style: handler.calling.style, dispatches: handler.dispatches && path !== handler.path }),
  };
}

/** Where an endpoint stands: at its registration, its export's name, or the member that holds its function. */
function declarationOf({ handler, registered: { node, statement, call, exportName } }: ServedPlace, uri: Uri): ts.Node {
  const [index, ...members] = handler.at;
  const own = node.getSourceFile().fileName === uri ? node : undefined;
  if (!own) return nameOf(ts.isExpressionStatement(statement) ? statement.expression : statement);
  if (handler.standsAt === 'handler') {
    const from = call === undefined || !ts.isCallExpression(own) ? own : own.arguments[Number(index)];
    const found = placeOf(from, members);
    if (found && found.getSourceFile().fileName === uri) return nameOf(found);
  }
  if (call !== undefined && exportName === undefined && ts.isCallExpression(node)) return node.expression;
  const declaration = ts.findAncestor(node, (one) => ts.isVariableDeclaration(one) || ts.isFunctionDeclaration(one));
  return nameOf(call === undefined ? node : (declaration ?? node));
}

function nameOf(node: ts.Node): ts.Node {
  if ((ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isMethodDeclaration(node)) && node.name) return node.name;
  if (ts.isFunctionLike(node) || ts.isFunctionDeclaration(node)) return node.getChildren()[0] ?? node;
  if (ts.isCallExpression(node)) return node.expression;
  return node;
}
