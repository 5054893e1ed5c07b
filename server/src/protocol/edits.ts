import type {
  AnnotatedTextEdit,
  ClientCapabilities,
  CreateFile,
  Range,
  SnippetTextEdit,
  TextDocumentEdit,
  TextEdit as LspTextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextEdit } from '../model/finding';
import type { FixChange } from '../model/fixing';
import type { SourceText, Uri } from '../model/source';
import type { Positions } from './positions';

/** What a client can do with edits. */
export interface EditSupport {
  readonly documentChanges: boolean;
  readonly create: boolean;
  readonly snippets: boolean;
  /** Edits may ask to be confirmed one by one. */
  readonly annotations: boolean;
}

/** Reads a client's abilities. */
export function editSupport(capabilities: ClientCapabilities): EditSupport {
  const edit = capabilities.workspace?.workspaceEdit;
  // Operations on files are document changes; some clients name only the former.
  const documentChanges = edit?.documentChanges === true || edit?.resourceOperations !== undefined;
  return {
    documentChanges,
    create: edit?.resourceOperations?.includes('create') === true,
    snippets: documentChanges && edit?.snippetEditSupport === true,
    annotations: documentChanges && edit?.changeAnnotationSupport !== undefined,
  };
}

/** The version of an open document; `null` for the others. */
export type VersionOf = (uri: Uri) => number | null;

/** A change with what it is called when the user is asked to confirm it; it is not asked about when it has no name. */
export interface NamedFix extends FixChange {
  readonly confirm?: string;
}

/** Fixes as one edit; `undefined` when the client cannot create the files they need. Overlapping edits keep the first. */
export function workspaceEdit(
  fixes: readonly NamedFix[],
  positions: Positions,
  versionOf: VersionOf,
  support: EditSupport,
): WorkspaceEdit | undefined {
  const files = newFiles(fixes);
  if (files.size > 0 && !support.create) return undefined;
  const annotated = ({ confirm }: NamedFix): { readonly annotationId?: string } =>
    confirm === undefined || !support.annotations ? {} : { annotationId: confirm };
  const edits = new Map<Uri, (LspTextEdit | AnnotatedTextEdit)[]>();
  for (const { edit, fix } of combine(fixes)) {
    const list = edits.get(edit.span.uri) ?? [];
    list.push({ range: positions.range(edit.span), newText: edit.newText, ...annotated(fix) });
    edits.set(edit.span.uri, list);
  }
  if (!support.documentChanges) {
    return { changes: Object.fromEntries([...edits].map(([uri, list]) => [positions.clientUri(uri), list])) };
  }
  const changes: (CreateFile | TextDocumentEdit)[] = [];
  for (const [uri, { text, fix }] of files) {
    const client = positions.clientUri(uri);
    changes.push({ kind: 'create', uri: client, options: { overwrite: false, ignoreIfExists: false }, ...annotated(fix) });
    changes.push({ textDocument: { uri: client, version: null }, edits: [{ range: start, newText: text, ...annotated(fix) }] });
  }
  for (const [uri, list] of edits) changes.push({ textDocument: { uri: positions.clientUri(uri), version: versionOf(uri) }, edits: list });
  const names = support.annotations ? fixes.flatMap(({ confirm }) => confirm ?? []) : [];
  if (names.length === 0) return { documentChanges: changes };
  const changeAnnotations = Object.fromEntries(names.map((label) => [label, { label, needsConfirmation: true }]));
  return { documentChanges: changes, changeAnnotations };
}

/** What fixes create, each file by the fix that needs most of it. */
function newFiles(fixes: readonly NamedFix[]): ReadonlyMap<Uri, { readonly text: string; readonly fix: NamedFix }> {
  const files = new Map<Uri, { readonly text: string; readonly fix: NamedFix }>();
  for (const fix of fixes) {
    for (const { uri, text } of fix.files) {
      const known = files.get(uri);
      if (known === undefined || known.text.length < text.length) files.set(uri, { text, fix });
    }
  }
  return files;
}

const start: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Edits of several fixes in text order; the same insertion by two fixes (an import) happens once, and a fix that overlaps an earlier one waits. */
function combine(fixes: readonly NamedFix[]): readonly { readonly edit: TextEdit; readonly fix: NamedFix }[] {
  const taken: { readonly edit: TextEdit; readonly fix: NamedFix }[] = [];
  for (const fix of fixes) {
    const added = fix.edits.filter((edit) => !taken.some((other) => isSame(edit, other.edit)));
    if (added.some((edit) => taken.some((other) => overlaps(edit, other.edit)))) continue;
    taken.push(...added.map((edit) => ({ edit, fix })));
  }
  return taken.toSorted(({ edit: a }, { edit: b }) =>
    a.span.uri === b.span.uri ? a.span.start - b.span.start : a.span.uri < b.span.uri ? -1 : 1,
  );
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.newText === b.newText && a.span.uri === b.span.uri && a.span.start === b.span.start && a.span.end === b.span.end;
}

function overlaps(a: TextEdit, b: TextEdit): boolean {
  if (a.span.uri !== b.span.uri) return false;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

/** The edit that puts a suppression comment above a line; the reason is the developer's to write. */
export function suppressionEdit(
  source: SourceText,
  line: number,
  rule: string,
  positions: Positions,
  versionOf: VersionOf,
  support: EditSupport,
): WorkspaceEdit {
  const text = positions.document(source.uri)?.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }) ?? '';
  const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
  const end = source.text.includes('\r\n') ? '\r\n' : '\n';
  const range: Range = { start: { line, character: 0 }, end: { line, character: 0 } };
  const comment = `${indent}${commentOpener(source.uri)} zero-trust-cron-ignore ${rule} -- `;
  const uri = positions.clientUri(source.uri);
  if (support.snippets) {
    const edit: SnippetTextEdit = { range, snippet: { kind: 'snippet', value: `${comment}\${1:<reason>}${end}` } };
    return { documentChanges: [{ textDocument: { uri, version: versionOf(source.uri) }, edits: [edit] }] };
  }
  const edits = [{ range, newText: `${comment}<reason>${end}` }];
  if (!support.documentChanges) return { changes: { [uri]: edits } };
  return { documentChanges: [{ textDocument: { uri, version: versionOf(source.uri) }, edits }] };
}

function commentOpener(uri: Uri): string {
  if (/\.(?:ya?ml|toml|tf|sh|py)$/.test(uri)) return '#';
  return uri.endsWith('.sql') ? '--' : '//';
}
