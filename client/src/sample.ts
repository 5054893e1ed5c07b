import { commands, Uri, ViewColumn, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { sampleFiles } from './sampleFiles';

const walkthrough = 'zero-trust-cron.zero-trust-cron#zeroTrustCron.start';

/** The command that opens a fresh copy of the vulnerable sample, in a window of its own if this one holds a folder. */
export function registerSample(context: ExtensionContext): Disposable {
  return commands.registerCommand('zeroTrustCron.openSample', async () => {
    const { sample, pending } = placesOf(context);
    await copySample(context.extensionUri, sample);
    await workspace.fs.writeFile(pending, new Uint8Array());
    await commands.executeCommand('vscode.openFolder', sample, { forceNewWindow: workspace.workspaceFolders !== undefined });
  });
}

/** Where the copy is, and the file that tells the window which opens it to begin with its first finding; memory that windows share arrives there too late. */
function placesOf({ globalStorageUri }: ExtensionContext): { readonly sample: Uri; readonly pending: Uri } {
  return { sample: Uri.joinPath(globalStorageUri, 'sample'), pending: Uri.joinPath(globalStorageUri, 'sample-opened') };
}

/** Writes the sample into a folder, over what is there. */
async function copySample(extension: Uri, target: Uri): Promise<void> {
  for (const file of sampleFiles)
    await workspace.fs.writeFile(Uri.joinPath(target, file), await workspace.fs.readFile(Uri.joinPath(extension, 'test/sample', file)));
}

/** Opens the first finding in the window with the sample, and the walkthrough beside it. */
export async function greet(context: ExtensionContext): Promise<void> {
  const { sample, pending } = placesOf(context);
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
