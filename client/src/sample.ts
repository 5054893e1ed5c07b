import { commands, Uri, ViewColumn, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { sampleFiles } from './sampleFiles';

const walkthrough = 'zero-trust-cron.zero-trust-cron#zeroTrustCron.start';

/** Where the window that opens the sample is told to show its first finding. */
const pending = 'zeroTrustCron.sampleOpened';

/** The command that opens a fresh copy of the vulnerable sample, in a window of its own if this one holds a folder. */
export function registerSample(context: ExtensionContext): readonly Disposable[] {
  const sample = Uri.joinPath(context.globalStorageUri, 'sample');
  void greet(context, sample);
  return [
    commands.registerCommand('zeroTrustCron.openSample', async () => {
      await copySample(context.extensionUri, sample);
      await context.globalState.update(pending, true);
      await commands.executeCommand('vscode.openFolder', sample, { forceNewWindow: workspace.workspaceFolders !== undefined });
    }),
  ];
}

/** Writes the sample into a folder, over what is there. */
export async function copySample(extension: Uri, target: Uri): Promise<void> {
  for (const file of sampleFiles)
    await workspace.fs.writeFile(Uri.joinPath(target, file), await workspace.fs.readFile(Uri.joinPath(extension, 'test/sample', file)));
}

/** In the window with the sample: its first finding, and the walkthrough beside it. */
async function greet({ globalState }: ExtensionContext, sample: Uri): Promise<void> {
  if (workspace.workspaceFolders?.[0]?.uri.toString() !== sample.toString() || globalState.get(pending) !== true) return;
  await globalState.update(pending, undefined);
  await commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
  await window.showTextDocument(Uri.joinPath(sample, 'app/api/cron/digest/route.ts'), { viewColumn: ViewColumn.Beside, preview: false });
}
