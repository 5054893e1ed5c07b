import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { SourceText } from '../model/source';
import { readJson } from '../project/json';
import { nothingRead, privateSchedule } from '../project/manifest';
import { dirname } from '../project/paths';
import { at, items, text } from '../project/tree';

const id = 'azure';

/** Azure: timer functions have no address, but what they request has one; Logic Apps call one and say so in headers. */
export const azure: SchedulerAdapter = {
  id,
  name: 'Azure timers and Logic Apps',
  homepage: 'https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer',
  declaredIn: '`function.json`; what `app.timer()` requests',
  manifests: /(?:^|\/)function\.json$/,
  read,
  calls: {},
  runs: { '@azure/functions#app.timer': { schedule: [1, 'schedule'] } },
  dialect: 'ncrontab',
  presents: 'bearer',
  claims: ['x-ms-workflow-id', 'x-ms-workflow-run-id', 'x-ms-workflow-name', 'x-ms-workflow-system-id'],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText): ManifestReading {
  if (!manifest.text.includes('timerTrigger')) return nothingRead;
  const { documents, problems } = readJson(manifest);
  const file = text(at(documents[0], 'scriptFile')) ?? `${dirname(manifest.uri)}/index`;
  const timers = items(at(documents[0], 'bindings')).filter((binding) => text(at(binding, 'type')) === 'timerTrigger');
  const schedules = timers.flatMap((timer) => {
    const schedule = at(timer, 'schedule');
    return schedule ? [privateSchedule(id, file, schedule.span, text(schedule), file)] : [];
  });
  return { schedules, problems };
}
