import type { ManifestReading, Schedule } from '../model/adapters';
import type { Presented } from '../model/manifestFacts';
import type { Snapshot, SourceText, Span, Uri } from '../model/source';
import { ancestors, dirname, join } from './paths';
import { codeRequests } from './codeRequests';
import { isCredentialField, located, mapPresentation, valueKind } from './presented';
import { readJson } from './json';
import { codeCalls, type HttpCall, type Variables, httpCalls } from './shell';
import { type Tree, at, entries, locate, text, walk } from './tree';

/** What a reader gives for a manifest that is none of its business. */
export const nothingRead: ManifestReading = { schedules: [], problems: [] };

/** A schedule of a public target; what a manifest does not say is undefined. */
export function publicSchedule(
  scheduler: string,
  target: string,
  declaredAt: Span,
  more: Partial<Pick<Schedule, 'method' | 'schedule' | 'timezone' | 'file' | 'presents' | 'scheme'>> = {},
): Schedule {
  const { method, schedule, timezone, file, presents, scheme } = more;
  const optional = {
    ...(file === undefined ? {} : { file }),
    ...(presents === undefined ? {} : { presents }),
    ...(scheme === undefined ? {} : { scheme }),
  };
  return { scheduler, target, method, schedule, timezone, declaredAt, private: false, ...optional };
}

/** A schedule that only the platform can run. */
export function privateSchedule(
  scheduler: string,
  target: string,
  declaredAt: Span,
  schedule: string | undefined,
  file?: string,
): Schedule {
  return {
    scheduler,
    target,
    method: undefined,
    schedule,
    timezone: undefined,
    declaredAt,
    private: true,
    ...(file === undefined ? {} : { file }),
  };
}

/** Expressions that no schedule has: of jobs that request nothing, or nothing that can be read. They are looked at all the same. */
export function withExpressions(
  scheduler: string,
  schedules: readonly Schedule[],
  expressions: readonly (Tree | undefined)[],
): readonly Schedule[] {
  const known = new Set(schedules.map(({ schedule }) => schedule));
  const others = expressions.flatMap((tree) => {
    const expression = text(tree);
    return !tree || expression === undefined || known.has(expression) ? [] : [privateSchedule(scheduler, '', tree.span, expression)];
  });
  return [...schedules, ...others];
}

/** Where a request of a script stands in the manifest that holds the script. */
function callSpan(source: SourceText, script: Span, value: string, call: HttpCall): Span {
  const written = value.slice(call.start, call.end).replace(/^["']|["']$/g, '');
  const whole = locate(source, script, written);
  // Of an address whose host comes from elsewhere only the path stands there.
  const path = written.replace(/^https?:\/\/[^/]*/, '');
  return whole.start === script.start && whole.end === script.end && path !== '' ? locate(source, script, path) : whole;
}

/** A script in a manifest and what is known around it. */
export interface Script {
  readonly source: SourceText;
  readonly value: string;
  readonly span: Span;
  readonly variables: Variables;
}

/** The requests that a script makes, itself or in a script file of the project that it runs, as schedules. */
export function scriptSchedules(
  scheduler: string,
  script: Script,
  snapshot: Snapshot,
  more: Partial<Pick<Schedule, 'schedule' | 'timezone'>>,
): readonly Schedule[] {
  const { source, value, span, variables } = script;
  const own = requests(httpCalls(value, variables)).map((call) =>
    publicSchedule(scheduler, call.url, callSpan(source, span, value, call), {
      method: call.method,
      ...more,
      ...(call.carries ? { presents: located(call.carries.credentials, call.carries.isComplete, source, span) } : {}),
      ...(call.carries?.scheme ? { scheme: call.carries.scheme } : {}),
    }),
  );
  const called = [value, ...packageScripts(value, source.uri, snapshot)].flatMap((command, index) => {
    const inFiles = scriptFiles(command, source.uri, snapshot).flatMap((uri) => fileRequests(uri, variables, snapshot));
    const calls = index === 0 ? inFiles : [...httpCalls(command, variables), ...inFiles];
    return requests(calls).map((call) => publicSchedule(scheduler, call.url, span, { method: call.method, ...more }));
  });
  return [...own, ...called];
}

/** The requests of a script in a file. */
function fileRequests(uri: Uri, variables: Variables, snapshot: Snapshot): readonly HttpCall[] {
  const file = snapshot.read(uri);
  if (!file) return [];
  if (uri.endsWith('.sh')) return httpCalls(file.text, variables);
  return uri.endsWith('.py') ? codeCalls(file.text, variables) : codeRequests(file);
}

/** Commands that a package names and a command runs by their name, with those that they run in turn. */
function packageScripts(command: string, manifest: Uri, snapshot: Snapshot, depth = 3): readonly string[] {
  if (depth === 0) return [];
  const names = [...command.matchAll(/\b(?:npm|pnpm|yarn|bun)\s+(?:(?:run|run-script|-s|--silent)\s+)*([\w:.-]+)/g)].map(
    (found) => found[1] ?? '',
  );
  if (names.length === 0) return [];
  const file = [...ancestors(dirname(manifest))].map((folder) => `${folder}/package.json`).find((uri) => snapshot.files.has(uri));
  const source = file === undefined ? undefined : snapshot.read(file);
  const scripts = source && at(readJson(source).documents[0], 'scripts');
  return names.flatMap((name) => {
    const found = text(at(scripts, name));
    return found === undefined ? [] : [found, ...packageScripts(found, manifest, snapshot, depth - 1)];
  });
}

function requests(calls: readonly HttpCall[]): readonly HttpCall[] {
  return calls.filter((call) => !call.isProbe);
}

/** Script files of the project that a command runs; paths are relative to the manifest's folder or one around it. */
function scriptFiles(command: string, manifest: Uri, snapshot: Snapshot): readonly Uri[] {
  const names = command.match(/(?:^|[\s;&|"'])(?:\.{0,2}\/)?(?:[\w.-]+\/)*[\w.-]+\.(?:sh|py|[mc]?[jt]s)(?=$|[\s;&|"'])/g) ?? [];
  return names.flatMap((name) => {
    const path = name.replace(/^[\s;&|"']/, '').replace(/^\/(?:usr\/src\/)?(?:app\/)?/, '');
    return [...ancestors(dirname(manifest))].map((folder) => join(folder, path)).find((uri) => snapshot.files.has(uri)) ?? [];
  });
}

const scheduleKeys = /^(?:schedule|cron|cron_?expression|expression|schedule_?expression|cron_?schedule|interval|frequency)$/i;
const targetKeys = /^(?:url|uri|path|endpoint|target|destination|route|target_?url|callback_?url)$/i;

/** Maps that hold a schedule next to an address, wherever they stand: lists of jobs in values files and set-up scripts. */
export function jobMaps(tree: Tree | undefined, scheduler: string): readonly Schedule[] {
  return [...walk(tree)].flatMap((map) => {
    const schedule = entries(map)
      .map((entry) => (scheduleKeys.test(entry.key) ? cronText(entry.value) : undefined))
      .find((found) => found !== undefined);
    const target = entries(map).find((entry) => targetKeys.test(entry.key) && isAddress(text(entry.value)));
    const url = text(target?.value);
    if (schedule === undefined || !target || url === undefined) return [];
    const presents = { credentials: jobCredentials(map), isComplete: false };
    return [publicSchedule(scheduler, url, target.value.span, { schedule, presents })];
  });
}

/** The headers of a job, and what stands beside its address under the name of a secret. */
function jobCredentials(job: Tree): readonly Presented[] {
  const named = entries(job).flatMap(({ key, value }): readonly Presented[] => {
    const written = text(value);
    if (written === undefined || key === 'key' || !isCredentialField(key)) return [];
    return [{ as: 'header', name: key, value: valueKind(written), span: value.span }];
  });
  return [...named, ...mapPresentation(entries(job).find(({ key }) => key.toLowerCase() === 'headers')?.value)];
}

/** A cron expression, a rate, a macro or an App Engine phrase; `undefined` for other text. */
function cronText(tree: Tree | undefined): string | undefined {
  const value = text(tree)?.trim();
  return value !== undefined && isCron(value) ? value : undefined;
}

/** Whether a text is a schedule in one of the usual dialects. */
export function isCron(value: string): boolean {
  return (
    /^(?:(?:CRON_TZ|TZ)=\S+\s+)?(?:[\d*/,\-?LW#A-Z]+\s+){4,6}[\d*/,\-?LW#A-Z]+$/i.test(value) ||
    /^(?:@every\s+\S+|@\w+|(?:rate|cron|at)\(.*\)|every .+)$/i.test(value)
  );
}

function isAddress(value: string | undefined): boolean {
  return value !== undefined && /^(?:\/\w|https?:\/\/|\$|[\w-]+(?:\.[\w-]+)+\/)/.test(value) && /(?:^|[^/])\/[^/\s]/.test(value);
}
