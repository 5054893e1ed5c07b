import type { ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import { httpMethod } from '../model/endpoint';
import type { Snapshot, SourceText } from '../model/source';
import { nothingRead, publicSchedule } from '../project/manifest';
import { terraformFile, terraformModule } from '../project/terraform';
import { at, spanIn, text } from '../project/tree';
import { setUpScript } from './parts/setUpScript';

const id = 'qstash';

/** QStash delivers with `POST` unless another method is asked for. */
const method = { name: 'method', otherwise: 'POST' } as const;

/** Upstash QStash: schedules made in code, with its REST interface, or with Terraform. */
export const qstash: SchedulerAdapter = {
  id,
  name: 'Upstash QStash',
  homepage: 'https://upstash.com/docs/qstash',
  declaredIn: 'Terraform; `schedules.create()`, `publishJSON()` … and its REST interface in code',
  manifests: new RegExp(
    `${/\.tf(?:\.json)?$|(?:^|\/)[^/]*(?:cron|sched|qstash)[^/]*\.(?:[mc]?[jt]s|sh)$/.source}|${setUpScript.source}`,
    'i',
  ),
  read,
  calls: {
    '@upstash/qstash#Client().schedules.create': { argument: 0, url: ['destination'], schedule: ['cron'], method },
    '@upstash/qstash#Client().publishJSON': { argument: 0, url: ['url'], schedule: ['cron'], method },
    '@upstash/qstash#Client().publish': { argument: 0, url: ['url'], schedule: ['cron'], method },
    '@upstash/qstash#Client().batchJSON': { argument: 0, url: ['*', 'url'], schedule: ['*', 'cron'], method },
    '@upstash/qstash#Client().batch': { argument: 0, url: ['*', 'url'], schedule: ['*', 'cron'], method },
    '@upstash/qstash#Client().queue().enqueueJSON': { argument: 0, url: ['url'], schedule: [], method },
    '@upstash/qstash#Client().queue().enqueue': { argument: 0, url: ['url'], schedule: [], method },
  },
  dialect: 'five',
  presents: 'qstash',
  claims: ['upstash-message-id', 'upstash-schedule-id', 'upstash-retried', 'upstash-topic-name', 'upstash-caller-ip', 'upstash-region'],
  credentials: ['upstash-signature'],
  // QSTASH_TOKEN is for publishing and proves nothing about a request.
  variables: /^(?:[A-Z]+_)*QSTASH_(?:CURRENT|NEXT)_SIGNING_KEY$/,
  apis: ['@upstash/qstash#Receiver().verify', '@upstash/qstash/*#**'],
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (terraformFile.test(manifest.uri))
    return manifest.text.includes('upstash_qstash_schedule') ? { schedules: terraform(manifest, snapshot), problems: [] } : nothingRead;
  return /qstash[\w.-]*\.upstash\.io/.test(manifest.text) ? { schedules: rest(manifest), problems: [] } : nothingRead;
}

function terraform(manifest: SourceText, snapshot: Snapshot): readonly Schedule[] {
  return terraformModule(manifest, snapshot).own.flatMap(({ key, value }) => {
    const destination = at(value, 'destination');
    const target = text(destination);
    if (!key.startsWith('resource.upstash_qstash_schedule.') || !destination || target === undefined) return [];
    const asked = httpMethod(text(at(value, 'method')) ?? method.otherwise);
    return [publicSchedule(id, target, destination.span, { method: asked, schedule: text(at(value, 'cron')) })];
  });
}

/** `https://qstash.upstash.io/v2/schedules/<destination>` with an `Upstash-Cron` header near by. */
function rest(manifest: SourceText): readonly Schedule[] {
  return [...manifest.text.matchAll(/\/v2\/(?:schedules|publish|enqueue\/[\w-]+)\/((?:https?:\/\/|\$)[^\s"'`]+)/g)].map((found) => {
    const destination = found[1] ?? '';
    const start = found.index + found[0].length - destination.length;
    const rest = manifest.text.slice(start, start + 500);
    const next = rest.indexOf('/v2/');
    const near = next < 0 ? rest : rest.slice(0, next);
    const schedule = /Upstash-Cron["']?\s*:\s*["']?([^"'\n]+)/i.exec(near)?.[1];
    const asked = httpMethod(/Upstash-Method["']?\s*:\s*["']?(\w+)/i.exec(near)?.[1] ?? method.otherwise);
    return publicSchedule(id, destination, spanIn(manifest.uri, start, start + destination.length), { method: asked, schedule });
  });
}
