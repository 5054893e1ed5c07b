import { commands, l10n, ProgressLocation, window, type Disposable, type Progress } from 'vscode';
import { endpointsRequest, type CheckProgress } from '../../server/src/protocol/messages';
import type { Server } from './server';

/** The command that analyses every folder, shows how that goes, can be cancelled, and ends at the list of problems. */
export function registerCheck(server: Server): Disposable {
  return commands.registerCommand('zeroTrustCron.checkWorkspace', async () => {
    const options = { location: ProgressLocation.Notification, title: l10n.t('Checking scheduled endpoints'), cancellable: true };
    const isDone = await window.withProgress(options, async (progress, token) => {
      const following = server.onProgress(shownIn(progress));
      try {
        await server.ask(endpointsRequest, { progress: true }, token);
      } catch (error) {
        if (!token.isCancellationRequested) throw error;
      } finally {
        following.dispose();
      }
      return !token.isCancellationRequested;
    });
    if (isDone) await commands.executeCommand('workbench.actions.view.problems');
  });
}

/** Shows how far a check is. What has been shown stays: more may be found while files are still being loaded. */
function shownIn(progress: Progress<{ readonly message: string; readonly increment: number }>): (checked: CheckProgress) => void {
  let shown = 0;
  return ({ folder, folders, done, total }) => {
    const percent = Math.max(shown, ((folder + done / total) / folders) * 100);
    const message =
      folders > 1 ? l10n.t('{0} of {1}, folder {2} of {3}', done, total, folder + 1, folders) : l10n.t('{0} of {1}', done, total);
    progress.report({ message, increment: percent - shown });
    shown = percent;
  };
}
