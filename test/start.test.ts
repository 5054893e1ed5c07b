import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { repository } from './support/update';

/** Stands in for an editor: appends its name and arguments to a list, and ends with a status of its own when it is to open something. */
const recorder = (name: string, list: string, status: number): string => `#!${process.execPath}
require('node:fs').appendFileSync(${JSON.stringify(list)}, JSON.stringify([${JSON.stringify(name)}, ...process.argv.slice(2)]) + '\\n');
process.exit(process.argv[2] === '--version' ? 0 : ${status});
`;

describe('npm start with an editor on the PATH', () => {
  let folder: string;
  let sample: string | undefined;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ztc-start-')));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    if (sample !== undefined) rmSync(dirname(sample), { recursive: true, force: true });
    sample = undefined;
  });

  /** Runs the script with stand-ins for `code` and `code-server`, and tells what they were called with. */
  const run = (status: number) => {
    const list = join(folder, 'calls');
    for (const name of ['code', 'code-server']) {
      writeFileSync(join(folder, name), recorder(name, list, status));
      chmodSync(join(folder, name), 0o755);
    }
    const ended = spawnSync(process.execPath, ['--import', 'tsx', join(repository, 'test/editor/start.mts')], {
      cwd: repository,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` },
    });
    sample = /A copy of the vulnerable sample is in (.+)$/m.exec(ended.stdout)?.[1];
    const calls = existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : [];
    return { ...ended, calls: calls.map((line): unknown => JSON.parse(line)) };
  };

  it('checks a copy of the sample on the terminal, and opens it there with the extension', () => {
    const { status, stdout, stderr, calls } = run(0);
    assert.equal(status, 0, stderr);
    assert.ok(sample !== undefined && existsSync(sample), stdout);
    const route = 'app/api/cron/digest/route.ts';
    assert.equal(readFileSync(join(sample, route), 'utf8'), readFileSync(join(repository, 'test/sample', route), 'utf8'));
    assert.match(stdout, /^app\/api\/cron\/digest\/route\.ts:\d+:\d+ error require-authentication/m);
    assert.match(stdout, /scheduled endpoints: \d+ unverified/);
    assert.deepEqual(calls, [
      ['code', '--version'],
      ['code', '--new-window', `--extensionDevelopmentPath=${repository}`, sample, join(sample, route)],
    ]);
  });

  it('fails when the editor does', () => {
    const { status, calls } = run(3);
    assert.equal(status, 3);
    assert.equal(calls.length, 2);
  });
}).timeout(60_000);
