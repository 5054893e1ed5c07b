import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { SourceText } from '../model/source';
import { literalTrees, parseCode } from '../project/literal';
import { nothingRead, publicSchedule } from '../project/manifest';
import { at, entries, text, walk } from '../project/tree';
import { setUpScript } from './parts/setUpScript';

const id = 'cron-job-org';

/** cron-job.org: jobs are made in its console or with its REST interface (`PUT /jobs` with a `job` that holds a `url`). */
export const cronJobOrg: SchedulerAdapter = {
  id,
  name: 'cron-job.org',
  homepage: 'https://docs.cron-job.org/rest-api.html',
  declaredIn: 'Set-up scripts of its API',
  manifests: setUpScript,
  read,
  calls: {},
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText): ManifestReading {
  if (!manifest.text.includes('api.cron-job.org')) return nothingRead;
  const maps = literalTrees(parseCode(manifest)).flatMap((tree) => [...walk(tree)]);
  const schedules = maps.flatMap((map) => {
    const url = at(map, 'url') ?? at(map, 'path');
    const target = text(url);
    // Its schedule is an object of hours, minutes and days; there is no expression to show.
    const describesJob = entries(map).some((entry) => /^(?:schedule|title|enabled|requestMethod|saveResponses|cron)$/.test(entry.key));
    return url && target !== undefined && describesJob && !target.includes('api.cron-job.org')
      ? [publicSchedule(id, target, url.span, { schedule: text(at(map, 'cron')) })]
      : [];
  });
  return { schedules, problems: [] };
}
