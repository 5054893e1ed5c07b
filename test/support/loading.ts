import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Plugin, build } from 'esbuild';
import { tokenOfThePod } from './clusterAttacks';
import { repository } from './update';

/** Where bundles of workspaces are written. */
export const bundles = join(repository, 'test/out/fixed');

/** Code by the name of the module that it stands in for. */
export type StandIns = Readonly<Record<string, string>>;

/** Packages and virtual modules that only exist on their platform: what they do for handlers, in a line. */
const platforms: StandIns = {
  'node:fs/promises': `export const readFile = async () => '${tokenOfThePod}';`,
  '$env/dynamic/private': 'export const env = process.env;',
  '@sveltejs/kit': 'export const json = (value) => Response.json(value);',
  '@tanstack/react-router': 'export const createFileRoute = () => (route) => route;',
  'encore.dev/api': 'export const api = { raw: (_options, handler) => handler };',
  '@adonisjs/core/services/router': 'export default globalThis.adonisRouter;',
  '@azure/functions': 'export const app = { http(_name, options) { globalThis.azureFunction = options; } };',
};

/** What packages are called here: one names no entry for a path, one is installed in two versions. */
function installedAs(path: string, importer: string): string | undefined {
  if (path === 'next/server') return 'next/server.js';
  return path === 'h3' && usesCurrentH3(readFileSync(importer, 'utf8')) ? 'h3-current' : undefined;
}

/** Whether a file is written for version 2 of h3. */
export function usesCurrentH3(text: string): boolean {
  return /\bimport \{[^}]*\bH3\b/.test(text);
}

const replacing = (replaced: StandIns): Plugin => ({
  name: 'stand-ins',
  setup(builder) {
    builder.onResolve({ filter: /^[$@\w]/ }, ({ path, importer, namespace }) => {
      // What stands in for a package may use the package itself.
      if (namespace === 'stand-in') return { path, external: true };
      if (path in replaced) return { path, namespace: 'stand-in' };
      const installed = installedAs(path, importer);
      return installed === undefined ? undefined : { path: installed, external: true };
    });
    builder.onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path }) => ({ contents: replaced[path] ?? '', loader: 'js' }));
  },
});

const built = new Map<string, Promise<string>>();
let loads = 0;

/** Loads a file of a workspace afresh: with the environment variables of this moment, and the project's own path aliases. */
export async function loadModule(folder: string, file: string, standIns: StandIns = platforms): Promise<unknown> {
  const entry = join(folder, file);
  const bundle = built.get(entry) ?? bundleOf(entry, standIns);
  built.set(entry, bundle);
  const module: unknown = await import(`${pathToFileURL(await bundle).href}?${loads++}`);
  return /\bmodule\.exports\b/.test(readFileSync(entry, 'utf8')) ? memberOf(module, 'default') : module;
}

async function bundleOf(entry: string, standIns: StandIns): Promise<string> {
  mkdirSync(bundles, { recursive: true });
  const outfile = join(bundles, `${process.pid}-${built.size}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins: [replacing(standIns)],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return outfile;
}

/** A member of something that was loaded. */
export function memberOf(module: unknown, name: string): unknown {
  return (typeof module === 'object' && module !== null) || typeof module === 'function' ? Reflect.get(module, name) : undefined;
}
