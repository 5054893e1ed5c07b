import { commands, ConfigurationTarget, workspace } from 'vscode';
import { expectEqual } from './expect';
import { codesOf, diagnosticsOf, fileUri, open, untilDiagnostics } from './workspace';

const reports = 'app/api/cron/reports/route.ts';

async function configure(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('zeroTrustCron').update(name, value, ConfigurationTarget.Global);
}

describe('the session', () => {
  it('follows a rule that the settings turn off and on again', async () => {
    await open(reports);
    await untilDiagnostics(fileUri(reports), (codes) => codes.includes('no-internal-bypass'));
    await configure('rules', { 'no-internal-bypass': 'off' });
    await untilDiagnostics(fileUri(reports), (codes) => !codes.includes('no-internal-bypass'));
    await configure('rules', undefined);
    await untilDiagnostics(fileUri(reports), (codes) => codes.includes('no-internal-bypass'));
  });

  it('reports nothing while it is disabled', async () => {
    await open(reports);
    await configure('enable', false);
    await untilDiagnostics(fileUri(reports), (codes) => codes.length === 0);
    await configure('enable', undefined);
    await untilDiagnostics(fileUri(reports), (codes) => codes.includes('no-internal-bypass'));
  });

  it('reports the same after a restart of the server', async () => {
    await open(reports);
    const before = codesOf(await untilDiagnostics(fileUri(reports), (codes) => codes.length > 0));
    await commands.executeCommand('zeroTrustCron.restart');
    expectEqual(codesOf(await untilDiagnostics(fileUri(reports), (codes) => codes.length > 0)), before, 'rules');
  });

  it('checks the whole workspace when asked', async () => {
    await commands.executeCommand('zeroTrustCron.checkWorkspace');
    expectEqual(codesOf(diagnosticsOf(fileUri(reports))), ['no-internal-bypass'], 'rules');
  });
});
