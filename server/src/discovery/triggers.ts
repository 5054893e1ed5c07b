import type { ApiPath, ManifestProblem, Schedule, SchedulerAdapter } from '../model/adapters';
import type { Effect, Guard } from '../model/access';
import type { Endpoint, SaidSchedule, Trigger } from '../model/endpoint';
import type { Span, Uri } from '../model/source';
import { matchesGlob } from '../project/glob';
import { isCron } from '../project/manifest';
import { memoized } from '../project/memoized';
import { dirname, join, relative } from '../project/paths';
import { parseTarget } from '../project/routePath';
import { isAboutCron, namesCron } from './cronNames';
import { onlyLooksIt, onlyShows } from './lookAlikes';
import { isProbablyOwn, isProbe, servesPath } from './targets';

/** What tells about the callers of one endpoint. */
export interface EndpointEvidence {
  readonly endpoint: Endpoint;
  /** The folder of the package that holds the endpoint, or the workspace folder. */
  readonly packageRoot: Uri;
  /** The `@cron` tag of its documentation. */
  readonly tag: { readonly text: string; readonly span: Span } | undefined;
  /** Headers that it reads; names in lower case. */
  readonly headers: readonly Seen[];
  /** Environment variables that it reads. */
  readonly variables: readonly Seen[];
  /** API paths that it calls. */
  readonly apis: readonly string[];
  /** Schedules that its code says itself. */
  readonly clocks: readonly SaidSchedule[];
  readonly effects: readonly Effect[];
  readonly guards: readonly Guard[];
  /** Words that parts of the request's query or body are compared with. */
  readonly words: readonly string[];
}

/** A name that the analysis met in an endpoint's code; `verified` when access is decided by it. */
export interface Seen {
  readonly name: string;
  readonly span: Span;
  readonly verified: boolean;
  /** The variable in whose place this one is used when that is not set. */
  readonly standsInFor?: string;
}

/** Where an endpoint is: all that matching with schedules needs. */
export type Located = Pick<EndpointEvidence, 'endpoint' | 'packageRoot'>;

/**
 * What tells that schedulers call an endpoint, strongest first; empty when nothing does. Give it the schedules that
 * {@link assignSchedules} assigned to the endpoint where several endpoints may serve one target.
 */
export function triggersOf(
  evidence: EndpointEvidence,
  schedules: readonly Schedule[],
  schedulers: readonly SchedulerAdapter[],
  settings: { readonly cron: readonly string[] },
): readonly Trigger[] {
  if (isPrivate(evidence, schedules)) return [];
  const written = schedules.filter((schedule) => isCalledBy(schedule, evidence)).map(declaredTrigger);
  const declared = [...written, ...evidence.clocks.map(saidTrigger)];
  const known = new Set(declared.map((trigger) => trigger.scheduler));
  const verified = verifications(schedulers)(evidence).filter(({ scheduler }) => !known.has(scheduler));
  const triggers = [...unique(declared), ...specific(verified, declared)];
  return triggers.length > 0 ? triggers : named(evidence, settings.cron);
}

/** Whether a schedule calls an endpoint. What a job only reads on its way is no job. */
function isCalledBy(schedule: Schedule, evidence: EndpointEvidence): boolean {
  if (schedule.private || serves(evidence, schedule) === undefined) return false;
  return schedule.byJob !== true || (schedule.method !== 'GET' && schedule.method !== 'HEAD') || !onlyShows(evidence);
}

/** Whether only its platform can call an endpoint: a manifest schedules its file and takes its address away. */
export function isPrivate(located: Located, schedules: readonly Schedule[]): boolean {
  return schedules.some(
    (schedule) =>
      schedule.private &&
      schedule.file !== undefined &&
      (schedule.export === undefined || schedule.export === located.endpoint.name) &&
      isFile(located.endpoint.uri, schedule.file, schedule),
  );
}

/** Gives every schedule to the endpoints that serve it most specifically; a manifest's own package comes before packages below it. */
export function assignSchedules(located: readonly Located[], schedules: readonly Schedule[]): ReadonlyMap<Endpoint, readonly Schedule[]> {
  const best = new Map<Schedule, { readonly points: number; readonly winners: Located[] }>();
  for (const candidate of located) {
    for (const { schedule, points } of servedBy(schedules)(candidate)) {
      if (schedule.private || !answers(candidate, schedule)) continue;
      const before = best.get(schedule);
      if (before?.points === points) before.winners.push(candidate);
      else if (before === undefined || before.points < points) best.set(schedule, { points, winners: [candidate] });
    }
  }
  const assigned = new Map<Endpoint, Schedule[]>();
  for (const schedule of schedules) {
    const winners = schedule.private ? located.filter((one) => isPrivate(one, [schedule])) : (best.get(schedule)?.winners ?? []);
    for (const { endpoint } of winners) assigned.set(endpoint, [...(assigned.get(endpoint) ?? []), schedule]);
  }
  return assigned;
}

/** What an endpoint serves of some schedules, by any method, and how specifically: asked at every keystroke about endpoints that stay the same. */
const servedBy = memoized((schedules: readonly Schedule[]) =>
  memoized((located: Located) =>
    schedules.flatMap((schedule) => {
      const points = servesAnyMethod(located, schedule);
      return points === undefined ? [] : [{ schedule, points }];
    }),
  ),
);

/**
 * Schedules that call a path of this workspace which nothing serves, as information of their manifests. `isMissing` is asked about mere paths of
 * folders without any endpoint that was looked at.
 */
export function unmatched(
  schedules: readonly Schedule[],
  located: readonly Located[],
  isMissing: (target: string, folder: Uri) => boolean = () => false,
): readonly ManifestProblem[] {
  const found = new Set(located.flatMap((candidate) => servedBy(schedules)(candidate).map(({ schedule }) => schedule)));
  const served = new Set(schedules.filter((schedule) => found.has(schedule)));
  const ownHosts = new Set([...served].flatMap(({ target }) => parseTarget(target).host ?? []));
  const problems = new Map<string, ManifestProblem>();
  for (const schedule of schedules) {
    const { target, declaredAt } = schedule;
    if (served.has(schedule) || schedule.private || schedule.byJob || isProbe(schedule) || !isProbablyOwn(target, ownHosts)) continue;
    if (schedule.reaches?.some(({ dispatches }) => dispatches)) continue;
    const folder = folderOf(schedule);
    const { host, unknownBase } = parseTarget(target);
    const isKnown = located.some(({ packageRoot }) => isAround(packageRoot, folder));
    if (!isKnown && (host !== undefined || unknownBase || !isMissing(target, folder))) continue;
    const message = `The schedule calls \`${target}\`, which no endpoint in this workspace serves.`;
    problems.set(`${declaredAt.uri}:${declaredAt.start}:${target}`, { span: declaredAt, message, severity: 'information' });
  }
  return [...problems.values()];
}

function serves(located: Located, schedule: Schedule): number | undefined {
  return answers(located, schedule) ? servesAnyMethod(located, schedule) : undefined;
}

/** Whether an endpoint answers the method of a schedule that does more than look whether it is there. */
function answers({ endpoint: { methods } }: Located, schedule: Schedule): boolean {
  const method = schedule.method === 'HEAD' ? 'GET' : schedule.method;
  return !isProbe(schedule) && (method === undefined || methods.length === 0 || methods.includes(method));
}

function servesAnyMethod({ endpoint, packageRoot }: Located, schedule: Schedule): number | undefined {
  if (schedule.file !== undefined && isFile(endpoint.uri, schedule.file, schedule)) return 4000;
  const points = servesPath(endpoint, schedule);
  const { host, unknownBase } = parseTarget(schedule.target);
  if (points === undefined || host !== undefined || unknownBase) return points;
  // A mere path is one of the manifest's own application.
  const folder = folderOf(schedule);
  if (relative(packageRoot, folder) !== undefined) return points + 1000;
  return isAround(packageRoot, folder) ? points : undefined;
}

/** The folder a manifest speaks for: the one that holds it, or that holds its `.github`, `.vercel` … */
export function folderOf(schedule: Schedule): Uri {
  return dirname(schedule.declaredAt.uri).replace(/\/\.[\w-]+(?:\/.*)?$/, '');
}

/** Whether one folder is the other, or holds it. */
export function isAround(a: Uri, b: Uri): boolean {
  return relative(a, b) !== undefined || relative(b, a) !== undefined;
}

/** Whether a schedule that names a function's file means this one. */
export function isFile(uri: Uri, file: string, schedule: Schedule): boolean {
  const written = file.startsWith('/') || file.includes('://') ? file : join(folderOf(schedule), file);
  const stem = withoutExtension(uri);
  const wanted = withoutExtension(written);
  if (stem === wanted || stem === `${wanted}/index`) return true;
  // SQL and workflows stand in other folders than the functions they call.
  return file.startsWith('supabase/') && stem.endsWith(`/${withoutExtension(file)}`);
}

function withoutExtension(path: string): string {
  return path.replace(/\.[mc]?[jt]sx?$/, '');
}

function declaredTrigger({ scheduler, schedule, timezone, declaredAt, scheme, presents }: Schedule): Trigger {
  const known = { ...(scheme === undefined ? {} : { scheme }), ...(presents === undefined ? {} : { presents }) };
  return { scheduler, schedule, timezone, evidence: 'declared', declaredAt, ...known };
}

function saidTrigger({ scheduler, expression, timezone, span }: SaidSchedule): Trigger {
  return { scheduler, schedule: expression, timezone, evidence: 'declared', declaredAt: span };
}

function unique(triggers: readonly Trigger[]): readonly Trigger[] {
  const seen = new Map(
    triggers.map((trigger) => [`${trigger.scheduler} ${trigger.schedule} ${trigger.declaredAt.uri}:${trigger.declaredAt.start}`, trigger]),
  );
  return [...seen.values()];
}

/** What the code of an endpoint tells by itself. */
const verifications = memoized((schedulers: readonly SchedulerAdapter[]) =>
  memoized((evidence: EndpointEvidence): readonly Trigger[] => schedulers.flatMap((scheduler) => verifiedAs(evidence, scheduler))),
);

function verifiedAs(evidence: EndpointEvidence, scheduler: SchedulerAdapter): readonly Trigger[] {
  const header = evidence.headers.find(({ name }) => scheduler.credentials.includes(name) || scheduler.claims.includes(name));
  const isReport = isAboutCron(evidence.endpoint.path) || (!namesCron(evidence.endpoint.path) && onlyShows(evidence));
  // A variable that is only read may be a credential for somebody else's endpoint.
  const variable = isReport ? undefined : evidence.variables.find((seen) => isOwnSecret(seen, scheduler));
  const patterns = apisOf(scheduler);
  const api = patterns.length > 0 && evidence.apis.some((name) => patterns.some((isMeant) => isMeant(name)));
  const span = header?.span ?? variable?.span ?? (api ? evidence.endpoint.declaration : undefined);
  return span ? [{ scheduler: scheduler.id, schedule: undefined, timezone: undefined, evidence: 'verified-as', declaredAt: span }] : [];
}

/** Whether a variable is verified that is the scheduler's, and not there only because another one, of somebody else, may be missing. */
function isOwnSecret({ name, verified, standsInFor }: Seen, { variables }: SchedulerAdapter): boolean {
  return verified && (variables?.test(name) ?? false) && (standsInFor === undefined || variables?.test(standsInFor) === true);
}

/** The generic secret says nothing that a known scheduler has not said. */
function specific(verified: readonly Trigger[], declared: readonly Trigger[]): readonly Trigger[] {
  const known = verified.filter((trigger) => trigger.scheduler !== 'cron-secret');
  return known.length + declared.length > 0 ? known : verified;
}

const apisOf = memoized(({ apis }: SchedulerAdapter) => (apis ?? []).map(apiTest));

/** The grammar of `ApiPath`: a module may end in `/*`, a name in `*` or `**`; what follows a named call belongs to it. */
function apiTest(pattern: ApiPath): (name: string) => boolean {
  const [module = '', member = ''] = pattern.split('#');
  const start = module.endsWith('/*') ? module.slice(0, -1) : `${module}#`;
  const memberStart = member.endsWith('*') ? member.replace(/\*+$/, '') : undefined;
  return (name) => {
    if (!name.startsWith(start)) return false;
    const called = name.slice(name.indexOf('#') + 1);
    return memberStart === undefined ? called === member || called.startsWith(`${member}(`) : called.startsWith(memberStart);
  };
}

function named(evidence: EndpointEvidence, globs: readonly string[]): readonly Trigger[] {
  const { endpoint, tag } = evidence;
  const trigger = { scheduler: 'unknown', timezone: undefined, evidence: 'named' } as const;
  if (tag) return [{ ...trigger, schedule: isCron(tag.text) ? tag.text : undefined, declaredAt: tag.span }];
  const isNamed = matchesGlob(globs, endpoint.path) || (namesCron(endpoint.path) && !onlyLooksIt(evidence));
  return isNamed ? [{ ...trigger, schedule: undefined, declaredAt: endpoint.declaration }] : [];
}
