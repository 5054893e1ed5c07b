import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { SourceText } from '../model/source';
import { literalTrees, parseCode } from '../project/literal';
import { jobMaps, nothingRead } from '../project/manifest';
import { setUpScript } from './parts/setUpScript';

const id = 'cronjobpro';

/** CronJobPro: jobs are made in its dashboard or with its REST interface; every request is signed. */
export const cronjobpro: SchedulerAdapter = {
  id,
  name: 'CronJobPro',
  homepage: 'https://cronjobpro.com/docs',
  declaredIn: 'Set-up scripts of its API',
  manifests: setUpScript,
  read: (manifest: SourceText): ManifestReading =>
    manifest.text.includes('api.cronjobpro.com')
      ? { schedules: literalTrees(parseCode(manifest)).flatMap((tree) => jobMaps(tree, id)), problems: [] }
      : nothingRead,
  calls: {},
  presents: 'cronjobpro',
  claims: [],
  credentials: ['x-cronjobpro-signature'],
  variables: /^CRONJOBPRO_(?!API).*(?:SECRET|KEY|TOKEN)$/,
};
