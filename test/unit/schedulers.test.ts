import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestReading, Schedule, SchedulerAdapter } from '../../server/src/model/adapters';
import { adapterFiles, exportName } from '../support/adapters';
import { expectText, repository } from '../support/update';
import { annotate, pathOf, readFolder, snapshotOf, type Remark, type Texts } from '../support/workspace';

const fixtures = join(repository, 'test/fixtures/manifests');

async function loadSchedulers(): Promise<readonly SchedulerAdapter[]> {
  return Promise.all(
    adapterFiles('schedulers').map(async (file) => {
      const module: Record<string, SchedulerAdapter | undefined> = await import(`../../server/src/schedulers/${file}`);
      const adapter = module[exportName(file)];
      assert.ok(adapter, `schedulers/${file}.ts exports ${exportName(file)}`);
      return adapter;
    }),
  );
}

/** What every scheduler reads from the files of a workspace. */
function readAll(texts: Texts, schedulers: readonly SchedulerAdapter[]): readonly ManifestReading[] {
  const snapshot = snapshotOf(texts);
  return [...snapshot.files].flatMap((uri) => {
    const source = snapshot.read(uri);
    return schedulers
      .filter(({ manifests }) => manifests?.test(pathOf(uri)))
      .map((scheduler) => (source ? scheduler.read(source, snapshot) : { schedules: [], problems: [] }));
  });
}

function remark({ scheduler, target, method, schedule, timezone, private: isPrivate, declaredAt }: Schedule): Remark {
  const words = ['schedule', scheduler, method, target, schedule ?? '-', timezone, isPrivate ? 'private' : undefined];
  return { span: declaredAt, text: words.filter((word) => word !== undefined).join(' ') };
}

describe('schedules in manifests', () => {
  let schedulers: readonly SchedulerAdapter[] = [];
  before(async () => {
    schedulers = await loadSchedulers();
  });

  for (const id of readdirSync(fixtures)) {
    const texts = readFolder(join(fixtures, id));
    for (const path of Object.keys(texts)) {
      it(`${id}/${path}`, () => {
        const readings = readAll(texts, schedulers);
        const schedules = readings.flatMap((reading) => reading.schedules);
        const problems = readings
          .flatMap((reading) => reading.problems)
          .map(({ span, message }) => ({ span, text: `problem: ${message}` }));
        expectText(join(fixtures, id, path), annotate(texts, [...schedules.map(remark), ...problems])[path] ?? '');
        assert.deepEqual(new Set(schedules.map(({ scheduler }) => scheduler)), new Set([id]), 'a manifest speaks of its own scheduler');
      });
    }
  }

  it('has a fixture for every scheduler with manifests', () => {
    const expected = schedulers.filter(({ manifests }) => manifests).map(({ id }) => id);
    assert.deepEqual(readdirSync(fixtures).sort(), expected.sort());
  });

  it('survives what is no manifest at all', () => {
    const snapshot = snapshotOf({});
    const words =
      'crons schedules "type: cron" CronJob kind: CronJob cron: functions: schedule AWS:: timerTrigger scheduler jobs net.http_post cron.schedule( curl ofelia';
    for (const text of ['', '{', '[', '\0', '- : [', words, `{"crons": ${words}`, `on: {schedule: [{cron: 1}]}\njobs: [${words}]`]) {
      for (const { id, read, manifests } of schedulers) {
        const extensions = ['json', 'ts', 'yml', 'toml', 'tf', 'sh', 'sql'];
        for (const extension of manifests ? extensions : []) {
          assert.doesNotThrow(() => read({ uri: `/w/x.${extension}`, version: '1', text }, snapshot), `${id} ${extension} ${text}`);
        }
      }
    }
  });
});
