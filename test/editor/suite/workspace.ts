import { languages, Uri, window, workspace, type Diagnostic, type Tab, type TextDocument } from 'vscode';
import { expectDefined } from './expect';

/** A file of the opened sample. */
export function fileUri(path: string): Uri {
  return Uri.joinPath(expectDefined(workspace.workspaceFolders?.[0], 'workspace folder').uri, path);
}

/** Opens a file of the sample in an editor. */
export async function open(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(fileUri(path));
  await window.showTextDocument(document);
  return document;
}

/** Our diagnostics of a file, now. */
export function diagnosticsOf(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'zero-trust-cron');
}

/** The rules of diagnostics, sorted. */
export function codesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(codeOf).sort();
}

/** The rule of a diagnostic; its `code` is an object once it has a link. */
export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits, by event, until a file's diagnostics are as wanted; mocha's time limit ends the wait. */
export function untilDiagnostics(uri: Uri, wanted: (codes: readonly string[]) => boolean): Promise<readonly Diagnostic[]> {
  return new Promise((resolve) => {
    const look = () => {
      const found = diagnosticsOf(uri);
      if (!wanted(codesOf(found))) return;
      subscription.dispose();
      resolve(found);
    };
    const subscription = languages.onDidChangeDiagnostics((event) => {
      if (event.uris.some((changed) => changed.toString() === uri.toString())) look();
    });
    look();
  });
}

/** Writes a file of the sample, made if there is none. */
export async function write(path: string, text: string): Promise<void> {
  await workspace.fs.writeFile(fileUri(path), new TextEncoder().encode(text));
}

/** Waits, by event, for a tab that is as wanted; mocha's time limit ends the wait. */
export function untilTab(wanted: (tab: Tab) => boolean): Promise<Tab> {
  return new Promise((resolve) => {
    const look = () => {
      const found = window.tabGroups.all.flatMap(({ tabs }) => tabs).find(wanted);
      if (found === undefined) return;
      subscription.dispose();
      resolve(found);
    };
    const subscription = window.tabGroups.onDidChangeTabs(look);
    look();
  });
}
