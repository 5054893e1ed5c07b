import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { readArguments } from '../server/src/main.cli.arguments';
import { check } from '../server/src/main.cli.check';
import { fixtures } from './support/fixtureWorkspaces';
import { recordingTerminal } from './support/terminal';

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly message: string;
  readonly fingerprint: string;
  readonly suppressed: unknown;
}

async function run(folder: string, ...options: readonly string[]) {
  const terminal = recordingTerminal(folder);
  const command = readArguments(['check', '--format', 'json', ...options]);
  assert.ok(command.kind === 'check');
  const status = await check('check', command, terminal, { createAnalyzer, rules: ruleMetas, version: '0' });
  const { findings }: { readonly findings: readonly Found[] } = JSON.parse(terminal.written.out);
  return { status, findings };
}

describe('suppressing, on the command line (the editor is held to the same elsewhere)', () => {
  it('takes a reason, until its day; what is unused, expired or incomplete is told', async () => {
    const { status, findings } = await run(join(fixtures, 'configuration/suppressions'));
    const short = (file: string): string => file.replace(/^app\/api\/cron\/(.+)\/route\.ts$/, '$1');
    const of = (rule: string) => findings.filter((finding) => finding.rule === rule);
    assert.deepEqual(Object.fromEntries(of('require-authentication').map(({ file, suppressed }) => [short(file), suppressed])), {
      expired: null,
      'for-some-time': { reason: 'until the gateway is there' },
      'in-the-baseline': 'baseline',
      'unknown-rule': null,
      'whole-file': { reason: 'generated' },
      'with-a-reason': { reason: 'answers with public figures only' },
      'without-a-reason': null,
    });
    assert.deepEqual(Object.fromEntries(of('directive').map(({ file, message }) => [short(file), message])), {
      expired: 'The directive expired on 2020-01-01.',
      'unknown-rule': 'There is no rule "require-authentification".',
      unused: 'The directive suppresses nothing: "require-authentication" reports nothing here.',
      'without-a-reason': 'The directive gives no reason after "--", so it suppresses nothing.',
      'lib/inTime.ts': 'The directive suppresses nothing: "require-constant-time-comparison" reports nothing here.',
    });
    assert.equal(findings.length, 12);
    assert.equal(status, 1);
  });
});

describe('a baseline of real findings', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ztc-baseline-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const route = 'app/api/cron/a/route.ts';
  const compare = 'lib/compare.ts';
  const get = `export async function GET(request: Request) {
  if (!isAllowed(request)) return new Response('Unauthorized', { status: 401 });
  await db.session.deleteMany();
  return Response.json({ ok: true });
}
`;
  const post = `export async function POST(request: Request) {
  await db.session.deleteMany();
  return Response.json({ ok: true });
}
`;
  const imports = `import { db } from '@acme/db';
import { isAllowed } from '../../../../lib/compare';
`;
  const helper = `export function isAllowed(request: Request) {
  const secret = process.env.CRON_SECRET;
  if (!secret) return false;
  return request.headers.get('authorization') === \`Bearer \${secret}\`;
}
`;

  beforeEach(async () => {
    write(route, `${imports}\n${get}\n${post}`);
    write(compare, helper);
    const { findings } = await run(folder, '--update-baseline');
    assert.deepEqual(findings.map(({ rule }) => rule).toSorted(), ['require-authentication', 'require-constant-time-comparison']);
  });

  /** What is not accepted by the baseline. */
  const open = async () => (await run(folder)).findings.filter(({ suppressed }) => suppressed !== 'baseline');

  it('accepts code that moved: other lines, other order, other indentation, other line ends, code around it', async () => {
    const indented = (text: string) => text.replaceAll(/^ {2}/gm, '\t\t');
    for (const [text, helperText] of [
      [`${imports}\n// Moved.\n// Moved.\n${get}\n${post}`, `export const more = 1;\n\n${helper}`],
      [`${imports}\n${post}\n${get}`, helper],
      [indented(`${imports}\n${get}\n${post}`), indented(helper)],
      [`${imports}\n${get}\n${post}`.replaceAll('\n', '\r\n'), helper.replaceAll('\n', '\r\n')],
      [
        `${imports}\n${get}\n${post.replace('await', "console.log('started');\n  await")}`,
        helper.replace('{\n', "{\n  console.log('asked');\n"),
      ],
    ] as const) {
      write(route, text);
      write(compare, helperText);
      assert.deepEqual(await open(), []);
    }
  });

  it('does not accept what is new: another endpoint, another comparison, the same one once more', async () => {
    write(route, `${imports}\n${get}\n${post}\n${post.replace('POST', 'PUT')}`);
    assert.deepEqual(
      (await open()).map(({ rule, file }) => [rule, file]),
      [['require-authentication', route]],
    );
    write(route, `${imports}\n${get}\n${post}`);
    const [, line = ''] = /^( +return request.*\n)/m.exec(helper) ?? [];
    write(compare, helper.replace(line, line.replace('return', 'if (Math.random() > 2) return') + line));
    assert.deepEqual(
      (await open()).map(({ rule, file }) => [rule, file]),
      [['require-constant-time-comparison', compare]],
    );
    write(compare, helper.replace(line, `  if (request.url) {\n  ${line}  }\n${line}`));
    assert.equal((await open()).length, 1);
  });

  it('holds no line numbers, and is the same text whenever it is written', async () => {
    const file = join(folder, 'zero-trust-cron-baseline.json');
    const before = readFileSync(file, 'utf8');
    write(route, `${imports}\n\n\n${post}\n${get}`);
    await run(folder, '--update-baseline');
    assert.equal(readFileSync(file, 'utf8'), before);
  });
}).timeout(30_000);
