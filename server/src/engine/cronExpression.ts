import { Cron } from 'croner';
import type { CronDialect } from '../model/cron';

/** What a schedule's text means, before it is put in words. */
export type ScheduleReading =
  /** Five to seven fields as libraries read them: Sunday is 0, `?` is `*`, seconds first and the year last where there are any. */
  | { readonly kind: 'cron'; readonly pattern: string; readonly timezone: string | undefined }
  /** A schedule that has no fields, in words: an interval, a moment, an event. */
  | { readonly kind: 'phrase'; readonly words: string }
  /** Its scheduler never runs it; the reason continues `The cron expression …`. */
  | { readonly kind: 'invalid'; readonly reason: string }
  /** Written with variables, or in a way that is not known. */
  | { readonly kind: 'unknown' };

const unknown: ScheduleReading = { kind: 'unknown' };

const macros: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/** Fields as schedulers count them. */
const counts: Readonly<Record<CronDialect, readonly number[]>> = {
  five: [5],
  'five-from-one': [5],
  ncrontab: [5, 6],
  eventbridge: [6],
  phrase: [],
};

/** Numbers of the last five fields, as people call them. */
const ranges = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 0, to: 7 },
] as const;

/** When an impossible date is looked for; any day does, because expressions with a year are not judged. */
const anyDay = new Date('2024-01-01T00:00:00Z');

/** Reads a schedule as its scheduler does. Without a dialect only what holds in all of them is called invalid. */
export function readSchedule(text: string, dialect: CronDialect | undefined): ScheduleReading {
  const [, zone, expression = ''] = /^(?:(?:CRON_TZ|TZ)=(\S+)\s+)?(.*)$/s.exec(text.trim()) ?? [];
  const known = macros[expression.toLowerCase()];
  if (known !== undefined) return { kind: 'cron', pattern: known, timezone: zone };
  const words = phraseOf(expression, dialect);
  if (words !== undefined) return { kind: 'phrase', words };
  const inner = dialect === 'eventbridge' || dialect === undefined ? /^cron\((.*)\)$/is.exec(expression)?.[1] : undefined;
  if (dialect === 'eventbridge' && inner === undefined) return unknown;
  const fields = (inner ?? expression).trim().split(/\s+/);
  if (!fields.every((field) => /^[\d*/,\-?LW#A-Z]+$/i.test(field)) || !fields.some((field) => /[\d*]/.test(field))) return unknown;
  return readFields(fields, inner === undefined ? dialect : 'eventbridge', zone);
}

function readFields(written: readonly string[], dialect: CronDialect | undefined, timezone: string | undefined): ScheduleReading {
  const allowed = dialect === undefined ? [5, 6, 7] : counts[dialect];
  if (!allowed.includes(written.length)) {
    if (dialect === undefined) return unknown;
    return {
      kind: 'invalid',
      reason: `has ${written.length} field${written.length === 1 ? '' : 's'} where ${allowed.join(' or ')} are read`,
    };
  }
  const hasYear = dialect === 'eventbridge' || written.length === 7;
  const year = hasYear ? written.at(-1) : undefined;
  const rest = hasYear ? written.slice(0, -1) : written;
  const seconds = rest.length === 6 ? rest[0] : undefined;
  const five = rest.slice(-5).map((field) => field.replaceAll('?', '*'));
  for (const [index, { name, from, to }] of ranges.entries()) {
    const wrong = numbersOf(five[index] ?? '').find((number) => number < from || number > to);
    if (wrong !== undefined) return { kind: 'invalid', reason: `names the ${name} ${wrong}, which does not exist` };
  }
  const isFromOne = dialect === 'eventbridge' || dialect === 'five-from-one';
  const fields = five.map((field, index) => (index === 4 && isFromOne ? fromZero(field) : field));
  const hasLastingYear = year === undefined || year === '*' || year === '?';
  const pattern = [
    ...(seconds === undefined ? (hasLastingYear ? [] : ['0']) : [seconds]),
    ...fields,
    ...(hasLastingYear ? [] : [year]),
  ].join(' ');
  const dates = datesOf(pattern);
  if (!dates) return unknown;
  if (hasLastingYear && !dates.nextRun(anyDay)) return { kind: 'invalid', reason: 'names only dates that do not exist, so it never runs' };
  return { kind: 'cron', pattern, timezone };
}

/** The next moments at which a schedule runs; none where that depends on when it was set up, or its time zone is not known. */
export function nextRuns(reading: ScheduleReading, zone: string | undefined, from: Date, count: number): readonly Date[] {
  if (reading.kind !== 'cron') return [];
  try {
    return datesOf(reading.pattern, reading.timezone ?? zone)?.nextRuns(count, from) ?? [];
  } catch {
    return [];
  }
}

/** `undefined` where the library cannot read the pattern. */
function datesOf(pattern: string, timezone = 'UTC'): Cron | undefined {
  try {
    return new Cron(pattern, { timezone, sloppyRanges: true, paused: true });
  } catch {
    return undefined;
  }
}

/** Numbers of a field that are values: not steps, not the place within a month. */
function numbersOf(field: string): readonly number[] {
  return [...field.matchAll(/(?<![\d/#A-Z])\d+/gi)].map(([number]) => Number(number));
}

/** Weekdays from 1 as weekdays from 0. */
function fromZero(field: string): string {
  return field.replace(/(?<![\d/#A-Z])[1-7](?!\d)/gi, (day) => String(Number(day) - 1));
}

function phraseOf(text: string, dialect: CronDialect | undefined): string | undefined {
  const rate = /^rate\(\s*(\d+)\s+(\w+?)s?\s*\)$/i.exec(text) ?? /^(\d+)\s+(second|minute)s?$/i.exec(text);
  if (rate) {
    const [, count, unit = ''] = rate;
    return count === '1' ? `Every ${unit.toLowerCase()}` : `Every ${count} ${unit.toLowerCase()}s`;
  }
  const interval = /^\d+(?:ms|[smhd])$/i.exec(text);
  if (interval && dialect === undefined) return `Every ${text}`;
  const moment = /^at\((.+)\)$/i.exec(text)?.[1];
  if (moment !== undefined) return `Once, at ${moment}`;
  if (text.toLowerCase() === '@reboot') return 'When the machine starts';
  const every = /^@?(every\s+[\w\s:.-]+)$/i.exec(text)?.[1] ?? (dialect === 'phrase' && /^[\w\s:,.-]+$/.test(text) ? text : undefined);
  return every === undefined ? undefined : every.charAt(0).toUpperCase() + every.slice(1);
}
