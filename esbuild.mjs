import { context, build } from 'esbuild';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { cacheName, dropCaches, writeCache } from './server/compileCache.mjs';
import { typescriptParser } from './server/typescriptParser.mjs';

const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  target: 'es2023',
  // The UMD builds that `main` names in some packages load their parts at run time.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };

/** @type {import('esbuild').BuildOptions} */
const browser = { ...common, platform: 'browser', mainFields: ['browser', 'module', 'main'] };

/** The shipped files: the client and the server for both extension hosts, and the command line tool. */
const bundles = [
  // What talks to the server is a file of its own that the extension requires when its activation is over.
  {
    ...node,
    entryPoints: ['client/src/extension.ts'],
    outfile: 'client/out/extension.js',
    external: ['vscode', './languageClient'],
    supported: { 'dynamic-import': false },
  },
  { ...node, entryPoints: ['client/src/languageClient.ts'], outfile: 'client/out/languageClient.js', external: ['vscode'] },
  { ...browser, format: 'cjs', entryPoints: ['client/src/extension.web.ts'], outfile: 'client/out/extension.web.js', external: ['vscode'] },
  { ...node, entryPoints: ['server/src/main.node.ts'], outfile: 'server/out/server.js', plugins: [typescriptParser()] },
  {
    ...browser,
    format: 'iife',
    entryPoints: ['server/src/main.worker.ts'],
    outfile: 'server/out/worker.js',
    plugins: [typescriptParser()],
  },
  {
    ...node,
    entryPoints: ['server/src/main.cli.ts'],
    outfile: 'server/out/cli.main.js',
    plugins: [typescriptParser()],
  },
].filter(({ entryPoints }) => existsSync(entryPoints[0]));

/** What is run as the command line tool: it starts the bundle with what was compiled of it. */
const launcher = {
  ...node,
  entryPoints: ['server/src/main.cli.start.ts'],
  outfile: 'server/out/cli.js',
  banner: { js: '#!/usr/bin/env node' },
};

/** The suite that runs inside the extension host, and the module that proves the parser's bundle equal to the whole package. */
const tests = [
  { ...node, minify: false, entryPoints: ['test/editor/host.node.ts'], outfile: 'test/out/host.node.js', external: ['vscode', 'mocha'] },
  {
    ...browser,
    minify: false,
    format: 'cjs',
    entryPoints: ['test/editor/host.web.ts'],
    outfile: 'test/out/host.web.js',
    external: ['vscode'],
    // mocha's browser build is a UMD file of an ES package: it would take the bundle's own exports for its.
    define: { module: 'undefined', exports: 'undefined' },
  },
].filter(({ entryPoints }) => existsSync(entryPoints[0]));

/** Folders of the packages of which the shipped bundles hold code, relative to the repository. */
export async function bundledPackages() {
  return packagesIn(await Promise.all(bundles.map((options) => build({ ...options, write: false, metafile: true }))));
}

/** @param {readonly import('esbuild').BuildResult[]} results */
function packagesIn(results) {
  const inputs = results.flatMap(({ metafile }) =>
    Object.values(metafile?.outputs ?? {}).flatMap((output) => Object.entries(output.inputs)),
  );
  const paths = inputs.flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [path.replace('typescript-parser:', 'node_modules/')] : [],
  );
  const folders = paths.flatMap((path) => /node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return new Set(folders);
}

/** What the licenses of bundled code ask for: the name and license text of each package. */
function notices(folders) {
  const parts = [...folders].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[sc]e(?:[.-].*)?$/i.test(entry));
    const text = file === undefined ? `License: ${license}` : readFileSync(`${folder}/${file}`, 'utf8').trim();
    return `${name} ${version}\n\n${text}\n`;
  });
  return `Code of these packages is part of Zero-Trust Cron.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

if (process.argv[1] === import.meta.filename) await main();

async function main() {
  if (watch) {
    for (const options of [...bundles, launcher, ...tests]) await (await context({ ...options, logLevel: 'info' })).watch();
  } else {
    const [results] = await Promise.all([
      Promise.all(bundles.map((options) => build({ ...options, metafile: true }))),
      Promise.all(tests.map((options) => build(options))),
    ]);
    await writeFile('server/out/third-party-notices.txt', notices(packagesIn(results)));
    await buildLauncher();
  }
}

/** The launcher knows its cache by name, and writes it once. */
async function buildLauncher() {
  dropCaches('server/out');
  const bundle = 'server/out/cli.main.js';
  // The launcher reads it as what the bundler makes of all texts but those of regular expressions.
  const strange = readFileSync(bundle, 'utf8').match(/.{0,20}[^\0-\x7f]/);
  if (strange) throw new Error(`${bundle} has to be ASCII; write an escape for the last character of ${strange[0]}`);
  await build({ ...launcher, define: { compileCache: JSON.stringify(cacheName(bundle)) } });
  await chmod(launcher.outfile, 0o755);
  await writeCache(launcher.outfile, 'test/fixtures/patterns');
}
