import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { nodeFiles } from '../server/src/host/node';
import { fromPath, toClientUri } from '../server/src/host/uri';
import { readArguments } from '../server/src/main.cli.arguments';
import { check } from '../server/src/main.cli.check';
import { LanguageClient } from './support/languageClient';
import { recordingTerminal } from './support/terminal';

interface Shown {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const sample = fromPath(resolve(import.meta.dirname, 'sample'));

describe('editor and command line', () => {
  it('say the same of the same files', async () => {
    const terminal = recordingTerminal(sample);
    const command = readArguments(['check', '.', '--format', 'json']);
    assert.equal(command.kind, 'check');
    assert.ok('folder' in command);
    await check('check', command, terminal, { createAnalyzer, rules: ruleMetas, version: '0' });
    const report: {
      readonly findings: readonly Shown[];
      readonly endpoints: readonly { readonly id: string; readonly verdict: string }[];
    } = JSON.parse(terminal.written.out);
    assert.ok(report.findings.length > 0);

    const client = await LanguageClient.start({ roots: [sample], files: nodeFiles, createAnalyzer, rules: ruleMetas });
    const pulled: Shown[] = [];
    for (const uri of (await nodeFiles.list(sample)).files) {
      for (const { code, range, message } of await client.diagnostics(uri)) {
        const { line, character } = range.start;
        pulled.push({
          rule: String(code),
          file: uri.slice(sample.length + 1),
          line: line + 1,
          column: character + 1,
          message: String(message),
        });
      }
    }
    void client.holdWorkspace().catch(() => undefined);
    const files = new Set(report.findings.map(({ file }) => toClientUri(`${sample}/${file}`)));
    await client.until(() => client.streamed.size === files.size);
    const endpoints =
      await client.connection.sendRequest<readonly { readonly id: string; readonly verdict: string }[]>('zeroTrustCron/endpoints');
    await client.stop();

    const inOrder = (shown: readonly Shown[]) =>
      shown.map(({ rule, file, line, column, message }) => [file, line, column, rule, message].join(' ')).toSorted();
    assert.deepEqual(inOrder(pulled), inOrder(report.findings));
    assert.deepEqual(new Set(client.streamed.keys()), files);
    assert.deepEqual(
      endpoints.map(({ id, verdict }) => [id, verdict]),
      report.endpoints.map(({ id, verdict }) => [id, verdict]),
    );
  }).timeout(20_000);
});
