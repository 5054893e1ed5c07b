import { commands, env, l10n, Position, Uri, ViewColumn, window, workspace, type Disposable, type WebviewPanel } from 'vscode';
import { explainRequest, type EndpointItem, type Explanation } from '../../server/src/protocol/messages';
import { explanationPage, type PageWords, type PlaceMessage } from './explanationPage';
import { openLocation } from './places';
import type { Server } from './server';

/** The line of code whose endpoints a page explains. */
interface Place {
  readonly uri: string;
  readonly line: number;
}

/**
 * The command that shows how a verdict was reached, as a picture and in words, for an entry of the view or the line of the cursor. There is
 * one page; it follows the code.
 */
export function registerExplain(server: Server): readonly Disposable[] {
  let panel: WebviewPanel | undefined;
  let place: Place | undefined;
  let shown: readonly Explanation[] = [];
  const fill = async (): Promise<void> => {
    if (panel === undefined || place === undefined || server.state === 'stopped') return;
    const params = { textDocument: { uri: place.uri }, position: { line: place.line, character: 0 } };
    shown = await server.ask(explainRequest, params);
    // It may have been closed meanwhile.
    if (panel === undefined) return;
    const [only, ...others] = shown;
    const file = place.uri.slice(place.uri.lastIndexOf('/') + 1);
    panel.title = l10n.t('Explanation of {0}', only === undefined || others.length > 0 ? file : only.title);
    panel.webview.html = explanationPage(shown, words(place), nonce());
  };
  const show = async (asked: Place): Promise<void> => {
    place = asked;
    if (panel === undefined) {
      const beside = { viewColumn: ViewColumn.Beside, preserveFocus: true };
      panel = window.createWebviewPanel('zeroTrustCron.explanation', 'Zero-Trust Cron', beside, {
        enableScripts: true,
        localResourceRoots: [],
      });
      panel.onDidDispose(() => (panel = undefined));
      panel.webview.onDidReceiveMessage(({ explanation, place: number }: PlaceMessage) => {
        const location = shown[explanation]?.picture?.places[number];
        if (location !== undefined) void openLocation(location, ViewColumn.One);
      });
    }
    await fill();
    panel.reveal(undefined, true);
  };
  return [
    { dispose: () => panel?.dispose() },
    server.onChange(() => void fill()),
    commands.registerCommand('zeroTrustCron.explainEndpoint', async (node?: { readonly endpoint?: EndpointItem }) => {
      const editor = window.activeTextEditor;
      const location = node?.endpoint?.location;
      const uri = location?.uri ?? editor?.document.uri.toString();
      const { line } = location?.range.start ?? editor?.selection.active ?? new Position(0, 0);
      if (uri !== undefined) await show({ uri: Uri.parse(uri).toString(), line });
    }),
  ];
}

function words({ uri, line }: Place): PageWords {
  return {
    language: env.language,
    nothing: l10n.t('No endpoint is declared at {0}, and none runs through it.', `${workspace.asRelativePath(Uri.parse(uri))}:${line + 1}`),
    inWords: l10n.t('In words'),
    unverified: l10n.t('On an unverified path'),
    guard: l10n.t('Guard'),
    effect: l10n.t('Effect'),
    rejection: l10n.t('Rejection'),
  };
}

function nonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
