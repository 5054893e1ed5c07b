import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { Snapshot, SourceText } from '../model/source';
import { readJson } from '../project/json';
import { scriptSchedules, withExpressions } from '../project/manifest';
import { readToml } from '../project/toml';
import { at, text } from '../project/tree';

const id = 'railway';

/** Railway services that run on a schedule and request a URL. */
export const railway: SchedulerAdapter = {
  id,
  name: 'Railway cron jobs',
  homepage: 'https://docs.railway.com/reference/cron-jobs',
  declaredIn: '`railway.toml`, `railway.json` with `curl`',
  manifests: /(?:^|\/)railway[^/]*\.(?:json|toml)$/,
  read,
  calls: {},
  dialect: 'five',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  const { documents, problems } = manifest.uri.endsWith('.toml') ? readToml(manifest) : readJson(manifest);
  const deploy = at(documents[0], 'deploy');
  const expression = at(deploy, 'cronSchedule');
  const schedule = text(expression);
  const command = at(deploy, 'startCommand');
  const script = command && { source: manifest, value: text(command) ?? '', span: command.span, variables: new Map() };
  const requested = schedule !== undefined && script ? scriptSchedules(id, script, snapshot, { schedule }) : [];
  return { schedules: withExpressions(id, requested, [expression]), problems };
}
