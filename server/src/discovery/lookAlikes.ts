import type { AccessGraph, Effect, Guard } from '../model/access';
import type { Endpoint, HttpMethod, Trigger } from '../model/endpoint';
import { exposures } from '../model/path';
import type { Uri } from '../model/source';
import { cronFolder, isCollection, isPageName } from './cronNames';

/** What an endpoint does, as far as it tells whether a scheduler would call it. */
export interface Doing {
  readonly endpoint: Endpoint;
  readonly effects: readonly Effect[];
  readonly guards: readonly Guard[];
  /** Words that parts of the request's query or body are compared with. */
  readonly words: readonly string[];
}

/** What the user of a console asks for. A scheduler starts jobs; it does not look at them or switch them. */
const orders = new Set('disable enable history list logs pause resume toggle'.split(' '));

/**
 * Whether an endpoint that nothing but the words of its path tells of does what no scheduler calls it for: it refuses every request,
 * does what a console's user orders, or only shows the jobs.
 */
export function onlyLooksIt({ endpoint, effects, guards, words }: Doing): boolean {
  const refuses = effects.length === 0 && guards.length === 0;
  const isPage = isCollection(endpoint.path) || isPageName(endpoint.path);
  return refuses || words.some((word) => orders.has(word)) || (isPage && onlyReads({ endpoint, effects }));
}

/**
 * Whether an endpoint shows something to whoever may read it, and changes nothing: no job. What a handler does that a package makes is not
 * to be seen here.
 */
export function onlyShows({ endpoint: { methods, site }, effects }: Pick<Doing, 'endpoint' | 'effects'>): boolean {
  return site !== undefined && (methods.length === 0 || methods.includes('GET')) && effects.every(({ kind }) => kind === 'response');
}

/** An endpoint with what tells that a scheduler calls it. */
export interface Called {
  readonly doing: Doing & { readonly packageRoot: Uri; readonly graph: AccessGraph; readonly tag: object | undefined };
  readonly triggers: readonly Trigger[];
  /** The settings ask for it whether a scheduler calls it or not. */
  readonly isAskedFor: boolean;
}

/** Endpoints without those that only report on the job that another method of the same path runs. */
export function withoutReports<T extends Called>(found: readonly T[]): readonly T[] {
  const called = new Set(found.filter((one) => !isNamed(one)).map(placeOf));
  return found.filter((one) => one.isAskedFor || !isNamed(one) || !called.has(placeOf(one)) || !onlyReads(one.doing));
}

/** Endpoints without those of bundles that are built of code which serves the same path. */
export function withoutBuilt<T extends Called>(found: readonly T[], textOf: (uri: Uri) => string | undefined): readonly T[] {
  const addressOf = ({ doing }: T): string => `${doing.endpoint.path} ${doing.endpoint.methods.join()}`;
  const isBuilt = ({ doing }: T): boolean => bundled.test(textOf(doing.endpoint.uri)?.slice(0, 2_000) ?? '');
  const built = new Set(found.filter(isBuilt));
  const sources = new Set(found.filter((one) => !built.has(one)).map(addressOf));
  return built.size === 0 ? found : found.filter((one) => !built.has(one) || !sources.has(addressOf(one)));
}

/** What bundlers write before the modules that they put together. */
const bundled = /^var __(?:defProp|create|getOwnPropNames|getProtoOf|commonJS|esm|export|webpack_modules__|webpack_require__)\b/m;

/**
 * Endpoints without those that nothing but their path tells of and that keep the jobs' records or show what is known of them, list jobs that another one runs or switch jobs on
 * and off, that only show people who have logged in something of the jobs, that are for people where people change records of them, or that take
 * the keys of many callers beside their sessions: an API. Where a scheduler calls other handlers of the same file, it may well log in.
 */
export function withoutConsoles<T extends Called>(found: readonly T[], others: readonly Called['doing'][] = []): readonly T[] {
  const scheduled = new Set(found.filter((one) => !isNamed(one)).map(({ doing }) => doing.endpoint.uri));
  const isWorkOf = ({ doing }: T): boolean => doing.tag !== undefined || scheduled.has(doing.endpoint.uri);
  const isConsole = ({ doing }: T): boolean => onlyReads(doing) || doing.guards.some(isKept);
  const called = new Set(found.map(({ doing }) => doing));
  const uncalled = [...found.filter(isNamed).map(({ doing }) => doing), ...others.filter((doing) => !called.has(doing))];
  const kept = new Set(uncalled.flatMap((doing) => (changesRecord(doing) ? (recordsOf(doing) ?? []) : [])));
  const showsRecords = (one: T): boolean => onlyReads(one.doing) && kept.has(parentOf(placeOf(one)));
  const keepsRecords = (one: T): boolean => kept.has(recordsOf(one.doing) ?? '') || showsRecords(one);
  const run = new Set(found.flatMap((one) => runOf(one) ?? []));
  const listsJobs = (one: T): boolean => isList(one.doing) && run.has(placeOf(one));
  const managed = new Set(
    found.flatMap((one) => (isNamed(one) && changesRecord(one.doing) && isForPeople(one.doing) ? folderOf(one) : [])),
  );
  const switched = new Set(found.flatMap((one) => (isNamed(one) ? (switchedBy(one) ?? []) : [])));
  const isSwitched = (one: T): boolean => switched.has(placeOf(one)) || switched.has(parentOf(placeOf(one)));
  const isForPeopleOnly = (one: T): boolean => (isConsole(one) || managed.has(folderOf(one))) && isForPeople(one.doing);
  return found.filter(
    (one) =>
      one.isAskedFor || !isNamed(one) || isWorkOf(one) || !(keepsRecords(one) || listsJobs(one) || isSwitched(one) || isForPeopleOnly(one)),
  );
}

/** The job that a path switches on or off, which then runs by itself: `/cron/digest` of `/cron/digest/pause`. */
function switchedBy(one: Called): string | undefined {
  const job = parentOf(placeOf(one));
  return /\/(?:disable|enable|pause|resume|stop|toggle)$/i.test(placeOf(one)) && job !== folderOf(one) ? job : undefined;
}

function parentOf(place: string): string {
  return place.slice(0, place.lastIndexOf('/'));
}

/** Where everything about the jobs is that a path is about. */
function folderOf({ doing: { packageRoot, endpoint } }: Called): string {
  return `${packageRoot} ${cronFolder(endpoint.path) ?? endpoint.path}`;
}

function placeOf({ doing: { packageRoot, endpoint } }: Called): string {
  return `${packageRoot} ${endpoint.path}`;
}

const runPath = /\/(?:\[[^/]*\]\/(?:run|trigger|execute)|(?:run|trigger|execute)\/\[[^/]*\])$/;

/** The list of jobs of which an endpoint runs one: `POST /cron/run/[id]`. */
function runOf({ doing: { packageRoot, endpoint } }: Called): string | undefined {
  const match = endpoint.methods.includes('POST') ? runPath.exec(endpoint.path) : undefined;
  return match ? `${packageRoot} ${endpoint.path.slice(0, match.index)}` : undefined;
}

/** Whether it answers to a read of all jobs, and changes nothing that is known to be a change. */
function isList({ endpoint: { methods, path }, effects }: Called['doing']): boolean {
  const isRead = methods.length === 1 && methods[0] === 'GET';
  return isRead && isCollection(path) && effects.every(({ kind }) => kind === 'response' || kind === 'unknown');
}

/** Whether it changes or removes one of several jobs, and starts none: `DELETE /cron/[id]`, or `DELETE /cron` with the job in the query or body. */
function changesRecord({ endpoint: { methods, path } }: Called['doing']): boolean {
  if (isCollection(path) && methods.length === 1 && methods[0] === 'DELETE') return true;
  return recordPath.test(path) && methods.length > 0 && methods.every((method) => changing.has(method));
}

const recordPath = /\/\[(?!\[|\.)[^/]*\]$/;

const changing: ReadonlySet<HttpMethod> = new Set(['PUT', 'PATCH', 'DELETE']);

/** The list of jobs that a path is about as a whole, or one of its entries: `/cron`, `/cron/[id]`, `/cron/[id]/runs`. */
function recordsOf({ packageRoot, endpoint }: Called['doing']): string | undefined {
  const segments = endpoint.path.split('/');
  const at = segments.findIndex((_, index) => {
    const next = segments[index + 1];
    return isCollection(segments.slice(0, index + 1).join('/')) && (next === undefined || next.startsWith('['));
  });
  return at < 0 ? undefined : `${packageRoot} ${segments.slice(0, at + 1).join('/')}`;
}

function isNamed({ triggers }: Called): boolean {
  return triggers.every(({ evidence }) => evidence === 'named');
}

/** Whether what it verifies is looked up among what is kept of many callers. */
function isKept({ verification: { secret } }: Guard): boolean {
  return secret.kind === 'stored';
}

/** Whether only people get in, by a session, with a token or with a key of theirs. */
function isForPeople({ graph, guards }: Called['doing']): boolean {
  const provesPerson = ({ verification: { credential } }: Guard): boolean =>
    credential.kind === 'session' || (credential.kind === 'token' && credential.format === 'jwt');
  return (
    guards.some(provesPerson) && guards.every((guard) => provesPerson(guard) || isKept(guard)) && exposures(graph, guards).length === 0
  );
}

/** Whether it answers to a read with what it has read, and changes nothing. */
function onlyReads(doing: Pick<Doing, 'endpoint' | 'effects'>): boolean {
  return doing.endpoint.methods.length === 1 && onlyShows(doing);
}
