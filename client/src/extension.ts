import type { ExtensionContext } from 'vscode';
import { activateWith } from './activation';

/** Entry of the desktop and remote extension host. The client library is a file of its own, which is not read before it is needed. */
export function activate(context: ExtensionContext): void {
  activateWith(context, async (log) => (await import('./languageClient')).createClient(context, log));
}
