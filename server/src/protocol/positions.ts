import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location, Range } from 'vscode-languageserver';
import { toClientUri } from '../host/uri';
import type { SourceText, Span, Uri } from '../model/source';

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Turns offsets into positions, for one state of the files. */
export interface Positions {
  range(span: Span): Range;
  location(span: Span): Location;
  document(uri: Uri): TextDocument | undefined;
  /** The URI by which the client knows a file. */
  clientUri(uri: Uri): string;
}

const documents = new WeakMap<SourceText, TextDocument>();

/** Positions in files that `read` answers; what cannot be read is the start of the file. `known` tells the client's own spelling of a URI. */
export function positionsIn(read: (uri: Uri) => SourceText | undefined, known: (uri: Uri) => string | undefined): Positions {
  const clientUri = (uri: Uri): string => known(uri) ?? toClientUri(uri);
  const document = (uri: Uri): TextDocument | undefined => {
    const source = read(uri);
    if (source === undefined) return undefined;
    const made = documents.get(source) ?? TextDocument.create(uri, '', 0, source.text);
    documents.set(source, made);
    return made;
  };
  const range = (span: Span): Range => {
    const text = document(span.uri);
    return text === undefined ? nowhere : { start: text.positionAt(span.start), end: text.positionAt(span.end) };
  };
  return { range, document, clientUri, location: (span) => ({ uri: clientUri(span.uri), range: range(span) }) };
}
