import { AsyncLocalStorage } from 'node:async_hooks';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import Mocha from 'mocha';
import { releases } from './editor/codeServer';
import { runInCodeServer, runInDesktop } from './editor/extensionHost';
import type { Result } from './editor/protocol';

/**
 * Runs suites by name, or all that need no download of desktop VS Code:
 * `checks` (format, lint, types), `unit` (everything in this process), `node`, `web` (in the extension hosts of the oldest supported VS Code),
 * `neovim` (the server in another editor), `packaged` (the vsix, driven like a user); also `newest-node`, `newest-web`, `newest-packaged`
 * and `desktop`.
 * The last line is `N passed, N failed`.
 */
const root = resolve(import.meta.dirname, '..');
const editorTests = join(root, 'test/editor');
const notTests = new Set(['fixtures', 'sample', 'out', 'suite']);

// Next.js takes it from there when the first of its modules is loaded, whichever test does that.
Object.assign(globalThis, { AsyncLocalStorage });

const suites: Readonly<Record<string, () => Promise<Result>>> = {
  checks: () => runChecks(),
  unit: () => runMocha(testFiles(join(root, 'test')).filter((file) => !file.startsWith(editorTests))),
  node: () => runInCodeServer(releases.oldest, 'node'),
  web: () => runInCodeServer(releases.oldest, 'web'),
  packaged: () => runMocha(testFiles(editorTests).filter((file) => file.endsWith('packaged.test.ts'))),
  'newest-packaged': () => runApart('packaged', { ZERO_TRUST_CRON_VSCODE: 'newest' }),
  neovim: () => runMocha([join(editorTests, 'neovim.test.ts')]),
  'newest-node': () => runInCodeServer(releases.newest, 'node'),
  'newest-web': () => runInCodeServer(releases.newest, 'web'),
  desktop: () => runInDesktop('stable'),
};
const usual = ['checks', 'unit', 'neovim', 'node', 'web', 'packaged'];

async function run(names: readonly string[]): Promise<Result> {
  const total = { passed: 0, failed: 0 };
  for (const name of names) {
    process.stdout.write(`\n── ${name} ──\n`);
    const { passed, failed } = await runSuite(name);
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/** A suite that cannot run is a failure, never a skip. */
async function runSuite(name: string): Promise<Result> {
  const suite = suites[name];
  if (suite === undefined) throw new Error(`There is no suite "${name}"; there are ${Object.keys(suites).join(', ')}.`);
  try {
    return await suite();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

async function runChecks(): Promise<Result> {
  const failed = [
    ['prettier', '--check', '--log-level', 'warn', '.'],
    ['oxlint', '--quiet', '--deny-warnings'],
    ['tsc', '--build'],
  ].filter(([program = '', ...args]) => {
    const { status } = spawnSync(join(root, 'node_modules/.bin', program), args, { cwd: root, stdio: 'inherit' });
    process.stdout.write(`  ${status === 0 ? '✔' : '✖'} ${program}\n`);
    return status !== 0;
  });
  return { passed: 3 - failed.length, failed: failed.length };
}

async function runMocha(files: readonly string[]): Promise<Result> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: 'dot' });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const runner = await new Promise<Mocha.Runner>((ended) => {
    const started: Mocha.Runner = mocha.run(() => ended(started));
  });
  const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
  if (pending > 0) process.stdout.write(`${pending} tests are skipped, which counts as a failure\n`);
  return { passed: passes, failed: failures + pending };
}

/** Another process runs a suite in an environment of its own: one process loads a file of tests once. */
async function runApart(suite: string, environment: NodeJS.ProcessEnv): Promise<Result> {
  const args = ['--enable-source-maps', '--import', 'tsx', import.meta.filename, suite];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
  let last = '';
  for await (const line of createInterface(child.stdout)) {
    process.stdout.write(`${line}\n`);
    if (line !== '') last = line;
  }
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? [];
  if (passed === undefined || failed === undefined) throw new Error(`The suite "${suite}" gave no result.`);
  return { passed: Number(passed), failed: Number(failed) };
}

function testFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notTests.has(entry.name) ? [] : testFiles(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const { passed, failed } = await run(asked.length > 0 ? asked : usual);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
// Editors and browsers may leave handles open.
process.exit(failed > 0 || passed === 0 ? 1 : 0);
