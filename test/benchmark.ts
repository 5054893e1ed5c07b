import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { createSession } from '../server/src/engine/session';
import { nodeFiles } from '../server/src/host/node';
import { folderUri, fromPath } from '../server/src/host/uri';
import { Workspace } from '../server/src/host/workspace';

/**
 * Measures the built command line tool on a folder: `npm run benchmark -- FOLDER [--oxlint]`. With `--oxlint`, that linter's default rules
 * run on the same files, taking turns with the tool, so that both see the same machine.
 */
const repository = resolve(import.meta.dirname, '..');
const runs = 5;

interface Measured {
  readonly milliseconds: number;
  readonly output: string;
}

/** Runs a Node program in a process of its own; statuses above 1 are failures, not findings. */
function measure(program: string, args: readonly string[]): Measured {
  const begin = performance.now();
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const milliseconds = performance.now() - begin;
  if (error) throw error;
  if (status !== 0 && status !== 1) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return { milliseconds, output: stdout };
}

interface Stats {
  readonly filesListed: number;
  readonly filesParsed: number;
  readonly endpoints: number;
  readonly peakRssMegabytes: number;
}

function checkOnce(folder: string): { readonly milliseconds: number; readonly stats: Stats } {
  const { milliseconds, output } = measure(join(repository, 'server/out/cli.js'), ['check', folder, '--format', 'json']);
  const { stats }: { readonly stats: Stats } = JSON.parse(output);
  return { milliseconds, stats };
}

/** Rules by default and no configuration of the folder, which may name plugins that are not there. */
function lintOnce(folder: string, configuration: string): number {
  const program = join(repository, 'node_modules/oxlint/bin/oxlint');
  return measure(program, ['--silent', '--disable-nested-config', '--config', configuration, folder]).milliseconds;
}

/** Milliseconds from an edit of an endpoint's file to the next report, in a process that has analysed the folder; `undefined` without endpoints. */
async function measureEdits(folder: string): Promise<readonly number[] | undefined> {
  const workspace = new Workspace(nodeFiles, folderUri(fromPath(folder)));
  const session = createSession(createAnalyzer(), workspace);
  const options = { rules: ruleMetas, today: new Date().toISOString().slice(0, 10) };
  const endpoints = (await session.report(options))?.endpoints ?? [];
  const uri = endpoints[Math.floor(endpoints.length / 2)]?.endpoint.uri;
  const text = uri === undefined ? undefined : session.read(uri)?.text;
  if (uri === undefined || text === undefined) return undefined;
  const times: number[] = [];
  for (let edit = 1; edit <= runs; edit++) {
    const begin = performance.now();
    workspace.setDocument(uri, `${text}// edit ${edit}\n`);
    await session.report(options);
    times.push(performance.now() - begin);
  }
  return times;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function print(rows: readonly (readonly [string, string])[]): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) process.stdout.write(`${name.padEnd(width)}  ${value}\n`);
}

async function benchmark(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { oxlint: { type: 'boolean' } }, allowPositionals: true });
  const [given] = positionals;
  if (given === undefined || positionals.length > 1) {
    process.stderr.write('Usage: npm run benchmark -- FOLDER [--oxlint]\n');
    process.exitCode = 2;
    return;
  }
  // npm runs scripts in the repository, whatever folder it was called from.
  const folder = resolve(process.env['INIT_CWD'] ?? '.', given);
  const scratch = mkdtempSync(join(tmpdir(), 'zero-trust-cron-benchmark-'));
  const configuration = join(scratch, 'oxlintrc.json');
  writeFileSync(configuration, '{}\n');

  // The first run fills the file system's cache and does not count.
  checkOnce(folder);
  const checks: ReturnType<typeof checkOnce>[] = [];
  const lints: number[] = [];
  for (let run = 0; run < runs; run++) {
    checks.push(checkOnce(folder));
    if (values.oxlint === true) lints.push(lintOnce(folder, configuration));
  }
  rmSync(scratch, { recursive: true });
  const edits = await measureEdits(folder);

  const cold = median(checks.map(({ milliseconds }) => milliseconds));
  const stats = checks[0]?.stats;
  const slowest = Math.max(...checks.map(({ milliseconds }) => milliseconds));
  print([
    [`Cold check, median of ${runs}`, `${seconds(cold)} (slowest ${seconds(slowest)})`],
    [`Report after an edit, median of ${runs}`, edits === undefined ? 'no endpoint to edit' : `${median(edits).toFixed(1)} ms`],
    ['Peak memory', `${Math.max(...checks.map((check) => check.stats.peakRssMegabytes)).toFixed(0)} MB`],
    ['Files listed', String(stats?.filesListed)],
    ['Files parsed', String(stats?.filesParsed)],
    ['Scheduled endpoints', String(stats?.endpoints)],
    ...(lints.length > 0
      ? ([
          [`oxlint, median of ${runs}`, `${seconds(median(lints))} (the check takes ${(cold / median(lints)).toFixed(1)} times that)`],
        ] as const)
      : []),
  ]);
}

void benchmark();
