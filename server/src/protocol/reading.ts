import {
  RequestType,
  type CodeLens,
  type CompletionItem,
  type CompletionParams,
  type Hover,
  type HoverParams,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { CodeLensParams } from 'vscode-languageserver';
import type { EndpointReport, Report } from '../engine/report';
import { fromClientUri } from '../host/uri';
import type { Uri } from '../model/source';
import { endpointsAt } from '../report/endpointsAt';
import { explanation } from '../report/explain';
import type { ReportInput } from '../report/input';
import { pictureOf } from '../report/picture';
import { placesIn } from '../report/position';
import { styleFor } from '../report/style';
import { directiveCompletions } from './completions';
import type { Folder } from './folders';
import { guarded } from './guarded';
import { hoverAt } from './hovers';
import { codeLenses } from './lenses';
import { explainRequest, type Explanation } from './messages';
import type { Positions } from './positions';
import type { ServerState } from './state';

/** Answers what people read at a place: lenses, hovers, completions and explanations. */
export function serveReading(state: ServerState): void {
  const reportOf = async (clientUri: string): Promise<Here | undefined> => {
    await state.ready;
    const uri = fromClientUri(clientUri);
    const folder = state.folders.of(uri);
    if (folder === undefined || !folder.settings.enable) return undefined;
    const report = await folder.report();
    return report && { uri, folder, report };
  };
  serveLenses(state, reportOf);
  serveHovers(state, reportOf);
  serveCompletions(state);
  serveExplanations(state, reportOf);
}

/** The report on the folder of a document; `undefined` where there is none to read. */
type ReportOf = (clientUri: string) => Promise<Here | undefined>;

function serveLenses(state: ServerState, reportOf: ReportOf): void {
  const answer = async ({ textDocument }: CodeLensParams): Promise<CodeLens[]> => {
    const here = await reportOf(textDocument.uri);
    if (here === undefined) return [];
    const { report, uri, folder } = here;
    return [...codeLenses(report, uri, { positions: state.positionsOf(folder), now: new Date(), hasCommands: state.hasCommands })];
  };
  state.connection.onCodeLens(guarded<CodeLensParams, CodeLens[]>(state.log, 'The code lenses of a document', answer, []));
}

function serveHovers(state: ServerState, reportOf: ReportOf): void {
  const answer = async ({ textDocument, position }: HoverParams): Promise<Hover | null> => {
    const here = await reportOf(textDocument.uri);
    if (here === undefined) return null;
    const { report, uri, folder } = here;
    const positions = state.positionsOf(folder);
    const offset = positions.document(uri)?.offsetAt(position);
    const read = (one: Uri) => folder.session.read(one);
    return (offset === undefined ? undefined : hoverAt(report, uri, offset, { positions, read, now: new Date() })) ?? null;
  };
  state.connection.onHover(guarded<HoverParams, Hover | null>(state.log, 'A hover', answer, null));
}

function serveCompletions({ connection, documents, log, rules }: ServerState): void {
  const answer = ({ textDocument, position }: CompletionParams): Promise<CompletionItem[]> => {
    const start = { line: position.line, character: 0 };
    const before = documents.get(fromClientUri(textDocument.uri))?.getText({ start, end: position }) ?? '';
    return Promise.resolve([...directiveCompletions(before, { start, end: position }, rules)]);
  };
  connection.onCompletion(guarded<CompletionParams, CompletionItem[]>(log, 'A completion', answer, []));
}

function serveExplanations(state: ServerState, reportOf: ReportOf): void {
  const answer = async ({ textDocument, position }: TextDocumentPositionParams): Promise<readonly Explanation[]> => {
    const here = await reportOf(textDocument.uri);
    if (here === undefined) return [];
    const { report, uri, folder } = here;
    const places = placesIn(folder.root, (one) => folder.session.read(one));
    const found = endpointsAt(report, uri, position.line + 1, places).slice(0, mostExplained);
    return found.map((one) => explained(one, { report, places }, state.positionsOf(folder)));
  };
  state.connection.onRequest(
    new RequestType<TextDocumentPositionParams, readonly Explanation[], void>(explainRequest),
    guarded<TextDocumentPositionParams, readonly Explanation[]>(state.log, explainRequest, answer, []),
  );
}

/** A helper may serve hundreds of endpoints. */
const mostExplained = 3;

function explained(one: EndpointReport, input: Pick<ReportInput, 'report' | 'places'>, positions: Positions): Explanation {
  const { endpoint, verdict } = one;
  const picture = pictureOf(one, input.places);
  return {
    title: `${endpoint.methods.length === 0 ? 'ALL' : endpoint.methods.join(',')} ${endpoint.path}`,
    verdict,
    text: explanation(one, input, styleFor(false)),
    picture: picture ? { svg: picture.svg, summary: picture.summary, places: picture.spans.map((span) => positions.location(span)) } : null,
  };
}

interface Here {
  readonly uri: Uri;
  readonly folder: Folder;
  readonly report: Report;
}
