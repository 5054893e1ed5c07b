import { FileChangeType } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fromClientUri } from '../host/uri';
import { guardedNotification } from './guarded';
import type { ServerState } from './state';
import type { Delayed } from './timer';

/** After an edit, until what it means for other files is worked out; the edited document is answered when it is asked for. Milliseconds. */
const settleDelay = 200;

const kinds: Readonly<Record<FileChangeType, 'created' | 'changed' | 'deleted'>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
};

/** Keeps the folders up to date with open documents and watched files. */
export function followDocuments(state: ServerState, settling: Delayed): void {
  const { connection, documents, folders, log } = state;
  connection.onDidOpenTextDocument(
    guardedNotification(log, 'Opening a document', ({ textDocument: { uri, languageId, version, text } }) => {
      documents.set(fromClientUri(uri), TextDocument.create(uri, languageId, version, text));
      folders.setDocument(fromClientUri(uri), text);
      settling.request(settleDelay);
    }),
  );
  connection.onDidChangeTextDocument(
    guardedNotification(log, 'Changing a document', ({ textDocument, contentChanges }) => {
      const uri = fromClientUri(textDocument.uri);
      const document = documents.get(uri);
      if (document === undefined) return;
      TextDocument.update(document, contentChanges, textDocument.version);
      folders.setDocument(uri, document.getText());
      settling.request(settleDelay);
    }),
  );
  connection.onDidCloseTextDocument(
    guardedNotification(log, 'Closing a document', ({ textDocument }) => {
      const uri = fromClientUri(textDocument.uri);
      documents.delete(uri);
      folders.closeDocument(uri);
      state.publisher.closed(uri);
      settling.request(settleDelay);
    }),
  );
  connection.onDidChangeWatchedFiles(
    guardedNotification(log, 'A change of files', ({ changes }) => {
      folders.watched(changes.map(({ uri, type }) => ({ uri: fromClientUri(uri), kind: kinds[type] })));
      settling.request(settleDelay);
    }),
  );
}
