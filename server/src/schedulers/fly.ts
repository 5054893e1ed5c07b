import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { Snapshot, SourceText } from '../model/source';
import { readJson } from '../project/json';
import { scriptSchedules, withExpressions } from '../project/manifest';
import { at, items, text } from '../project/tree';

const id = 'fly';

/** Fly.io's Cron Manager: `schedules.json` with a command per job. */
export const fly: SchedulerAdapter = {
  id,
  name: 'Fly.io Cron Manager',
  homepage: 'https://fly.io/docs/blueprints/task-scheduling/',
  declaredIn: '`schedules.json`',
  manifests: /(?:^|\/)schedules\.json$/,
  read,
  calls: {},
  dialect: 'five',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  const { documents, problems } = readJson(manifest);
  const jobs = items(documents[0]);
  const schedules = jobs.flatMap((job) => {
    const command = at(job, 'command');
    const script = command && { source: manifest, value: text(command) ?? '', span: command.span, variables: new Map() };
    return script
      ? scriptSchedules(id, script, snapshot, { schedule: text(at(job, 'schedule')), timezone: text(at(job, 'timezone')) })
      : [];
  });
  const expressions = jobs.map((job) => (at(job, 'command') ? at(job, 'schedule') : undefined));
  return { schedules: withExpressions(id, schedules, expressions), problems };
}
