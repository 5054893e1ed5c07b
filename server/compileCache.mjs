// What V8 compiled of the command line tool, kept beside it: much of a short check is compiling the tool itself.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The name of a bundle's cache: another text has another one, so that no cache is ever that of other code. */
export function cacheName(bundle) {
  return `${createHash('sha256').update(readFileSync(bundle)).digest('hex').slice(0, 16)}.cache`;
}

/** Removes the caches of earlier bundles from a folder. */
export function dropCaches(folder) {
  for (const name of readdirSync(folder)) if (name.endsWith('.cache')) rmSync(join(folder, name));
}

/** Has a launcher keep what is compiled while the tool checks a folder: the functions that a check calls, not only their outlines. */
export async function writeCache(launcher, folder) {
  const env = { ...process.env, ZERO_TRUST_CRON_WRITE_CACHE: '1' };
  await promisify(execFile)(process.execPath, [launcher, 'check', folder, '--format', 'json'], { env, maxBuffer: 64 * 1024 * 1024 }).catch(
    (error) => {
      // The status of a check that finds something.
      if (error.code !== 1) throw error;
    },
  );
}
