import { memoizedByText } from '../project/memoized';

const names = new Set(['cron', 'crons', 'cronjob', 'cronjobs']);

/** Words beside `cron` that make a name one of a page or report about jobs, not of a job. */
const about = new Set(
  (
    'admin auth builder config dashboard editor expression health history info list log logs metrics monitor monitoring overview parser preview ' +
    'report reports secret setting settings stat stats status telemetry ui validator'
  ).split(' '),
);

/** What follows `cron` in the path of a page about jobs: its logs, states and settings. */
const manages = new Set(
  'config configs executions health healthz history log logs metrics preview setting settings stat stats status'.split(' '),
);

/** Words of pages that only show something, whatever else is in their names: `mail-dashboard`. */
const pages = new Set('audit dashboard health history logs metrics overview stat statistics stats status'.split(' '));

/** What is kept about jobs: one of them by its identifier is a record to look at or change. */
const records = new Set('executions jobs runs schedules tasks'.split(' '));

/** What a person does with a scheduler, or looks up in it; nothing that it calls. */
const controls = new Set(
  'executions jobs list runs schedules tasks create delete disable enable pause restart resume run-now start stop toggle trigger update'.split(
    ' ',
  ),
);

/** What the scheduler of people's time keeps, where appointments are made: `scheduler/book`. */
const appointments = new Set(
  'appointment appointments availability book booking bookings calendar calendars resources services slots'.split(' '),
);

/** What a person does with one job of several; nothing that a job does: `cron/[id]/pause`. */
const switches = new Set('disable edit enable pause reschedule resume toggle unregister'.split(' '));

/** What a person does with the list of jobs, in one word with it: `set-cron`. */
const orders = new Set([...switches, ...'add create new register save set start stop'.split(' ')]);

/** Words that say nothing of a job but that it is one. */
const empty = new Set(['job', 'jobs', 'task', 'tasks']);

/**
 * Whether a canonical route path names cron: a segment `cron`, `crons`, `cronjob(s)`, `scheduled`, a segment with such a word in it
 * (`daily-cron`, `cron.daily`, `cronDaily`), or `scheduler` with a task after it, not an appointment; not the logs, states and settings below it or below one of
 * its jobs, nor a job's record (`cron/jobs/[id]`), nor what is ordered of it (`set-cron`). `chronicle` and `schedules` are other words.
 */
export function namesCron(path: string): boolean {
  return naming(path);
}

const naming = memoizedByText((path) => {
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.some((segment, index) => {
    const fixed = segment.replace(/\[+[^\]]*\]+/g, '');
    const lower = fixed.toLowerCase();
    const next = segments[index + 1]?.toLowerCase();
    const second = segments[index + 2];
    if (isManaging(next) && !isFixed(second)) return false;
    if (next !== undefined && records.has(next) && second !== undefined && !isFixed(second)) return false;
    if (next !== undefined && !isFixed(next) && isManaging(second)) return false;
    if (lower === 'scheduled') return true;
    if (lower === 'scheduler') return isFixed(next) && !controls.has(next ?? '') && !appointments.has(next ?? '');
    const words = wordsOf(fixed);
    return words.some((word) => names.has(word)) && !words.some((word) => about.has(word)) && !isOrder(words);
  });
});

function isManaging(segment: string | undefined): boolean {
  const word = segment?.toLowerCase() ?? '';
  return manages.has(word) || switches.has(word);
}

/** Whether the words of a segment are an order about jobs and name none: `set-cron`, `createCronJob`; `sync-cron` is a job. */
function isOrder(words: readonly string[]): boolean {
  const others = words.filter((word) => !names.has(word) && !empty.has(word));
  return others.length > 0 && others.every((word) => orders.has(word));
}

/** Whether a path names a report on jobs in one word with them, and no job: `cron-health`, `debug/cron-auth`. */
export function isAboutCron(path: string): boolean {
  return (
    !namesCron(path) &&
    path.split('/').some((segment) => wordsOf(segment).some((word) => names.has(word)) && wordsOf(segment).some((word) => about.has(word)))
  );
}

/** Whether the last segment of a path has a page's word in it: `cron/mail-dashboard`, `cron/import/status`. */
export function isPageName(path: string): boolean {
  return wordsOf(path.split('/').at(-1) ?? '').some((word) => pages.has(word));
}

/** The path down to the segment that names cron, below which everything about the jobs is: `/api/cron` of `/api/cron/queue/[id]`. */
export function cronFolder(path: string): string | undefined {
  const segments = path.split('/');
  const at = segments.findIndex((segment) => /^schedule[dr]$/i.test(segment) || wordsOf(segment).some((word) => names.has(word)));
  return at < 0 ? undefined : segments.slice(0, at + 1).join('/');
}

/** Whether a path ends in the bare word, or in what is kept below it, so that it may as well be the one of all jobs: `/api/cron`, `/cron/tasks`. */
export function isCollection(path: string): boolean {
  const [last = '', before = ''] = path.split('/').reverse();
  return namesAll(last) || (records.has(last.toLowerCase()) && names.has(before.toLowerCase()));
}

/** Whether a segment says nothing but that it is about jobs: `cron`, `cron-jobs`. */
function namesAll(segment: string): boolean {
  const words = wordsOf(segment);
  return words.some((word) => names.has(word)) && words.every((word) => names.has(word) || empty.has(word));
}

function wordsOf(segment: string): readonly string[] {
  return segment
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_.\s]+/)
    .filter((word) => word !== '');
}

function isFixed(segment: string | undefined): boolean {
  return segment !== undefined && !segment.startsWith('[');
}
