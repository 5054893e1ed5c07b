import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from './update';

/**
 * Runs the command of an installed package in a folder, in a process of its own: frameworks build the application of the working directory, and
 * leave watchers and caches behind. `file` is the command's script in `node_modules`.
 */
export async function runCommand(folder: string, file: string, ...args: readonly string[]): Promise<void> {
  // A server of Next.js that was started in this process has left its bundler's name there.
  const { TURBOPACK: _, ...inherited } = process.env;
  const environment = { ...inherited, NODE_ENV: 'production', CI: 'true', NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' };
  await promisify(execFile)(process.execPath, [join(repository, 'node_modules', file), ...args], { cwd: folder, env: environment });
}
