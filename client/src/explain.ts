import { commands, EventEmitter, l10n, Position, Uri, window, workspace, type Disposable, type Event } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { EndpointItem } from './inventory';

const scheme = 'zero-trust-cron-explain';

/**
 * The command that opens how a verdict was reached as a document of its own, for an entry of the view or the line of the cursor. Open
 * explanations follow the code.
 */
export function registerExplain(client: BaseLanguageClient, onChange: Event<void>): readonly Disposable[] {
  const changed = new EventEmitter<Uri>();
  const nothing = l10n.t('No endpoint is declared at, or passes, this line.');
  return [
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async ({ query }) => {
        const { uri, line } = placeOf(query);
        if (uri === undefined || !client.isRunning()) return nothing;
        const params = { textDocument: { uri }, position: { line, character: 0 } };
        return (await client.sendRequest<string | null>('zeroTrustCron/explain', params)) ?? nothing;
      },
    }),
    onChange(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
    }),
    commands.registerCommand('zeroTrustCron.explainEndpoint', async (node?: { readonly endpoint?: EndpointItem }) => {
      const editor = window.activeTextEditor;
      const place = node?.endpoint?.location;
      const uri = place?.uri ?? editor?.document.uri.toString();
      if (uri === undefined) return;
      const { line } = place?.range.start ?? editor?.selection.active ?? new Position(0, 0);
      const name = uri.slice(uri.lastIndexOf('/') + 1);
      const document = Uri.from({ scheme, path: `/${name}.txt`, query: new URLSearchParams({ uri, line: String(line) }).toString() });
      await window.showTextDocument(await workspace.openTextDocument(document), { preview: true });
    }),
  ];
}

function placeOf(query: string): { readonly uri: string | undefined; readonly line: number } {
  const parameters = new URLSearchParams(query);
  return { uri: parameters.get('uri') ?? undefined, line: Number(parameters.get('line') ?? 0) };
}
