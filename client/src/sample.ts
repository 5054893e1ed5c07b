import { commands, Uri, ViewColumn, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { sampleFiles } from './sampleFiles';

const walkthrough = 'zero-trust-cron.zero-trust-cron#zeroTrustCron.start';

/** The command that opens a fresh copy of the vulnerable sample, in a window of its own if this one holds a folder. */
export function registerSample({ globalStorageUri, extensionUri }: ExtensionContext): readonly Disposable[] {
  const sample = Uri.joinPath(globalStorageUri, 'sample');
  // Tells the window that opens the sample to begin with its first finding; memory that windows share arrives there too late.
  const pending = Uri.joinPath(globalStorageUri, 'sample-opened');
  void greet(sample, pending);
  return [
    commands.registerCommand('zeroTrustCron.openSample', async () => {
      await copySample(extensionUri, sample);
      await workspace.fs.writeFile(pending, new Uint8Array());
      await commands.executeCommand('vscode.openFolder', sample, { forceNewWindow: workspace.workspaceFolders !== undefined });
    }),
  ];
}

/** Writes the sample into a folder, over what is there. */
async function copySample(extension: Uri, target: Uri): Promise<void> {
  for (const file of sampleFiles)
    await workspace.fs.writeFile(Uri.joinPath(target, file), await workspace.fs.readFile(Uri.joinPath(extension, 'test/sample', file)));
}

/** In the window with the sample: its first finding, and the walkthrough beside it. */
async function greet(sample: Uri, pending: Uri): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder?.uri.path !== sample.path) return;
  try {
    await workspace.fs.delete(pending);
  } catch {
    return;
  }
  await commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
  // What the other window did completes no step here; a walkthrough only sees what happens after it is open.
  await commands.executeCommand('setContext', 'zeroTrustCron.sample', true);
  await window.showTextDocument(Uri.joinPath(folder.uri, 'app/api/cron/digest/route.ts'), {
    viewColumn: ViewColumn.Beside,
    preview: false,
  });
}
