import type { CronDialect } from '../model/cron';

/** What one way of writing schedules has; what is not known of it is allowed. */
export interface DialectRules {
  /** How many fields are read. */
  readonly counts: readonly number[];
  /** `@daily` and the like are read. */
  readonly hasMacros: boolean;
  /** `MON` and `JAN` are read. */
  readonly hasNames: boolean;
  /** Which of the marks `?`, `L`, `W` and `#` are read. */
  readonly marks: string;
  /** Weekdays by their numbers. */
  readonly weekdays: { readonly from: number; readonly to: number };
  /** What one of day and weekday has to be. */
  readonly free?: '?' | '*';
}

const usual: DialectRules = { counts: [5], hasMacros: true, hasNames: true, marks: '?LW#', weekdays: { from: 0, to: 7 } };

/** The dialects of {@link CronDialect}, by name. */
export const dialects: Readonly<Record<CronDialect, DialectRules>> = {
  five: usual,
  posix: { ...usual, hasMacros: false, marks: '' },
  vercel: { ...usual, hasMacros: false, hasNames: false, marks: '', free: '*' },
  'five-from-one': usual,
  'seconds-first': { ...usual, counts: [5, 6] },
  ncrontab: { ...usual, counts: [5, 6], hasMacros: false, marks: '' },
  eventbridge: { ...usual, counts: [6], hasMacros: false, weekdays: { from: 1, to: 7 }, free: '?' },
  phrase: { ...usual, counts: [] },
};

/** A scheduler of which nothing is known. */
export const anyDialect: DialectRules = { ...usual, counts: [5, 6, 7] };

const known = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat|LW$)/i;

/** Why a scheduler does not read the last five fields, minute first, as its users write them; `undefined` when it does. */
export function objection(five: readonly string[], { hasNames, marks, weekdays, free }: DialectRules): string | undefined {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = five;
  const mark = [...five.join(' ').replace(/[a-z]{3}/gi, '')].find(
    (one) => '?LW#'.includes(one.toUpperCase()) && !marks.includes(one.toUpperCase()),
  );
  if (mark !== undefined) return `has \`${mark}\`, which is not read there`;
  if (!hasNames && /[a-z]{3}/i.test(`${month} ${weekday}`)) return 'has names of months or weekdays, which are not read there';
  const name = five.flatMap((field) => field.match(/[a-z]{2,}/gi) ?? []).find((one) => !known.test(one));
  if (name !== undefined) return `has \`${name}\`, which is no month and no weekday`;
  if (five.some((field) => /\/0+(?!\d)/.test(field))) return 'has a step of 0';
  const ranges = [
    { name: 'minute', field: minute, from: 0, to: 59 },
    { name: 'hour', field: hour, from: 0, to: 23 },
    { name: 'day', field: day, from: 1, to: 31 },
    { name: 'month', field: month, from: 1, to: 12 },
    { name: 'weekday', field: weekday, ...weekdays },
  ];
  for (const { name, field, from, to } of ranges) {
    const wrong = numbersOf(field).find((number) => number < from || number > to);
    if (wrong !== undefined) return `names the ${name} ${wrong}, which does not exist`;
  }
  if (free !== undefined && day !== free && weekday !== free) return `names days and weekdays; one of the two fields has to be \`${free}\``;
  return undefined;
}

/** Numbers of a field that are values: not steps, not the place within a month. */
function numbersOf(field: string): readonly number[] {
  return [...field.matchAll(/(?<![\d/#A-Z])\d+/gi)].map(([number]) => Number(number));
}

/** Why Amazon EventBridge does not take a rate or a moment; `undefined` for other texts and those that it takes. */
export function rateObjection(text: string): string | undefined {
  const [, count = '', unit = ''] = /^rate\(\s*(\d+)\s+(\w+)\s*\)$/i.exec(text) ?? [];
  if (unit !== '') {
    if (!/^(?:minute|hour|day)s?$/i.test(unit)) return 'counts neither minutes nor hours nor days';
    if (Number(count) === 0) return 'has a rate of 0';
    return /s$/i.test(unit) === (Number(count) === 1) ? `has to say \`${count} ${plural(unit, Number(count))}\`` : undefined;
  }
  const moment = /^at\((.*)\)$/i.exec(text)?.[1];
  if (moment === undefined) return undefined;
  const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(moment) ? new Date(`${moment}Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(moment) ? undefined : 'names a moment that does not exist';
}

function plural(unit: string, count: number): string {
  const one = unit.replace(/s$/i, '');
  return count === 1 ? one : `${one}s`;
}
