import { DiagnosticSeverity, Position, workspace, WorkspaceEdit } from 'vscode';
import { acceptedFile } from '../protocol';
import { expectEqual } from './expect';
import { codesOf, fileUri, open, untilDiagnostics, write } from './workspace';

const reports = 'app/api/cron/reports/route.ts';

async function insert(path: string, line: number, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.insert(fileUri(path), new Position(line, 0), text);
  await workspace.applyEdit(edit);
}

describe('what is accepted', () => {
  afterEach(async () => {
    await open(reports);
    await untilDiagnostics(fileUri(reports), (codes) => codes.join() === 'no-internal-bypass');
  });

  it('is a finding under a comment with a reason, until the day that the comment names', async () => {
    await open(reports);
    await untilDiagnostics(fileUri(reports), (codes) => codes.includes('no-internal-bypass'));
    const restored = (await workspace.openTextDocument(fileUri(reports))).getText();
    const comment = (until: string) => `  // zero-trust-cron-ignore no-internal-bypass -- only reachable from the tests${until}\n`;
    await insert(reports, 4, comment(''));
    await untilDiagnostics(fileUri(reports), (codes) => codes.length === 0);
    const replace = async (text: string): Promise<void> => {
      const document = await workspace.openTextDocument(fileUri(reports));
      const edit = new WorkspaceEdit();
      edit.replace(document.uri, document.validateRange(document.lineAt(4).rangeIncludingLineBreak), text);
      await workspace.applyEdit(edit);
    };
    await replace(comment(' until 2020-01-01'));
    await untilDiagnostics(fileUri(reports), (codes) => codes.join() === 'directive,no-internal-bypass');
    await replace('  // zero-trust-cron-ignore no-ip-trust -- of nothing\n');
    await untilDiagnostics(fileUri(reports), (codes) => codes.join() === 'directive,no-internal-bypass');
    await replace('');
    expectEqual((await workspace.openTextDocument(fileUri(reports))).getText(), restored, 'the text');
  });

  it('is information when a baseline of the command line tool holds it', async () => {
    const accepted = await workspace.fs.readFile(fileUri(acceptedFile));
    await write('zero-trust-cron-baseline.json', new TextDecoder().decode(accepted));
    const severities = async (severity: DiagnosticSeverity): Promise<void> => {
      for (;;) {
        const [found] = await untilDiagnostics(fileUri(reports), (codes) => codes.includes('no-internal-bypass'));
        if (found?.severity === severity) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await severities(DiagnosticSeverity.Information);
    await workspace.fs.delete(fileUri('zero-trust-cron-baseline.json'));
    await severities(DiagnosticSeverity.Error);
  });

  it('is what the nearest configuration turns off, and only below it', async () => {
    const server = 'worker/src/server.ts';
    await untilDiagnostics(fileUri(server), (codes) => codes.includes('no-ip-trust'));
    await write('worker/zero-trust-cron.json', '{ "rules": { "no-ip-trust": "off", "no-internal-bypass": "off" } }');
    await untilDiagnostics(fileUri(server), (codes) => codes.length === 0);
    expectEqual(codesOf(await untilDiagnostics(fileUri(reports), () => true)), ['no-internal-bypass'], 'elsewhere');
    await workspace.fs.delete(fileUri('worker/zero-trust-cron.json'));
    await untilDiagnostics(fileUri(server), (codes) => codes.includes('no-ip-trust'));
  });

  it('is what an override of the configuration turns off for its files', async () => {
    const file = 'zero-trust-cron.json';
    await write(file, '{ "overrides": [{ "files": ["app/api/cron/reports/**"], "rules": { "no-internal-bypass": "off" } }] }');
    await untilDiagnostics(fileUri(reports), (codes) => codes.length === 0);
    await workspace.fs.delete(fileUri(file));
  });
});
