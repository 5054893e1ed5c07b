import type { Surroundings } from '../../model/serving';

/** Whether one of some files is in a module's folder or one around it. */
export function isNear(surroundings: Surroundings, names: readonly string[]): boolean {
  return names.some((name) => surroundings.folder(name) !== undefined);
}

/** The configurations by which Wrangler deploys to Cloudflare. */
export const wranglerFiles = ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'];

/** Whether Wrangler deploys a module, to Cloudflare Workers. */
export function isWorker(surroundings: Surroundings): boolean {
  return isNear(surroundings, wranglerFiles);
}
