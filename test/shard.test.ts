import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { readArguments } from '../server/src/main.cli.arguments';
import { check } from '../server/src/main.cli.check';
import { fixtures } from './support/fixtureWorkspaces';
import { recordingTerminal } from './support/terminal';

interface Report {
  readonly endpoints: readonly { readonly id: string; readonly findings: readonly number[] }[];
  readonly findings: readonly { readonly fingerprint: string; readonly file: string; readonly line: number }[];
  readonly notAnalyzed: readonly { readonly file: string; readonly reason: string }[];
}

async function run(folder: string, ...options: readonly string[]): Promise<{ readonly status: number; readonly report: Report }> {
  const terminal = recordingTerminal(folder);
  const command = readArguments(['check', '--format', 'json', ...options]);
  assert.ok(command.kind === 'check');
  const status = await check('check', command, terminal, { createAnalyzer, rules: ruleMetas, version: '0' });
  const { endpoints, findings, notAnalyzed }: Report = JSON.parse(terminal.written.out);
  return { status, report: { endpoints, findings, notAnalyzed } };
}

/** Endpoints with their findings themselves, wherever those stand in the list. */
function resolved({ endpoints, findings }: Report) {
  return endpoints.map((one) => ({ ...one, findings: one.findings.map((position) => findings[position]) }));
}

/** The parts put together as they would be by sorting. */
function together<T>(parts: readonly (readonly T[])[]): readonly string[] {
  return parts
    .flat()
    .map((one) => JSON.stringify(one))
    .toSorted();
}

describe('parts of a report', () => {
  for (const [folder, count] of [
    ['rules/no-ip-trust', 3],
    ['rules/no-secret-in-url', 3],
    ['schedulers/qstash', 2],
    ['configuration/monorepo', 5],
    ['manifests/kubernetes', 2],
  ] as const) {
    it(`are together exactly the whole of ${folder}, split in ${count}`, async () => {
      const workspace = join(fixtures, folder);
      const { status, report: whole } = await run(workspace);
      const parts = [];
      for (let index = 1; index <= count; index++) parts.push(await run(workspace, '--shard', `${index}/${count}`));
      const reports = parts.map(({ report }) => report);
      assert.deepEqual(together(reports.map(({ findings }) => findings)), together([whole.findings]));
      assert.deepEqual(together(reports.map(resolved)), together([resolved(whole)]));
      assert.deepEqual(together(reports.map(({ notAnalyzed }) => notAnalyzed)), together([whole.notAnalyzed]));
      assert.equal(Math.max(...parts.map((part) => part.status)), status);
      for (const { findings, endpoints } of reports) {
        const order = findings.map((finding) => whole.findings.findIndex(({ fingerprint }) => fingerprint === finding.fingerprint));
        assert.deepEqual(
          order,
          order.toSorted((a, b) => a - b),
        );
        assert.ok(endpoints.every((one) => one.findings.every((position) => findings[position] !== undefined)));
      }
      assert.ok(reports.filter(({ endpoints }) => endpoints.length > 0).length > 1 || whole.endpoints.length < 2, 'one part has it all');
    }).timeout(60_000);
  }

  it('are the same each time and in any place', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ztc-shard-')));
    try {
      const workspace = join(fixtures, 'rules/no-secret-in-url');
      cpSync(workspace, folder, { recursive: true });
      const [here, again, elsewhere] = [
        await run(workspace, '--shard', '2/3'),
        await run(workspace, '--shard', '2/3'),
        await run(folder, '--shard', '2/3'),
      ];
      assert.deepEqual(again, here);
      assert.deepEqual(elsewhere, here);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }).timeout(60_000);
});
