import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { contributes, engines, version } from '../package.json';
import { sarifErrors } from './support/sarif';
import { repository } from './support/update';

const sample = join(repository, 'test/sample');
const tool = [process.execPath, ...process.execArgv, join(repository, 'server/src/main.cli.ts')];

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[] };
}

describe('in CI', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'ztc-ci-'))));
  after(() => rmSync(folder, { recursive: true }));

  const action: Action = parse(readFileSync(join(repository, 'action.yml'), 'utf8'));
  /** Runs the action's step as a runner does, from the repository so that the tool's own packages are found. */
  const runAction = (given: Readonly<Record<string, string>>) => {
    const [step] = action.runs.steps;
    assert.ok(step);
    const inputs = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, given[name] ?? input.default]));
    const valueOf = (text: string) => text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? assert.fail(name));
    const env = Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, valueOf(text)]));
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: repository,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
  };

  it('the action annotates findings, writes SARIF and fails on errors', () => {
    const sarif = join(folder, 'report.sarif');
    const { status, stdout, stderr } = runAction({ folder: sample, command: tool.join(' '), 'sarif-file': sarif });
    assert.equal(status, 1, stderr);
    assert.match(stdout, /^::error file=.*app\/api\/cron\/cleanup\/route\.ts,line=4/m);
    assert.deepEqual(sarifErrors(readFileSync(sarif, 'utf8')), []);
  });

  it('the action passes where there are no errors, and fails when the tool does', () => {
    assert.equal(runAction({ folder, command: tool.join(' ') }).status, 0);
    assert.equal(runAction({ folder: join(folder, 'nowhere'), command: tool.join(' ') }).status, 2);
  });

  it('the action starts the version that it belongs to', () => {
    assert.equal(action.inputs['command']?.default, `npx --yes zero-trust-cron@${version}`);
  });

  it('the problem matcher reads the text report', () => {
    const { stdout } = spawnSync(process.execPath, [...tool.slice(1), 'check', sample], { cwd: repository, encoding: 'utf8' });
    const [first, second] = contributes.problemMatchers[0]?.pattern.map(({ regexp }) => new RegExp(regexp)) ?? [];
    assert.ok(first && second);
    const lines = stdout.split('\n');
    const found = lines.flatMap((line, index) => {
      const [, file, row, , severity, code] = first.exec(line) ?? [];
      const message = second.exec(lines[index + 1] ?? '')?.[1];
      return file === undefined || message === undefined ? [] : [`${file}:${row} ${severity} ${code}`];
    });
    assert.deepEqual(found, [
      'app/api/cron/cleanup/route.ts:4 error no-fail-open',
      'app/api/cron/cleanup/route.ts:4 warning require-constant-time-comparison',
      'app/api/cron/digest/route.ts:4 error require-authentication',
      'app/api/cron/reports/route.ts:5 error no-internal-bypass',
      'worker/src/server.ts:9 error no-ip-trust',
    ]);
  });

  it('the oldest supported editor is the one that is tested', async () => {
    const { releases } = await import('./editor/codeServer');
    const [, minor] = releases.oldest.version.split('.');
    assert.equal(engines.vscode, `^1.${minor}.0`);
    const types: { readonly version: string } = JSON.parse(
      readFileSync(join(repository, 'node_modules/@types/vscode/package.json'), 'utf8'),
    );
    assert.equal(types.version.split('.')[1], minor, 'the types know nothing newer');
  });
});
