import { commands, l10n, ProgressLocation, window, type Disposable } from 'vscode';
import { endpointsRequest } from '../../server/src/protocol/messages';
import type { Server } from './server';

/** The command that analyses every folder, shows how that goes, can be cancelled, and ends at the list of problems. */
export function registerCheck(server: Server): Disposable {
  return commands.registerCommand('zeroTrustCron.checkWorkspace', async () => {
    const options = { location: ProgressLocation.Notification, title: l10n.t('Checking scheduled endpoints'), cancellable: true };
    const isDone = await window.withProgress(options, async (_, token) => {
      try {
        await server.ask(endpointsRequest, {}, token);
      } catch (error) {
        if (!token.isCancellationRequested) throw error;
      }
      return !token.isCancellationRequested;
    });
    if (isDone) await commands.executeCommand('workbench.actions.view.problems');
  });
}
