import type { ExtensionContext } from 'vscode';
import { activateWith } from './activation';

/** Entry of the browser's extension host. That host loads one file; the client library in it is not run before it is needed. */
export function activate(context: ExtensionContext): void {
  activateWith(context, async (log) => (await import('./languageClient.web')).createClient(context, log));
}
