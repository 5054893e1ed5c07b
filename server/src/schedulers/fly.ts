import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { Snapshot, SourceText } from '../model/source';
import { readJson } from '../project/json';
import { nothingRead, scriptSchedules, withExpressions } from '../project/manifest';
import { readToml } from '../project/toml';
import { at, entries, items, text } from '../project/tree';

const id = 'fly';

/** Fly.io: `schedules.json` of its Cron Manager with a command per job, and processes of `fly.toml` that request a URL again and again. */
export const fly: SchedulerAdapter = {
  id,
  name: 'Fly.io Cron Manager',
  homepage: 'https://fly.io/docs/blueprints/task-scheduling/',
  declaredIn: '`schedules.json`, `processes` of `fly.toml`',
  manifests: /(?:^|\/)(?:schedules\.json|fly[^/]*\.toml)$/,
  read,
  calls: {},
  dialect: 'five',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (manifest.uri.endsWith('.toml')) return processes(manifest, snapshot);
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

/** Commands of processes that repeat. */
function processes(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (!/\b(?:curl|wget)\b/.test(manifest.text)) return nothingRead;
  const { documents, problems } = readToml(manifest);
  const schedules = entries(at(documents[0], 'processes')).flatMap(({ value: command }) => {
    const value = text(command) ?? '';
    const repeats = /\b(?:while|until|for)\b[^]*\bsleep\b|\bwatch\b/.test(value);
    return repeats
      ? scriptSchedules(id, { source: manifest, value: unquoted(value), span: command.span, variables: new Map() }, snapshot, {})
      : [];
  });
  return { schedules, problems };
}

/** What a shell is given as one argument: `sh -c '…'`. */
function unquoted(value: string): string {
  return /\bsh\s+-\w*c\s+(["'])(.*)\1\s*$/s.exec(value)?.[2] ?? value;
}
