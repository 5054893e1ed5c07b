import { RequestType, type CodeLens, type Hover, type HoverParams, type TextDocumentPositionParams } from 'vscode-languageserver';
import type { CodeLensParams } from 'vscode-languageserver';
import type { Report } from '../engine/report';
import { fromClientUri } from '../host/uri';
import type { Uri } from '../model/source';
import { endpointsAt } from '../report/endpointsAt';
import { explanation } from '../report/explain';
import { placesIn } from '../report/position';
import { styleFor } from '../report/style';
import type { Folder } from './folders';
import { guarded } from './guarded';
import { hoverAt } from './hovers';
import { codeLenses } from './lenses';
import { explainRequest } from './requests';
import type { ServerState } from './state';

/** Answers what people read at a place: lenses, hovers and explanations. */
export function serveReading(state: ServerState): void {
  const { connection, log } = state;
  const reportOf = async (clientUri: string): Promise<Here | undefined> => {
    await state.ready;
    const uri = fromClientUri(clientUri);
    const folder = state.folders.of(uri);
    if (folder === undefined || !folder.settings.enable) return undefined;
    const report = await folder.report();
    return report && { uri, folder, report };
  };

  connection.onCodeLens(
    guarded<CodeLensParams, CodeLens[]>(
      log,
      'The code lenses of a document',
      async ({ textDocument }) => {
        const here = await reportOf(textDocument.uri);
        if (here === undefined) return [];
        const { report, uri, folder } = here;
        return [...codeLenses(report, uri, { positions: state.positionsOf(folder), now: new Date(), hasCommands: state.hasCommands })];
      },
      [],
    ),
  );

  connection.onHover(
    guarded<HoverParams, Hover | null>(
      log,
      'A hover',
      async ({ textDocument, position }) => {
        const here = await reportOf(textDocument.uri);
        if (here === undefined) return null;
        const { report, uri, folder } = here;
        const positions = state.positionsOf(folder);
        const offset = positions.document(uri)?.offsetAt(position);
        const read = (one: Uri) => folder.session.read(one);
        return (offset === undefined ? undefined : hoverAt(report, uri, offset, { positions, read, now: new Date() })) ?? null;
      },
      null,
    ),
  );

  const explain = guarded<TextDocumentPositionParams, string | null>(
    log,
    explainRequest,
    async ({ textDocument, position }) => {
      const here = await reportOf(textDocument.uri);
      if (here === undefined) return null;
      const { report, uri, folder } = here;
      const places = placesIn(folder.root, (one) => folder.session.read(one));
      const found = endpointsAt(report, uri, position.line + 1, places);
      return found.length === 0 ? null : found.map((one) => explanation(one, { report, places }, styleFor(false))).join('\n');
    },
    null,
  );
  connection.onRequest(new RequestType<TextDocumentPositionParams, string | null, void>(explainRequest), explain);
}

interface Here {
  readonly uri: Uri;
  readonly folder: Folder;
  readonly report: Report;
}
