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

  it('with variables have no runs', () => {
    assert.deepEqual(nextRuns(readSchedule('{{ .Values.schedule }}', 'five'), undefined, now, 3), []);
  });
});
