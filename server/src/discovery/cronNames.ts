const names = new Set(['cron', 'crons', 'cronjob', 'cronjobs']);

/** Words beside `cron` that make a name one of a page or report about jobs, not of a job. */
const about = new Set(
  (
    'admin auth builder config dashboard editor expression health history info list log logs metrics monitor monitoring overview parser preview ' +
    'report reports secret setting settings stat stats status telemetry ui validator'
  ).split(' '),
);

/** What follows `cron` in the path of a page about jobs: its logs, states and settings. */
const manages = new Set('config configs health healthz history log logs metrics setting settings stat stats status'.split(' '));

/** What a person does with a scheduler; nothing that it calls. */
const controls = new Set('create delete disable enable pause restart resume run-now start stop toggle trigger update'.split(' '));

/**
 * Whether a canonical route path names cron: a segment `cron`, `crons`, `cronjob(s)`, `scheduled`, a segment with such a word in it
 * (`daily-cron`, `cron.daily`, `cronDaily`), or `scheduler` with a task after it; not the logs, states and settings below it. `chronicle` and `schedules` are other words.
 */
export function namesCron(path: string): boolean {
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.some((segment, index) => {
    const fixed = segment.replace(/\[+[^\]]*\]+/g, '');
    const lower = fixed.toLowerCase();
    const next = segments[index + 1]?.toLowerCase();
    if (next !== undefined && manages.has(next) && !isFixed(segments[index + 2])) return false;
    if (lower === 'scheduled') return true;
    if (lower === 'scheduler') return isFixed(next) && !controls.has(next ?? '');
    const words = fixed
      .replace(/([a-z\d])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split(/[-_.\s]+/)
      .filter((word) => word !== '');
    return words.some((word) => names.has(word)) && !words.some((word) => about.has(word));
  });
}

function isFixed(segment: string | undefined): boolean {
  return segment !== undefined && !segment.startsWith('[');
}
