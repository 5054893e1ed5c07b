import type { ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import type { Snapshot, SourceText } from '../model/source';
import { readJson } from '../project/json';
import { codeRequests, hasFunction } from '../project/codeRequests';
import { privateSchedule, publicSchedule } from '../project/manifest';
import { dirname, join } from '../project/paths';
import { readToml } from '../project/toml';
import { type Tree, at, entries, items, spanIn, text } from '../project/tree';

const id = 'cloudflare';

/** Cloudflare cron triggers: they run `scheduled()`, which has no address; what that requests is scheduled, too. */
export const cloudflare: SchedulerAdapter = {
  id,
  name: 'Cloudflare cron triggers',
  homepage: 'https://developers.cloudflare.com/workers/configuration/cron-triggers/',
  declaredIn: '`wrangler.toml`, `wrangler.json`, `wrangler.jsonc` with environments; what `scheduled` requests',
  manifests: /(?:^|\/)wrangler\.(?:toml|jsonc?)$/,
  read,
  calls: {},
  dialect: 'five-from-one',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  const { documents, problems } = manifest.uri.endsWith('.toml') ? readToml(manifest) : readJson(manifest);
  const config = documents[0];
  const crons = [config, ...entries(at(config, 'env')).map((entry) => entry.value)].flatMap((part) => items(at(part, 'triggers', 'crons')));
  const main = text(at(config, 'main'));
  const first = crons[0];
  const own = crons.map((cron) => privateSchedule(id, main ?? '', cron.span, text(cron)));
  return { schedules: [...own, ...(main !== undefined && first ? requested(main, manifest, snapshot, crons) : [])], problems };
}

/** Requests made by a worker's `scheduled` function, or anywhere in a worker that does nothing else. */
function requested(main: string, manifest: SourceText, snapshot: Snapshot, crons: readonly Tree[]): readonly Schedule[] {
  const source = snapshot.read(join(dirname(manifest.uri), main));
  if (!source?.text.includes('scheduled')) return [];
  const schedule = crons.length === 1 ? text(crons[0]) : undefined;
  return codeRequests(source, hasFunction(source, 'fetch') ? 'scheduled' : undefined).map((call) =>
    publicSchedule(id, call.url, spanIn(source.uri, call.start, call.end), { method: call.method, schedule }),
  );
}
