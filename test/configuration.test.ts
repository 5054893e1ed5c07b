import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { readArguments } from '../server/src/main.cli.arguments';
import { check } from '../server/src/main.cli.check';
import { fixtures } from './support/fixtureWorkspaces';
import { LanguageClient } from './support/languageClient';
import { memoryFiles } from './support/memoryFiles';
import { recordingTerminal } from './support/terminal';

const monorepo = join(fixtures, 'configuration/monorepo');

/** Runs `check` and tells the severity by file, and the verdict by file. */
async function run(folder: string, ...options: readonly string[]) {
  const terminal = recordingTerminal(folder);
  const command = readArguments(['check', '--format', 'json', ...options]);
  assert.ok(command.kind === 'check');
  const status = await check('check', command, terminal, { createAnalyzer, rules: ruleMetas, version: '0' });
  const { findings, endpoints }: Checked = JSON.parse(terminal.written.out);
  return {
    status,
    error: terminal.written.error,
    severities: Object.fromEntries(findings.map(({ file, severity }) => [file, severity])),
    endpoints: endpoints.map(({ file }) => file),
  };
}

interface Checked {
  readonly findings: readonly { readonly file: string; readonly severity: string }[];
  readonly endpoints: readonly { readonly file: string }[];
}

describe('configuration files of folders', () => {
  it('hold for what is in their folder: the nearest wins, then what it overrides for some files', async () => {
    const { status, error, severities, endpoints } = await run(monorepo);
    assert.deepEqual([status, error], [1, '']);
    assert.deepEqual(severities, {
      'apps/(group)/[tenant]/app/api/anything/route.ts': 'error',
      'apps/admin/app/api/cron/a/route.ts': 'error',
      'apps/admin/app/api/cron/old/route.ts': 'information',
      'apps/web/app/api/cron/a/route.ts': 'warning',
      'apps/web/app/api/cron/old/route.ts': 'warning',
      'apps/web/app/api/refresh/route.ts': 'warning',
      'packages/verify/compare.ts': 'information',
    });
    assert.deepEqual(endpoints, [
      'apps/(group)/[tenant]/app/api/anything/route.ts',
      'apps/admin/app/api/cron/a/route.ts',
      'apps/admin/app/api/cron/old/route.ts',
      'apps/web/app/api/cron/a/route.ts',
      'apps/web/app/api/cron/off/route.ts',
      'apps/web/app/api/cron/old/route.ts',
      'apps/web/app/api/cron/shared/route.ts',
      'apps/web/app/api/refresh/route.ts',
      'services/app/api/cron/a/route.ts',
    ]);
  });

  it('count for nothing beside the one that is named, and give way to options', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ztc-configuration-')));
    try {
      cpSync(monorepo, folder, { recursive: true });
      const named = join(folder, 'named.json');
      writeFileSync(named, '{ "include": ["apps/web/**"] }');
      assert.deepEqual(
        new Set(Object.values((await run(folder, '--config', named)).severities)),
        new Set(['warning']),
        'the profile alone decides',
      );
      assert.ok((await run(folder, '--config', named)).endpoints.includes('apps/web/app/api/cron/draft/route.ts'));
      assert.ok((await run(folder, '--every-endpoint')).endpoints.includes('services/app/api/anything/route.ts'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('are told where they are wrong, and fail the check', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ztc-configuration-')));
    try {
      cpSync(monorepo, folder, { recursive: true });
      writeFileSync(join(folder, 'apps/web/zero-trust-cron.json'), '{ "overrides": [{ "files": ["**"], "profile": "lax" }] }');
      const wrong = await run(folder);
      assert.deepEqual(
        [wrong.status, wrong.error],
        [2, 'apps/web/zero-trust-cron.json:1:47 "profile" must be "recommended" or "strict", not "lax".\n'],
      );
      assert.equal(wrong.severities['apps/admin/app/api/cron/a/route.ts'], 'error');
      writeFileSync(join(folder, 'apps/web/zero-trust-cron.json'), Uint8Array.of(0, 1));
      const binary = await run(folder);
      assert.deepEqual([binary.status, binary.error], [2, 'apps/web/zero-trust-cron.json It is a binary file.\n']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('hold in the editor as they are written, in each of its folders', async () => {
    const route = readFileSync(join(monorepo, 'apps/web/app/api/cron/a/route.ts'), 'utf8');
    const nested = '/one/apps/web/zero-trust-cron.json';
    const files = memoryFiles({
      '/one/apps/web/app/api/cron/a/route.ts': route,
      '/one/apps/admin/app/api/cron/a/route.ts': route,
      [nested]: '{}',
      '/two/app/api/cron/a/route.ts': route,
      '/two/zero-trust-cron.json': '{ "rules": { "require-constant-time-comparison": "information" } }',
    });
    const client = await LanguageClient.start({ roots: ['/one', '/two'], files, createAnalyzer, rules: ruleMetas });
    const severities = async () => {
      const all: (number | undefined)[] = [];
      for (const uri of files.contents.keys()) all.push(...(await client.diagnostics(uri)).map(({ severity }) => severity));
      return all;
    };
    const { Error, Information, Warning } = DiagnosticSeverity;
    assert.deepEqual(await severities(), [Warning, Warning, Information]);
    await client.open(nested, '{ "rules": { "require-constant-time-comparison": "error" } }');
    assert.deepEqual(await severities(), [Error, Warning, Information]);
    await client.close(nested);
    assert.deepEqual(await severities(), [Warning, Warning, Information]);
    files.contents.delete('/two/zero-trust-cron.json');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///two/zero-trust-cron.json', type: 3 }],
    });
    assert.deepEqual(await severities(), [Warning, Warning, Warning]);
    await client.stop();
  });
});
