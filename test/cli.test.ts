import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { version } from '../package.json';
import { readArguments } from '../server/src/main.cli.arguments';
import { check } from '../server/src/main.cli.check';
import { runCommandLine } from '../server/src/main.cli.run';
import type { Terminal } from '../server/src/main.cli.terminal';
import { fakeAnalyzer, fakeRules } from './support/fakeAnalyzer';
import { recordingTerminal } from './support/terminal';

const open = 'export async function GET() {}\n';
const verified = 'export async function GET() {\n  verify();\n}\n';
const weak = `${verified}a === secret;\nb === secret;\n`;
const repository = resolve(import.meta.dirname, '..');

describe('command line', () => {
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ztc-cli-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  /** Runs a command with the fake analyzer. */
  const run = async (args: readonly string[], given: Partial<Terminal> = {}) => {
    const terminal = recordingTerminal(folder, given);
    const command = readArguments(args);
    assert.ok(command.kind === 'check' || command.kind === 'endpoints', JSON.stringify(command));
    const status = await check(command.kind, command, terminal, { createAnalyzer: fakeAnalyzer, rules: fakeRules, version });
    return { status, ...terminal.written };
  };
  /** Runs a command that needs no analyzer. */
  const runBare = async (args: readonly string[]) => {
    const terminal = recordingTerminal(folder);
    const status = await runCommandLine(args, terminal);
    return { status, ...terminal.written };
  };

  it('ends with 0 without errors, with 1 with errors', async () => {
    write('app/route.ts', verified);
    assert.equal((await run(['check'])).status, 0);
    write('app/route.ts', weak);
    assert.equal((await run(['check'])).status, 0);
    write('app/route.ts', open);
    assert.equal((await run(['check'])).status, 1);
    assert.equal((await run(['endpoints'])).status, 0);
  });

  it('fails on more warnings than are allowed', async () => {
    write('app/route.ts', weak);
    assert.equal((await run(['check', '--max-warnings', '2'])).status, 0);
    assert.equal((await run(['check', '--max-warnings', '1'])).status, 1);
  });

  it('prints exactly one JSON document with paths relative to the folder', async () => {
    write('sub/app/route.ts', open);
    const { out, error } = await run(['check', 'sub', '--format', 'json'], { errorIsTerminal: true });
    const document = JSON.parse(out);
    assert.equal(error, '');
    assert.deepEqual([document.version, document.tool.version, document.endpoints[0].file], [1, version, 'app/route.ts']);
    assert.deepEqual(document.stats, { filesListed: 1, filesParsed: 1, endpoints: 1, milliseconds: 1234, peakRssMegabytes: 57 });
  });

  it('writes every format', async () => {
    write('app/route.ts', open);
    assert.match((await run(['check', '--format', 'text'])).out, /^app\/route\.ts:1:23 error require-authentication/);
    assert.match((await run(['check', '--format', 'github'])).out, /^::error file=app\/route\.ts,/);
    assert.equal(JSON.parse((await run(['check', '--format', 'sarif'])).out).version, '2.1.0');
    assert.match((await run(['endpoints'])).out, /^Endpoint .*\nGET \/app /);
    assert.equal(JSON.parse((await run(['endpoints', '--format', 'json'])).out).endpoints.length, 1);
  });

  it('colours only on a terminal that wants it', async () => {
    write('app/route.ts', open);
    const colored = async (given: Partial<Terminal>) => (await run(['check'], given)).out.includes('\u001b[');
    assert.deepEqual(
      [await colored({ outIsTerminal: true }), await colored({ outIsTerminal: true, colors: false }), await colored({})],
      [true, false, false],
    );
  });

  it('takes the configuration file of the folder, or the one that is named', async () => {
    write('app/route.ts', open);
    write('zero-trust-cron.json', '{ "rules": { "require-authentication": "off" } }');
    assert.equal((await run(['check'])).status, 0);
    write('other.json', '{}');
    assert.equal((await run(['check', '--config', 'other.json'])).status, 1);
  });

  it('ends with 2 and says where the configuration is wrong, but still reports', async () => {
    write('app/route.ts', open);
    write('zero-trust-cron.json', '{\n  "profil": "strict"\n}');
    const { status, out, error } = await run(['check']);
    assert.equal(status, 2);
    assert.match(out, /require-authentication/);
    assert.equal(error, 'zero-trust-cron.json:2:3 There is no setting "profil".\n');
  });

  it('adopts findings into a baseline, and reports those that are new', async () => {
    write('app/route.ts', open);
    assert.equal((await run(['check', '--update-baseline'])).status, 0);
    assert.equal(JSON.parse(readFileSync(join(folder, 'zero-trust-cron-baseline.json'), 'utf8')).findings.length, 1);
    const adopted = await run(['check', '--format', 'json']);
    assert.deepEqual([adopted.status, JSON.parse(adopted.out).findings[0].suppressed], [0, 'baseline']);
    write('new/route.ts', open);
    assert.equal((await run(['check'])).status, 1);
    assert.equal((await run(['check', '--baseline', 'mine.json', '--update-baseline'])).status, 0);
    assert.equal((await run(['check', '--baseline', 'mine.json'])).status, 0);
  });

  it('ends with 2 for what is not there or not what it should be', async () => {
    write('file.ts', '');
    for (const [args, message] of [
      [['check', 'nowhere'], /There is no folder "nowhere"/],
      [['check', 'file.ts'], /"file\.ts" is not a folder/],
      [['check', '--config', 'none.json'], /configuration file "none\.json" cannot be read/],
      [['check', '--baseline', 'none.json'], /baseline "none\.json" cannot be read/],
      [['check', '--baseline', 'file.ts'], /"file\.ts" is not a baseline/],
    ] as const) {
      const { status, out, error } = await run(args);
      assert.deepEqual([status, out], [2, '']);
      assert.match(error, message);
    }
  });

  it('ends with 2 for wrong usage, and says how to get help', async () => {
    for (const args of [
      [],
      ['chek'],
      ['check', '--frmat', 'json'],
      ['check', '--format', 'xml'],
      ['check', '--profile', 'lax'],
      ['check', '--max-warnings', 'many'],
      ['check', '--shard', '3/2'],
      ['check', '--shard', '0/2'],
      ['check', '--shard', 'half'],
      ['check', '--shard', '1/2', '--update-baseline'],
      ['endpoints', '--shard', '1/2'],
      ['check', 'a', 'b'],
      ['endpoints', '--format', 'sarif'],
      ['endpoints', '--update-baseline'],
      ['lsp'],
    ]) {
      const { status, out, error } = await runBare(args);
      assert.deepEqual([status, out], [2, ''], args.join(' '));
      assert.match(error, /^zero-trust-cron: .+\.\nTry "zero-trust-cron --help"\.\n$/);
    }
  });

  it('prints help and version', async () => {
    const help = await runBare(['--help']);
    assert.equal(help.status, 0);
    assert.match(help.out, /^Usage: zero-trust-cron/);
    assert.deepEqual(await runBare(['--version']), { status: 0, out: `${version}\n`, error: '' });
  });

  it('shows that it is at work on a terminal, and leaves nothing behind', async () => {
    for (let index = 0; index < 2000; index++) write(`many/${index}.ts`, '');
    assert.equal((await run(['check'], { errorIsTerminal: true })).error, 'Checking 2000 files…\r\u001b[K');
    assert.equal((await run(['check'])).error, '');
  });

  it('explains how a verdict was reached', async () => {
    write('vercel.json', '{ "crons": [{ "path": "/api/cron/digest", "schedule": "0 7 * * *" }] }\n');
    write(
      'lib/verify.ts',
      [
        "import { createHash, timingSafeEqual } from 'node:crypto';",
        '',
        "const digest = (text: string) => createHash('sha256').update(text).digest();",
        '',
        'export function isScheduler(request: Request): boolean {',
        '  const secret = process.env.CRON_SECRET;',
        "  if (process.env.NODE_ENV === 'development') return true;",
        "  return Boolean(secret) && timingSafeEqual(digest(request.headers.get('authorization') ?? ''), digest(`Bearer ${secret}`));",
        '}',
        '',
      ].join('\n'),
    );
    write(
      'app/api/cron/digest/route.ts',
      [
        "import { sql } from '@vercel/postgres';",
        "import { tenants } from './tenants';",
        "import { isScheduler } from '../../../../lib/verify';",
        '',
        'export async function GET(request: Request) {',
        "  if (!isScheduler(request)) return new Response('Unauthorized', { status: 401 });",
        '  await sql`delete from digests`;',
        '  return Response.json({ tenants });',
        '}',
        '',
      ].join('\n'),
    );
    const { status, out, error } = await runBare(['explain', 'app/api/cron/digest/route.ts:6']);
    assert.deepEqual([status, error], [0, '']);
    assert.equal(
      out,
      `GET /api/cron/digest  app/api/cron/digest/route.ts:5:23
next-app, weak, assurance none

Called by a scheduler
  vercel-cron  is scheduled here  "0 7 * * *"  vercel.json:1:24

Verified by
  \`authorization\` against \`CRON_SECRET\`, static-secret  lib/verify.ts:8:29

What happens
  1 it depends  lib/verify.ts:7:7
  if \`NODE_ENV\` is not "development"  lib/verify.ts:7:7
    2 it depends  lib/verify.ts:8:10
    if \`CRON_SECRET\` is set  lib/verify.ts:8:10
      3 it depends  lib/verify.ts:8:29
      if the check of \`authorization\` passes  lib/verify.ts:8:29
        4 runs \`sql\`  app/api/cron/digest/route.ts:7:9
        5 answers with success  app/api/cron/digest/route.ts:8:10
      if the check of \`authorization\` fails  lib/verify.ts:8:29
        6 rejects  app/api/cron/digest/route.ts:6:37
    if \`CRON_SECRET\` is not set  lib/verify.ts:8:10
      7 rejects  app/api/cron/digest/route.ts:6:37
  if \`NODE_ENV\` is "development"  lib/verify.ts:7:7
    8 runs \`sql\`  app/api/cron/digest/route.ts:7:9
    9 answers with success  app/api/cron/digest/route.ts:8:10

Findings
  no-internal-bypass  lib/verify.ts:7:7
    Requests pass unverified when \`NODE_ENV\` is "development".
    1 a request arrives  app/api/cron/digest/route.ts:5:1
    2 \`NODE_ENV\` is "development"  lib/verify.ts:7:7
    3 \`sql\` runs  app/api/cron/digest/route.ts:7:9

Not resolved
  \`./tenants\` cannot be resolved  app/api/cron/digest/route.ts:2:10
`,
    );
    // The line of a helper is explained by the endpoints that pass it.
    assert.match((await runBare(['explain', 'lib/verify.ts:7'])).out, /^GET \/api\/cron\/digest /);
    assert.match((await runBare(['explain', 'lib/verify.ts:7:3'])).out, /^GET \/api\/cron\/digest /);
    for (const [place, message] of [
      ['lib/none.ts:1', /There is no file "lib\/none\.ts" in the project/],
      ['vercel.json:1', /No endpoint is declared at, or passes, "vercel\.json:1"/],
      ['lib/verify.ts', /"explain" takes FILE:LINE/],
    ] as const) {
      const wrong = await runBare(['explain', place]);
      assert.deepEqual([wrong.status, wrong.out], [2, '']);
      assert.match(wrong.error, message);
    }
  }).timeout(20_000);

  it('is a process with exit status and closed output', () => {
    const start = (...args: readonly string[]) =>
      spawnSync(process.execPath, ['--import', 'tsx', join(repository, 'server/src/main.cli.ts'), ...args], {
        cwd: repository,
        encoding: 'utf8',
      });
    const { status, stdout, stderr } = start('--version');
    assert.deepEqual([status, stdout, stderr], [0, `${version}\n`, '']);
    assert.equal(start('check', join(folder, 'nowhere')).status, 2);
  }).timeout(20_000);
});
