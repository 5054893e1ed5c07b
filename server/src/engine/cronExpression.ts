import { Cron } from 'croner';
import type { CronDialect } from '../model/cron';
import { anyDialect, dialects, objection, rateObjection, type DialectRules } from './cronDialects';

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

/** When an impossible date is looked for; any day does, because expressions with a year are not judged. */
const anyDay = new Date('2024-01-01T00:00:00Z');

/** Reads a schedule as its scheduler does. Without a dialect only what holds in all of them is called invalid. */
export function readSchedule(text: string, dialect: CronDialect | undefined): ScheduleReading {
  const [, zone, expression = ''] = /^(?:(?:CRON_TZ|TZ)=(\S+)\s+)?(.*)$/s.exec(text.trim()) ?? [];
  const { hasMacros } = rulesOf(dialect);
  if (!hasMacros && /^@[a-z]+(?:\s|$)/i.test(expression)) return invalid('is a shorthand, which is not read there');
  const known = macros[expression.toLowerCase()];
  if (known !== undefined) return { kind: 'cron', pattern: known, timezone: zone };
  if (dialect === 'five' && /^@(?!every$|reboot$)[a-z]+$/i.test(expression)) return invalid('is no shorthand that is known');
  const wrong = dialect === 'eventbridge' ? rateObjection(expression) : undefined;
  if (wrong !== undefined) return invalid(wrong);
  const words = phraseOf(expression, dialect);
  if (words !== undefined) return { kind: 'phrase', words };
  const inner = dialect === 'eventbridge' || dialect === undefined ? /^cron\((.*)\)$/is.exec(expression)?.[1] : undefined;
  if (dialect === 'eventbridge' && inner === undefined) return unknown;
  // Postgres' scheduler writes the last day of the month as `$`.
  const fields = (inner ?? expression)
    .trim()
    .replace(/^(\S+\s+\S+\s+)\$(?=\s)/, '$1L')
    .split(/\s+/);
  if (!fields.every((field) => /^[\d*/,\-?LW#A-Z]+$/i.test(field)) || !fields.some((field) => /[\d*]/.test(field))) return unknown;
  return readFields(fields, inner === undefined ? dialect : 'eventbridge', zone);
}

function rulesOf(dialect: CronDialect | undefined): DialectRules {
  return dialect === undefined ? anyDialect : dialects[dialect];
}

function invalid(reason: string): ScheduleReading {
  return { kind: 'invalid', reason };
}

function readFields(written: readonly string[], dialect: CronDialect | undefined, timezone: string | undefined): ScheduleReading {
  const rules = rulesOf(dialect);
  if (!rules.counts.includes(written.length)) {
    if (dialect === undefined) return unknown;
    return invalid(`has ${written.length} field${written.length === 1 ? '' : 's'} where ${rules.counts.join(' or ')} are read`);
  }
  const hasYear = dialect === 'eventbridge' || written.length === 7;
  const year = hasYear ? written.at(-1) : undefined;
  const rest = hasYear ? written.slice(0, -1) : written;
  const seconds = rest.length === 6 ? rest[0] : undefined;
  const wrong = objection(rest.slice(-5), rules);
  if (wrong !== undefined) return invalid(wrong);
  const five = rest.slice(-5).map((field) => field.replaceAll('?', '*'));
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
  if (hasLastingYear && !dates.nextRun(anyDay)) return invalid('names only dates that do not exist, so it never runs');
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

/** `undefined` where the library cannot read the pattern. Without a time zone in UTC, for which it need not know any. */
function datesOf(pattern: string, timezone?: string): Cron | undefined {
  try {
    const zone = timezone === undefined ? { utcOffset: 0 } : { timezone };
    return new Cron(pattern, { ...zone, sloppyRanges: true, paused: true });
  } catch {
    return undefined;
  }
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
