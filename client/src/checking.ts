import { commands, l10n, ProgressLocation, window, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { EndpointItem } from './inventory';

/** The command that analyses every folder, shows how that goes, can be cancelled, and ends at the list of problems. */
export function registerCheck(client: BaseLanguageClient): Disposable {
  return commands.registerCommand('zeroTrustCron.checkWorkspace', async () => {
    if (!client.isRunning()) return;
    const options = { location: ProgressLocation.Notification, title: l10n.t('Checking scheduled endpoints'), cancellable: true };
    const isDone = await window.withProgress(options, async (_, token) => {
      await client.sendRequest<readonly EndpointItem[]>('zeroTrustCron/endpoints', token);
      return !token.isCancellationRequested;
    });
    if (isDone) await commands.executeCommand('workbench.actions.view.problems');
  });
}
