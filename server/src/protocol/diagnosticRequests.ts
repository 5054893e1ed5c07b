import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import { fromClientUri } from '../host/uri';
import { diagnosticSource, diagnosticsOf, resultId } from './diagnostics';
import { guarded } from './guarded';
import type { ServerState } from './state';
import type { Delayed } from './timer';

/** An analysis that broke proves nothing, so the document must not look clean. */
const failed = {
  kind: DocumentDiagnosticReportKind.Full,
  items: [
    {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      severity: DiagnosticSeverity.Information,
      source: diagnosticSource,
      message: 'The file is not analysed: the analysis failed, and the log says why.',
    },
  ],
} satisfies DocumentDiagnosticReport;

const nothing = { kind: DocumentDiagnosticReportKind.Full, items: [] } satisfies DocumentDiagnosticReport;

/** Answers pulls of one document and of the whole workspace. */
export function serveDiagnostics(state: ServerState, settling: Delayed): void {
  const { diagnostics } = state.connection.languages;
  diagnostics.on(
    guarded<DocumentDiagnosticParams, DocumentDiagnosticReport>(
      state.log,
      'The diagnostics of a document',
      async ({ textDocument, previousResultId }, token) => {
        await state.ready;
        const uri = fromClientUri(textDocument.uri);
        const folder = state.folders.of(uri);
        if (folder === undefined || !folder.settings.enable) return nothing;
        const report = await folder.report({ token });
        if (report === undefined) return undefined;
        const items = [...diagnosticsOf(report, uri, state.positionsOf(folder))];
        const id = resultId(items);
        if (state.documents.has(uri)) state.publisher.pulled(uri, textDocument.uri, id);
        if (previousResultId === id) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id };
        return { kind: DocumentDiagnosticReportKind.Full, resultId: id, items };
      },
      failed,
    ),
  );

  diagnostics.onWorkspace(async ({ previousResultIds }, token, _progress, reporter) => {
    if (reporter === undefined) return wholeWorkspace(state);
    state.publisher.open(reporter, previousResultIds);
    settling.request(0);
    // Held open: an answer would only make the client ask again two seconds later, for ever.
    await new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
    state.publisher.close(reporter);
    return { items: [] };
  });
}

/** For clients that cannot be sent partial results. */
async function wholeWorkspace(state: ServerState): Promise<WorkspaceDiagnosticReport> {
  const { files } = await state.overview();
  return {
    items: [...files.values()].map(({ clientUri, version, diagnostics }) => ({
      kind: DocumentDiagnosticReportKind.Full,
      uri: clientUri,
      version,
      resultId: resultId(diagnostics),
      items: [...diagnostics],
    })),
  };
}
