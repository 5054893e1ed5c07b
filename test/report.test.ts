import assert from 'node:assert/strict';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { createSession } from '../server/src/engine/session';
import type { Report } from '../server/src/engine/report';
import { Workspace } from '../server/src/host/workspace';
import { readArguments } from '../server/src/main.cli.arguments';
import { check } from '../server/src/main.cli.check';
import type { Finding } from '../server/src/model/finding';
import { githubReport } from '../server/src/report/github';
import type { ReportInput } from '../server/src/report/input';
import { endpointsJson, jsonReport } from '../server/src/report/json';
import { placesIn } from '../server/src/report/position';
import { sarifReport } from '../server/src/report/sarif';
import { styleFor } from '../server/src/report/style';
import { endpointTable } from '../server/src/report/table';
import { textReport } from '../server/src/report/text';
import { fakeAnalyzer, fakeRules } from './support/fakeAnalyzer';
import { memoryFiles } from './support/memoryFiles';
import { sarifErrors } from './support/sarif';
import { recordingTerminal } from './support/terminal';
import { repository } from './support/update';

const root = '/project';
const escape = '\u001b';
const files = {
  [`${root}/app/api/cron/[id]/route.ts`]: '// Runs.\nexport async function GET() {\n\tif (a === secret) return;\n}\n',
  [`${root}/app/api/cron/done/route.ts`]: '// zero-trust-cron-ignore require-authentication -- a probe\nexport function POST() {}\n',
  [`${root}/app/api/cron/done/big/route.ts`]: { reason: 'It is larger than 1 MB (3.0 MB).' },
};

async function input(changed: Partial<Report> = {}): Promise<ReportInput> {
  const workspace = new Workspace(memoryFiles(files), root);
  const session = createSession(fakeAnalyzer(), workspace);
  const report = await session.report({ rules: fakeRules, today: '2026-01-01' });
  assert.ok(report);
  return {
    report: {
      ...report,
      ...changed,
    },
    places: placesIn(root, (uri) => session.read(uri)),
    rules: fakeRules,
    version: '9.9.9',
    milliseconds: 1234.5,
    peakRssMegabytes: 56.7,
  };
}

describe('the text report', () => {
  it('shows code with carets, the path as stations, the fix, and one line that sums up', async () => {
    assert.equal(
      textReport(await input(), styleFor(false)),
      `app/api/cron/[id]/route.ts:2:23 error require-authentication CWE-306
  Anyone can run "app/api/cron/[id]/route.ts#GET".
  1 | // Runs.
  2 | export async function GET() {
    |                       ^^^
   1 the request enters app/api/cron/[id]/route.ts:1:1
  fix Verify the caller
  https://github.com/zero-trust-cron/zero-trust-cron/blob/main/server/src/rules/require-authentication.md

app/api/cron/[id]/route.ts:3:6 warning require-constant-time-comparison CWE-208
  "a === secret" takes longer the more of the secret is right.
  2 | export async function GET() {
  3 | \tif (a === secret) return;
    | \t    ^^^^^^^^^^^^
  fix Compare in constant time
  https://github.com/zero-trust-cron/zero-trust-cron/blob/main/server/src/rules/require-constant-time-comparison.md

not analysed app/api/cron/done/big/route.ts: It is larger than 1 MB (3.0 MB).

1 error, 1 warning (1 suppressed) · 2 scheduled endpoints: 2 unverified, 0 weak, 0 verified · 3 files, 1.2 s
`,
    );
  });

  it('colours only where colours are wanted', async () => {
    const given = await input();
    const colored = textReport(given, styleFor(true));
    assert.ok(colored.includes(`${escape}[31merror${escape}[0m`));
    assert.equal(stripVTControlCharacters(colored), textReport(given, styleFor(false)));
  });

  it('lets no file steer the terminal', async () => {
    const [finding] = (await input()).report.findings;
    assert.ok(finding);
    const text = textReport(await input({ findings: [{ ...finding, message: 'a\u001b]0;title\u0007b' }] }), styleFor(false));
    assert.doesNotMatch(text.replaceAll('\n', ''), /\p{Cc}/u);
    assert.match(text, /a\ufffd\]0;title\ufffdb/);
  });
});

describe('the JSON report', () => {
  it('is the contract, member for member', async () => {
    const { findings, endpoints, ...rest } = JSON.parse(jsonReport(await input()));
    assert.deepEqual(rest, {
      version: 1,
      tool: { name: 'zero-trust-cron', version: '9.9.9' },
      notAnalyzed: [{ file: 'app/api/cron/done/big/route.ts', reason: 'It is larger than 1 MB (3.0 MB).' }],
      stats: { filesListed: 3, filesParsed: 2, endpoints: 2, milliseconds: 1235, peakRssMegabytes: 57 },
    });
    assert.deepEqual(endpoints[0], {
      id: 'app/api/cron/[id]/route.ts#GET',
      file: 'app/api/cron/[id]/route.ts',
      line: 2,
      column: 23,
      name: 'GET',
      methods: ['GET'],
      path: '/app/api/cron/[id]',
      framework: 'next-app',
      verdict: 'unverified',
      assurance: 'none',
      guards: [],
      findings: [0, 1],
      triggers: [
        {
          scheduler: 'vercel-cron',
          schedule: '0 * * * *',
          timezone: null,
          evidence: 'named',
          file: 'app/api/cron/[id]/route.ts',
          line: 2,
        },
      ],
    });
    assert.deepEqual(findings[0], {
      rule: 'require-authentication',
      severity: 'error',
      confidence: 'certain',
      message: 'Anyone can run "app/api/cron/[id]/route.ts#GET".',
      file: 'app/api/cron/[id]/route.ts',
      line: 2,
      column: 23,
      endLine: 2,
      endColumn: 26,
      cwe: 'CWE-306',
      helpUri: 'https://github.com/zero-trust-cron/zero-trust-cron/blob/main/server/src/rules/require-authentication.md',
      fingerprint: 'auth app/api/cron/[id]/route.ts#GET',
      endpoints: ['app/api/cron/[id]/route.ts#GET'],
      path: [
        {
          file: 'app/api/cron/[id]/route.ts',
          line: 1,
          column: 1,
          message: 'the request enters',
        },
      ],
      fixes: [
        {
          id: 'other',
          title: 'Verify in another way',
          safe: false,
        },
        {
          id: 'insert-verify',
          title: 'Verify the caller',
          safe: false,
        },
      ],
      suppressed: null,
    });
    assert.deepEqual(findings[2].suppressed, { reason: 'a probe' });
  });

  it('tells where a manifest could not be read', async () => {
    const uri = `${root}/app/api/cron/done/route.ts`;
    const { notAnalyzed } = JSON.parse(
      jsonReport(await input({ problems: [{ span: { uri, start: 62, end: 63 }, message: 'A comma is missing.' }] })),
    );
    assert.deepEqual(notAnalyzed.at(-1), { file: 'app/api/cron/done/route.ts', reason: 'Line 2: A comma is missing.' });
  });

  it('does not call a manifest unread for an expression that never runs', async () => {
    const uri = `${root}/app/api/cron/done/route.ts`;
    const problem = { span: { uri, start: 62, end: 63 }, message: 'It never runs.', severity: 'information' } as const;
    assert.match(
      textReport(await input({ problems: [problem] }), styleFor(false)),
      /^information app\/api\/cron\/done\/route\.ts: Line 2: It never runs\.$/m,
    );
    assert.match(
      githubReport(await input({ problems: [problem] })),
      /^::notice file=app\/api\/cron\/done\/route\.ts,title=information::Line 2: It never runs\.$/m,
    );
  });

  it('lists endpoints with the rules that report them', async () => {
    const { endpoints } = JSON.parse(endpointsJson(await input()));
    assert.deepEqual(endpoints[0].rules, ['require-authentication', 'require-constant-time-comparison']);
    assert.equal('findings' in endpoints[0], false);
  });
});

describe('the inventory', () => {
  it('is a table with one line for an endpoint', async () => {
    assert.equal(
      endpointTable(await input(), styleFor(false)),
      [
        'Endpoint                Scheduler    Schedule   Verdict     Assurance  Declared at',
        'GET /app/api/cron/[id]  vercel-cron  0 * * * *  unverified  none       app/api/cron/[id]/route.ts:2',
        'GET /app/api/cron/done  vercel-cron  0 * * * *  unverified  none       app/api/cron/done/route.ts:2',
        '',
      ].join('\n'),
    );
    assert.equal(endpointTable(await input({ endpoints: [] }), styleFor(true)), 'No scheduled endpoints.\n');
  });
});

describe('annotations for GitHub', () => {
  it('are workflow commands with everything escaped', async () => {
    const [first, second, ...others] = githubReport(await input()).split('\n');
    assert.equal(
      first,
      '::error file=app/api/cron/[id]/route.ts,line=2,endLine=2,col=23,endColumn=26,title=require-authentication::Anyone can run "app/api/cron/[id]/route.ts#GET".%0A1. the request enters (app/api/cron/[id]/route.ts:1)',
    );
    assert.match(second ?? '', /^::warning file=.*,title=require-constant-time-comparison::/);
    assert.deepEqual(others, ['::notice file=app/api/cron/done/big/route.ts,title=not analysed::It is larger than 1 MB (3.0 MB).', '']);
  });
});

describe('SARIF', () => {
  it('is what the schema of the format asks for', async () => {
    const given = await input();
    const uri = `${root}/app/api/cron/done/route.ts`;
    assert.deepEqual(sarifErrors(sarifReport(given)), []);
    assert.deepEqual(sarifErrors(sarifReport(await input({ problems: [{ span: { uri, start: 0, end: 0 }, message: 'Empty.' }] }))), []);
    const findings = given.report.findings.map((finding): Finding => ({ ...finding, suppressed: 'baseline', path: [] }));
    assert.deepEqual(sarifErrors(sarifReport(await input({ findings }))), []);
    assert.deepEqual(sarifErrors(sarifReport(await input({ findings: [], endpoints: [], notAnalyzed: [] }))), []);
  });

  for (const folder of ['test/sample', 'test/fixtures/rules/require-authentication', 'test/fixtures/schedulers/aws']) {
    it(`is that for ${folder}, with every endpoint`, async () => {
      const terminal = recordingTerminal(join(repository, folder));
      const command = readArguments(['check', '--format', 'sarif', '--every-endpoint', '--profile', 'strict']);
      assert.ok(command.kind === 'check');
      await check('check', command, terminal, { createAnalyzer, rules: ruleMetas, version: '9.9.9' });
      assert.deepEqual(sarifErrors(terminal.written.out), []);
      assert.ok(JSON.parse(terminal.written.out).runs[0].results.length > 0);
    }).timeout(20_000);
  }

  it('is told from what is not', async () => {
    const wrong = (from: string, to: string) => async () => sarifErrors(sarifReport(await input()).replace(from, to));
    assert.notDeepEqual(await wrong('"level": "error"', '"level": "fatal"')(), []);
    assert.notDeepEqual(await wrong('"startLine": 2', '"startLine": 0')(), []);
    assert.notDeepEqual(await wrong('%5Bid%5D', '[id]')(), []);
    assert.notDeepEqual(await wrong('"version": "2.1.0"', '"version": "2.0.0"')(), []);
  });

  it('carries the path as a code flow, the fingerprint, and why a result is suppressed', async () => {
    const [run] = JSON.parse(sarifReport(await input())).runs;
    const [first, second, third] = run.results;
    assert.equal(run.tool.driver.rules[first.ruleIndex].id, 'require-authentication');
    assert.equal(first.level, 'error');
    assert.equal(first.locations[0].physicalLocation.artifactLocation.uri, 'app/api/cron/%5Bid%5D/route.ts');
    assert.deepEqual(first.locations[0].physicalLocation.region, { startLine: 2, startColumn: 23, endLine: 2, endColumn: 26 });
    assert.equal(first.codeFlows[0].threadFlows[0].locations[0].location.message.text, 'the request enters');
    assert.deepEqual(first.partialFingerprints, { 'zeroTrustCron/v1': 'auth app/api/cron/[id]/route.ts#GET' });
    assert.deepEqual([first.suppressions, second.codeFlows], [[], undefined]);
    assert.deepEqual(third.suppressions, [{ kind: 'inSource', justification: 'a probe' }]);
    assert.match(run.invocations[0].toolExecutionNotifications[0].message.text, /larger than 1 MB/);
    const [{ target }] = run.tool.driver.rules[first.ruleIndex].relationships;
    assert.equal(target.id, '306');
    assert.ok(run.taxonomies[target.toolComponent.index].taxa.some(({ id }: { id: string }) => id === target.id));
    const off = run.tool.driver.rules.find(({ id }: { id: string }) => id === 'require-access-log');
    assert.deepEqual(off.defaultConfiguration, { enabled: false });
  });
});
