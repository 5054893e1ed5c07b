import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { Snapshot, SourceText } from '../model/source';
import { nothingRead, scriptSchedules, withExpressions } from '../project/manifest';
import { at, items, text } from '../project/tree';
import { readYaml } from '../project/yaml';

const id = 'render';

/** Render cron jobs whose command requests a URL. */
export const render: SchedulerAdapter = {
  id,
  name: 'Render cron jobs',
  homepage: 'https://render.com/docs/cronjobs',
  declaredIn: '`render.yaml` with `curl` or a script of the project',
  manifests: /(?:^|\/)render\.ya?ml$/,
  read,
  calls: {},
  dialect: 'five',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (!/type:\s*["']?cron/.test(manifest.text)) return nothingRead;
  const { documents, problems } = readYaml(manifest);
  const jobs = items(at(documents[0], 'services')).filter((service) => text(at(service, 'type')) === 'cron');
  const schedules = jobs.flatMap((job) => {
    const pairs = items(at(job, 'envVars')).map((entry): [string, readonly string[]] => [
      text(at(entry, 'key')) ?? '',
      [text(at(entry, 'value')) ?? ''],
    ]);
    const variables = new Map(pairs.filter(([, [value]]) => value !== ''));
    const commands = [at(job, 'startCommand'), at(job, 'dockerCommand')].flatMap((command) => command ?? []);
    return commands.flatMap((command) =>
      scriptSchedules(id, { source: manifest, value: text(command) ?? '', span: command.span, variables }, snapshot, {
        schedule: text(at(job, 'schedule')),
      }),
    );
  });
  const expressions = jobs.map((job) => at(job, 'schedule'));
  return { schedules: withExpressions(id, schedules, expressions), problems };
}
