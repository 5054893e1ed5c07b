import type { ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import type { ManifestProblem } from '../model/adapters';
import type { SourceText } from '../model/source';
import { readJson } from '../project/json';
import { literalTrees, memberTrees, methodArguments, parseCode } from '../project/literal';
import { privateSchedule, publicSchedule } from '../project/manifest';
import { type Tree, at, entries, items, text, walk } from '../project/tree';

const id = 'vercel-cron';

/** Vercel Cron Jobs and Schedules: `vercel.json`, `vercel.ts` and the Build Output API's `config.json`. */
export const vercelCron: SchedulerAdapter = {
  id,
  name: 'Vercel Cron',
  homepage: 'https://vercel.com/docs/cron-jobs',
  declaredIn: '`crons` and `schedules` of `vercel.json` and `vercel.ts`',
  manifests: /(?:^|\/)(?:vercel\.(?:json|m?[jt]s)|\.vercel\/output\/config\.json)$/,
  read,
  calls: {},
  dialect: 'vercel',
  presents: 'bearer',
  header: 'authorization',
  claims: ['x-vercel-cron', 'x-vercel-cron-schedule', 'x-vercel-cron-auth-token', 'x-vercel-cron-job', 'x-vercel-cron-signature'],
  credentials: [],
  variables: /^VERCEL_CRON_SECRET$/,
};

function read(manifest: SourceText): ManifestReading {
  if (!manifest.uri.endsWith('.json')) {
    const file = parseCode(manifest);
    const called = methodArguments(file, 'cron').flatMap(([path, schedule]) => readCall(path, schedule));
    const written = combined(literalTrees(file).map(readConfig));
    const known = new Set(written.schedules.map(({ declaredAt }) => declaredAt.start));
    const computed = memberTrees(file, 'crons')
      .flatMap((tree) => [...walk(tree)])
      .flatMap((map) => readCall(at(map, 'path'), at(map, 'schedule')))
      .filter(({ declaredAt }) => !known.has(declaredAt.start));
    return combined([written, { schedules: [...computed, ...called], problems: [] }]);
  }
  const { documents, problems } = readJson(manifest);
  const reading = combined(documents.map(readConfig));
  // In a broken file what is missing may only be unreadable.
  return { schedules: reading.schedules, problems: problems.length > 0 ? problems : reading.problems };
}

function combined(readings: readonly ManifestReading[]): ManifestReading {
  return { schedules: readings.flatMap((reading) => reading.schedules), problems: readings.flatMap((reading) => reading.problems) };
}

function readConfig(config: Tree): ManifestReading {
  const problems: ManifestProblem[] = [];
  const crons = items(at(config, 'crons')).flatMap((cron) => readCron(cron, problems));
  const named = entries(at(config, 'schedules')).flatMap((entry) => readSchedule(entry.value, entry.value, config));
  const listed = items(at(config, 'schedules')).flatMap((entry) => readSchedule(entry, at(entry, 'target') ?? entry, config));
  return { schedules: [...crons, ...named, ...listed], problems };
}

/** `router.cron(path, schedule)` of `@vercel/config`. */
function readCall(path: Tree | undefined, schedule: Tree | undefined): readonly Schedule[] {
  const target = text(path);
  return path && target?.startsWith('/') ? [publicSchedule(id, target, path.span, { method: 'GET', schedule: text(schedule) })] : [];
}

function readCron(cron: Tree, problems: ManifestProblem[]): readonly Schedule[] {
  const path = at(cron, 'path');
  const target = text(path);
  const schedule = text(at(cron, 'schedule'));
  if (!path) problems.push({ span: cron.span, message: 'This cron job has no `path`, so it calls nothing.' });
  if (!path || target === undefined) return [];
  if (!at(cron, 'schedule'))
    problems.push({ span: path.span, message: `The cron job for \`${target}\` has no \`schedule\`, so it never runs.` });
  if (!target.startsWith('/'))
    problems.push({ span: path.span, message: `The cron path \`${target}\` does not start with \`/\`, so Vercel rejects it.` });
  return [publicSchedule(id, target, path.span, { method: 'GET', schedule })];
}

/** Both published shapes: a map of names with the target inside, and a list with `expression` and `target`. */
function readSchedule(schedule: Tree, target: Tree, config: Tree): readonly Schedule[] {
  const expression =
    text(at(schedule, 'schedule')) ??
    text(at(schedule, 'cron')) ??
    text(at(schedule, 'expression', 'cron')) ??
    text(at(schedule, 'expression'));
  const timezone = text(at(schedule, 'timezone'));
  const path = at(target, 'path') ?? at(target, 'url');
  const address = text(path);
  if (path && address !== undefined) return [publicSchedule(id, address, path.span, { method: 'GET', schedule: expression, timezone })];
  const fn = at(target, 'function') ?? at(target, 'entrypoint');
  const file = text(fn);
  if (!fn || file === undefined) return [];
  return [
    isPrivate(config, file, at(schedule, 'expression') !== undefined)
      ? privateSchedule(id, file, fn.span, expression, file)
      : publicSchedule(id, file, fn.span, { schedule: expression, timezone, file }),
  ];
}

/** The trigger takes a function's public address away; the list shape only knows functions that have it. */
function isPrivate(config: Tree, file: string, isListShape: boolean): boolean {
  const triggers = items(at(config, 'functions', file, 'experimentalTriggers'));
  return isListShape || triggers.some((trigger) => text(at(trigger, 'type'))?.startsWith('schedule/') ?? false);
}
