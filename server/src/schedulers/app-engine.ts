import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { Surroundings } from '../model/serving';
import type { SourceText } from '../model/source';
import { nothingRead, publicSchedule } from '../project/manifest';
import { at, items, text } from '../project/tree';
import { readYaml } from '../project/yaml';

const id = 'app-engine';

/** App Engine's `cron.yaml`. */
export const appEngine: SchedulerAdapter = {
  id,
  name: 'App Engine cron',
  homepage: 'https://cloud.google.com/appengine/docs/standard/scheduling-jobs-with-cron-yaml',
  declaredIn: '`cron.yaml`',
  manifests: /(?:^|\/)cron\.ya?ml$/,
  read,
  calls: {},
  dialect: 'phrase',
  presents: 'none',
  claims: ['x-appengine-cron', 'x-appengine-queuename', 'x-appengine-taskname'],
  removesClaims,
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText): ManifestReading {
  if (!/^cron\s*:/m.test(manifest.text)) return nothingRead;
  const { documents, problems } = readYaml(manifest);
  const schedules = items(at(documents[0], 'cron')).flatMap((job) => {
    const url = at(job, 'url');
    const target = text(url);
    const more = { method: 'GET' as const, schedule: text(at(job, 'schedule')), timezone: text(at(job, 'timezone')) };
    return url && target !== undefined ? [publicSchedule(id, target, url.span, more)] : [];
  });
  return { schedules, problems };
}

/** App Engine removes its headers from requests of others. That the code runs there tells `app.yaml`, unless it is built as a container, too. */
function removesClaims(surroundings: Surroundings): boolean {
  const folder = surroundings.folder('app.yaml');
  if (folder === undefined || !/^runtime\s*:/m.test(surroundings.nearest('app.yaml') ?? '')) return false;
  const beside = (name: string): string | undefined => surroundings.text(folder === '' ? name : `${folder}/${name}`);
  if (!/^cron\s*:/m.test(beside('cron.yaml') ?? beside('cron.yml') ?? '')) return false;
  const builds = ['cloudbuild.yaml', 'cloudbuild.yml', 'package.json', 'Makefile'].map((name) => beside(name) ?? '').join('\n');
  return beside('Dockerfile') === undefined && !/\brun\s+deploy\b/.test(builds);
}
