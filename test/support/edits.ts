import type { WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fromClientUri } from '../../server/src/host/uri';
import type { Fix } from '../../server/src/model/finding';
import { type Texts, pathOf } from './workspace';

/** A project with a fix applied. Edits do not overlap, as LSP demands. */
export function applyFix(texts: Texts, fix: Pick<Fix, 'edits' | 'files'>): Texts {
  const result: Record<string, string> = { ...texts };
  for (const { span, newText } of fix.edits.toSorted((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)) {
    const path = pathOf(span.uri);
    const text = result[path];
    if (text === undefined) throw new Error(`${span.uri} is edited and not part of the workspace`);
    result[path] = text.slice(0, span.start) + newText + text.slice(span.end);
  }
  for (const { uri, text } of fix.files) {
    if (texts[pathOf(uri)] !== undefined) throw new Error(`${uri} is created and exists already`);
    result[pathOf(uri)] = text;
  }
  return result;
}

/** A project with an edit of the language server applied. */
export function applyWorkspaceEdit(texts: Texts, { documentChanges = [] }: WorkspaceEdit): Texts {
  const result: Record<string, string> = { ...texts };
  for (const change of documentChanges) {
    if ('edits' in change) {
      const path = pathOf(fromClientUri(change.textDocument.uri));
      const document = TextDocument.create(change.textDocument.uri, '', 0, result[path] ?? '');
      result[path] = TextDocument.applyEdits(
        document,
        change.edits.flatMap((edit) => ('newText' in edit ? [edit] : [])),
      );
    } else if (change.kind === 'create') {
      result[pathOf(fromClientUri(change.uri))] = '';
    }
  }
  return result;
}
