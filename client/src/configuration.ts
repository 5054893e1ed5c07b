import { commands, l10n, Uri, window, workspace, type Disposable } from 'vscode';

/** What a new configuration begins with; the schema tells the rest. */
const template = `{
  // For the editor and the command line; what is left out has its default.
  "profile": "recommended",
  "rules": {},
  "exclude": [],
  "cron": []
}
`;

/** The command that opens the configuration file of a folder, made if there is none. */
export function registerConfiguration(): Disposable {
  return commands.registerCommand('zeroTrustCron.createConfiguration', async () => {
    const folders = workspace.workspaceFolders ?? [];
    const folder =
      folders.length > 1
        ? await window.showWorkspaceFolderPick({ placeHolder: l10n.t('The folder that the configuration holds for') })
        : folders[0];
    if (folder === undefined) return;
    const file = Uri.joinPath(folder.uri, 'zero-trust-cron.json');
    if (!(await exists(file))) await workspace.fs.writeFile(file, new TextEncoder().encode(template));
    await window.showTextDocument(file);
  });
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
