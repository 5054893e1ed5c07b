import assert from 'node:assert/strict';
import { nextRuns, readSchedule } from '../../server/src/engine/cronExpression';
import { scheduleInWords } from '../../server/src/engine/scheduleWords';

const now = new Date('2026-11-23T01:00:00Z');
const of = (scheduler: string, schedule: string, timezone?: string) => scheduleInWords({ scheduler, schedule, timezone }, now, 1);

describe('cron expressions', () => {
  it('are put in words with their next run', () => {
    assert.deepEqual(of('vercel-cron', '0 5 * * 1-5'), {
      words: 'At 05:00, Monday through Friday',
      next: ['2026-11-23 05:00 UTC'],
      invalid: undefined,
    });
  });

  it('are read in the dialect of their scheduler', () => {
    assert.equal(of('vercel-cron', '0 5 * * 2').words, 'At 05:00, only on Tuesday');
    assert.equal(of('cloudflare', '0 5 * * 2').words, 'At 05:00, only on Monday');
    assert.equal(of('aws', 'cron(0 5 ? * 2-6 *)').words, 'At 05:00, Monday through Friday');
    assert.deepEqual(of('aws', 'cron(0 5 ? * MON *)').next, ['2026-11-23 05:00 UTC']);
    assert.deepEqual(of('aws', 'cron(0 5 1 1 ? 2030)').next, ['2030-01-01 05:00 UTC']);
    assert.deepEqual(of('azure', '0 30 5 * * *').next, ['2026-11-23 05:30 UTC']);
    assert.deepEqual(of('aws', 'rate(5 minutes)'), { words: 'Every 5 minutes', next: [], invalid: undefined });
    assert.equal(of('app-engine', 'every 24 hours').words, 'Every 24 hours');
    assert.equal(of('supabase', '30 seconds').words, 'Every 30 seconds');
    assert.equal(of('encore', '6h').words, 'Every 6h');
    assert.equal(of('kubernetes', '@daily').words, 'At 00:00');
  });

  it('run in their time zone', () => {
    assert.deepEqual(of('kubernetes', '0 5 * * *', 'Europe/Berlin').next, ['2026-11-23 05:00 Europe/Berlin']);
    assert.deepEqual(of('qstash', 'CRON_TZ=Asia/Tokyo 0 5 * * *').next, ['2026-11-24 05:00 Asia/Tokyo']);
    assert.deepEqual(of('vercel-cron', '0 5 * * *', 'Nowhere/Atlantis').next, []);
  });

  for (const [text, dialect, reason] of [
    ['0 0 30 2 *', 'five', 'names only dates that do not exist, so it never runs'],
    ['* * *', 'five', 'has 3 fields where 5 are read'],
    ['0 0 5 * * *', 'five', 'has 6 fields where 5 are read'],
    ['cron(0 5 * * *)', 'eventbridge', 'has 5 fields where 6 are read'],
    ['61 * * * *', undefined, 'names the minute 61, which does not exist'],
    ['0 24 * * *', 'five', 'names the hour 24, which does not exist'],
    ['0 5 31 4 *', 'posix', 'names only dates that do not exist, so it never runs'],
    ['0 0 0 30 2 *', 'ncrontab', 'names only dates that do not exist, so it never runs'],
    ['0 0 30 2 *', 'seconds-first', 'names only dates that do not exist, so it never runs'],
    ['cron(0 5 30 2 ? *)', 'eventbridge', 'names only dates that do not exist, so it never runs'],
    ['cron(0 5 * * * *)', 'eventbridge', 'names days and weekdays; one of the two fields has to be `?`'],
    ['cron(0 5 ? * 0 *)', 'eventbridge', 'names the weekday 0, which does not exist'],
    ['rate(1 hours)', 'eventbridge', 'has to say `1 hour`'],
    ['rate(5 minute)', 'eventbridge', 'has to say `5 minutes`'],
    ['rate(30 seconds)', 'eventbridge', 'counts neither minutes nor hours nor days'],
    ['rate(0 minutes)', 'eventbridge', 'has a rate of 0'],
    ['at(2026-02-30T05:00:00)', 'eventbridge', 'names a moment that does not exist'],
    ['@dayly', 'five', 'is no shorthand that is known'],
    ['@daily', 'posix', 'is a shorthand, which is not read there'],
    ['@daily', 'eventbridge', 'is a shorthand, which is not read there'],
    ['0 5 L * *', 'posix', 'has `L`, which is not read there'],
    ['0 5 ? * MON', 'posix', 'has `?`, which is not read there'],
    ['0 5 * * 5#2', 'vercel', 'has `#`, which is not read there'],
    ['0 5 * * MON', 'vercel', 'has names of months or weekdays, which are not read there'],
    ['0 5 1 * 1', 'vercel', 'names days and weekdays; one of the two fields has to be `*`'],
    ['0 0 5 15W * *', 'ncrontab', 'has `W`, which is not read there'],
    ['*/0 * * * *', 'five', 'has a step of 0'],
    ['0 5 * * FOO', 'five', 'has `FOO`, which is no month and no weekday'],
  ] as const) {
    it(`${text} is invalid`, () => assert.deepEqual(readSchedule(text, dialect), { kind: 'invalid', reason }));
  }

  for (const text of [
    '0 0 29 2 *',
    '0 0 30 2 1',
    '*/90 * * * *',
    '0/5 * * * *',
    '0 0 * * 1#2',
    '0 0 L * *',
    '6h',
    '* * *',
    '${CRON} * * * *',
    '$SCHEDULE',
    '',
  ]) {
    it(`"${text}" is not called invalid`, () => assert.notEqual(readSchedule(text, undefined).kind, 'invalid'));
  }

  for (const [text, dialect] of [
    ['0 0 L * *', 'five'],
    ['0 5 ? * *', 'five'],
    ['0 5 15W * *', 'five-from-one'],
    ['0 5 * * 6L', 'five-from-one'],
    ['0 5 * * MON-FRI', 'posix'],
    ['*/15 0 1 JAN,JUL *', 'posix'],
    ['0 5 1 * *', 'vercel'],
    ['0 */10 * * * *', 'seconds-first'],
    ['@every 5m', 'seconds-first'],
    ['cron(0/10 8-17 ? * MON-FRI *)', 'eventbridge'],
    ['cron(0 5 L * ? *)', 'eventbridge'],
    ['cron(0 10 ? * 6#3 *)', 'eventbridge'],
    ['cron(0 10 ? * 6L 2002-2035)', 'eventbridge'],
    ['rate(1 hour)', 'eventbridge'],
    ['at(2026-12-24T18:00:00)', 'eventbridge'],
    ['every monday 09:00', 'phrase'],
    ['1st,third monday of month 17:00', 'posix'],
    ['30 seconds', 'five'],
  ] as const) {
    it(`${text} of ${dialect} is read`, () => assert.notEqual(readSchedule(text, dialect).kind, 'invalid'));
  }

  it('with marks run when their scheduler runs them', () => {
    assert.deepEqual(of('aws', 'cron(0 10 L * ? *)').next, ['2026-11-30 10:00 UTC']);
    assert.equal(of('aws', 'cron(0 10 ? * 6#3 *)').words, 'At 10:00, on the third Friday of the month');
    assert.equal(of('aws', 'cron(0 10 ? * 6L *)').words, 'At 10:00, on the last Friday of the month');
    assert.equal(of('aws', 'cron(0 10 15W * ? *)').words, 'At 10:00, on the weekday nearest day 15 of the month');
    assert.deepEqual(of('aws', 'cron(0 10 ? * 6#3 *)').next, ['2026-12-18 10:00 UTC']);
    assert.deepEqual(of('aws', 'cron(0 10 ? * 6L *)').next, ['2026-11-27 10:00 UTC']);
    assert.deepEqual(of('aws', 'cron(0 10 15W * ? *)').next, ['2026-12-15 10:00 UTC']);
    assert.deepEqual(of('cloudflare', '0 10 * * 2#1').next, ['2026-12-07 10:00 UTC']);
    assert.deepEqual(of('docker-compose', '30 */10 * * * *').next, ['2026-11-23 01:00 UTC']);
    assert.deepEqual(of('supabase', '0 0 $ * *').next, ['2026-11-30 00:00 UTC']);
  });

  it('with variables have no runs', () => {
    assert.deepEqual(nextRuns(readSchedule('{{ .Values.schedule }}', 'five'), undefined, now, 3), []);
  });
});
