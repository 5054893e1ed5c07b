import { toString as inWords } from 'cronstrue';
import { nextRuns, readSchedule, type ScheduleReading } from './cronExpression';
import { schedulers } from './registry';
import type { CronDialect } from '../model/cron';

const byId = new Map(schedulers.map((scheduler) => [scheduler.id, scheduler]));

/** A scheduler as its makers call it; `undefined` when it is not known which one calls. */
export function knownSchedulerName(id: string): string | undefined {
  return byId.get(id)?.name;
}

/** A scheduler in a sentence. */
export function schedulerName(id: string): string {
  return knownSchedulerName(id) ?? 'a scheduler';
}

/** How a scheduler writes schedules; `undefined` when that is not known. */
export function dialectOf(id: string): CronDialect | undefined {
  return byId.get(id)?.dialect;
}

/** A schedule for people. */
export interface ScheduleWords {
  /** `At 05:00, Monday through Friday`; `undefined` when the text cannot be read. */
  readonly words: string | undefined;
  /** The next moments, in the schedule's time zone: `2026-11-23 05:00 UTC`. */
  readonly next: readonly string[];
  /** Why it never runs; continues `The cron expression …`. */
  readonly invalid: string | undefined;
}

/** Says what a schedule means, and when it runs next. */
export function scheduleInWords(
  { scheduler, schedule, timezone }: { readonly scheduler: string; readonly schedule: string; readonly timezone: string | undefined },
  now: Date,
  count: number,
): ScheduleWords {
  const reading = readSchedule(schedule, dialectOf(scheduler));
  const zone = (reading.kind === 'cron' ? reading.timezone : undefined) ?? timezone ?? 'UTC';
  return {
    words: wordsOf(reading),
    next: nextRuns(reading, zone, now, count).map((date) => momentIn(date, zone)),
    invalid: reading.kind === 'invalid' ? reading.reason : undefined,
  };
}

function wordsOf(reading: ScheduleReading): string | undefined {
  if (reading.kind === 'phrase') return reading.words;
  if (reading.kind !== 'cron') return undefined;
  try {
    return inWords(reading.pattern, { use24HourTimeFormat: true });
  } catch {
    return undefined;
  }
}

/** Year first, as in Sweden, because no reader takes that for another order. */
function momentIn(date: Date, zone: string): string {
  return `${date.toLocaleString('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })} ${zone}`;
}
