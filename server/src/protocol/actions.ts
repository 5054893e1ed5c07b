import { CodeActionKind, type CodeAction, type CodeActionParams, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Report } from '../engine/report';
import { directiveRule } from '../engine/help';
import type { Session } from '../engine/session';
import type { Finding, Fix } from '../model/finding';
import type { FixChange } from '../model/fixing';
import type { Uri } from '../model/source';
import { findingDiagnostic, isShown } from './diagnostics';
import { suppressionEdit, workspaceEdit, type EditSupport, type VersionOf } from './edits';
import type { Positions } from './positions';

/** Applies every fix of a file that keeps behaviour. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.zeroTrustCron`;

/** What goes along with a verification, where no finding stands. */
const companionKind = `${CodeActionKind.Refactor}.zeroTrustCron`;

/** The kinds this server offers. */
export const codeActionKinds: readonly string[] = [CodeActionKind.QuickFix, companionKind, fixAllKind];

/** Everything code actions are made from; they are stateless, so each request brings its own. */
export interface CodeActionContext {
  readonly session: Session;
  readonly report: Report;
  readonly positions: Positions;
  readonly versionOf: VersionOf;
  readonly support: EditSupport;
  /** Whether the client asks for edits only when an action is chosen. */
  readonly resolves: boolean;
  /** Whether the client shows actions that cannot be chosen, with their reason. */
  readonly explains: boolean;
  /** What a rule advises. */
  remedyOf(rule: string): string | undefined;
}

/** What an action carries from the list to its resolution. */
export type ActionKey =
  | {
      readonly kind: 'fix';
      readonly uri: Uri;
      readonly rule: string;
      readonly fingerprint: string;
      readonly start: number;
      readonly fix: string;
    }
  | { readonly kind: 'companion'; readonly uri: Uri; readonly endpoint: string; readonly companion: string }
  | { readonly kind: 'fixAll'; readonly uri: Uri };

/** The actions for a range of a file: fixes of every finding there, the preferred ones first, what goes along with them, suppressions last. */
export async function codeActions(uri: Uri, params: CodeActionParams, context: CodeActionContext): Promise<readonly CodeAction[]> {
  const { only, diagnostics } = params.context;
  const isAsked = (kind: string): boolean => only === undefined || only.some((asked) => includes(asked, kind));
  if (only !== undefined && isAsked(fixAllKind)) return fixAllActions(uri, context);
  const findings = context.report.findings.filter(
    (finding) => finding.span.uri === uri && isShown(finding) && touches(context.positions.range(finding.span), params.range),
  );
  // Beside a fix a companion is one of what can be done about the finding.
  const kind = findings.length > 0 ? CodeActionKind.QuickFix : companionKind;
  const companions = isAsked(kind) ? await companionActions(uri, params.range, kind, context) : [];
  if (!isAsked(CodeActionKind.QuickFix)) return companions;
  const fixes = findings.flatMap((finding) => fixActions(finding, diagnostics, context));
  return [
    ...fixes.filter((action) => action.isPreferred === true),
    ...fixes.filter((action) => action.isPreferred !== true),
    ...companions,
    ...findings.flatMap((finding) => explainActions(finding, diagnostics, context)),
    ...findings.flatMap((finding) => suppressActions(finding, diagnostics, context)),
  ];
}

/** Adds the edit to an action that was chosen; without one the fix no longer applies. */
export function resolveCodeAction(action: CodeAction, key: ActionKey, context: CodeActionContext): CodeAction {
  const changes = changesOf(key, context);
  const edit = changes.length === 0 ? undefined : workspaceEdit(changes, context.positions, context.versionOf, context.support);
  return edit === undefined ? action : { ...action, edit };
}

/** Reads what an action carries; `undefined` when it is none of ours. */
export function actionKey(data: unknown): ActionKey | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('uri' in data) || typeof data.uri !== 'string') return undefined;
  if (data.kind === 'fixAll') return { kind: 'fixAll', uri: data.uri };
  if (data.kind === 'companion') return companionKey(data.uri, data);
  if (data.kind !== 'fix' || !('rule' in data) || !('fingerprint' in data) || !('start' in data) || !('fix' in data)) return undefined;
  const { uri, rule, fingerprint, start, fix } = data;
  if (typeof rule !== 'string' || typeof fingerprint !== 'string' || typeof start !== 'number' || typeof fix !== 'string') return undefined;
  return { kind: 'fix', uri, rule, fingerprint, start, fix };
}

function companionKey(uri: Uri, data: object): ActionKey | undefined {
  if (!('endpoint' in data) || !('companion' in data)) return undefined;
  const { endpoint, companion } = data;
  return typeof endpoint === 'string' && typeof companion === 'string' ? { kind: 'companion', uri, endpoint, companion } : undefined;
}

function changesOf(key: ActionKey, context: CodeActionContext): readonly FixChange[] {
  if (key.kind !== 'companion') return fixesOf(key, context);
  const made = context.session.companion({ id: key.companion, endpoint: key.endpoint });
  return made === undefined ? [] : [made];
}

async function companionActions(uri: Uri, range: Range, kind: string, context: CodeActionContext): Promise<readonly CodeAction[]> {
  const document = context.positions.document(uri);
  if (document === undefined) return [];
  const place = { uri, start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  return (await context.session.companions(place)).map(({ id, endpoint, title }) => {
    const key: ActionKey = { kind: 'companion', uri, endpoint, companion: id };
    const action: CodeAction = { title, kind, data: key };
    return context.resolves ? action : resolveCodeAction(action, key, context);
  });
}

function fixesOf(key: Exclude<ActionKey, { readonly kind: 'companion' }>, context: CodeActionContext): readonly Fix[] {
  if (key.kind === 'fixAll') {
    const created = new Map<Uri, string>();
    return openFindings(key.uri, context).flatMap((finding) => {
      const offer =
        finding.fixes.find((candidate) => candidate.safe && candidate.preferred) ?? finding.fixes.find((candidate) => candidate.safe);
      return offer === undefined ? [] : (context.session.fix(finding, offer.id, created) ?? []);
    });
  }
  const same = openFindings(key.uri, context).filter((finding) => finding.rule === key.rule && finding.fingerprint === key.fingerprint);
  const finding = same.find((candidate) => candidate.span.start === key.start) ?? same[0];
  return finding === undefined ? [] : [context.session.fix(finding, key.fix) ?? []].flat();
}

function openFindings(uri: Uri, context: CodeActionContext): readonly Finding[] {
  return context.report.findings.filter((finding) => finding.span.uri === uri && isShown(finding));
}

function fixActions(finding: Finding, given: readonly Diagnostic[], context: CodeActionContext): readonly CodeAction[] {
  return finding.fixes.map((offer) => {
    const key: ActionKey = {
      kind: 'fix',
      uri: finding.span.uri,
      rule: finding.rule,
      fingerprint: finding.fingerprint,
      start: finding.span.start,
      fix: offer.id,
    };
    const action: CodeAction = {
      title: offer.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticFor(finding, given, context)],
      ...(offer.preferred ? { isPreferred: true } : {}),
      data: key,
    };
    return context.resolves ? action : resolveCodeAction(action, key, context);
  });
}

/** Where no edit is right in every project, an action that cannot be chosen says what to do. */
function explainActions(finding: Finding, given: readonly Diagnostic[], context: CodeActionContext): readonly CodeAction[] {
  const remedy = context.remedyOf(finding.rule);
  if (!context.explains || finding.fixes.length > 0 || remedy === undefined) return [];
  return [
    {
      title: `Fix ${finding.rule} by hand`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticFor(finding, given, context)],
      disabled: { reason: `No edit is right in every project. ${remedy}` },
    },
  ];
}

function suppressActions(finding: Finding, given: readonly Diagnostic[], context: CodeActionContext): readonly CodeAction[] {
  const source = context.session.read(finding.span.uri);
  if (source === undefined || finding.rule === directiveRule) return [];
  const { line } = context.positions.range(finding.span).start;
  return [
    {
      title: `Suppress ${finding.rule} for this line, with a reason`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticFor(finding, given, context)],
      edit: suppressionEdit(source, line, finding.rule, context.positions, context.versionOf, context.support),
    },
  ];
}

function fixAllActions(uri: Uri, context: CodeActionContext): readonly CodeAction[] {
  const key: ActionKey = { kind: 'fixAll', uri };
  if (!openFindings(uri, context).some((finding) => finding.fixes.some((offer) => offer.safe))) return [];
  const action: CodeAction = { title: 'Fix all findings that keep behaviour', kind: fixAllKind, data: key };
  // Editors apply fix-all on save without asking for anything else, so the edit comes with it.
  return [resolveCodeAction(action, key, context)];
}

function diagnosticFor(finding: Finding, given: readonly Diagnostic[], context: CodeActionContext): Diagnostic {
  const made = findingDiagnostic(finding, context.positions);
  const isSame = ({ code, range, message }: Diagnostic): boolean =>
    code === made.code && message === made.message && equal(range, made.range);
  return given.find(isSame) ?? made;
}

function includes(asked: string, kind: string): boolean {
  return kind === asked || kind.startsWith(`${asked}.`) || asked === '';
}

function touches(a: Range, b: Range): boolean {
  return compare(a.start, b.end) <= 0 && compare(b.start, a.end) <= 0;
}

function compare(a: Range['start'], b: Range['start']): number {
  return a.line - b.line || a.character - b.character;
}

function equal(a: Range, b: Range): boolean {
  return compare(a.start, b.start) === 0 && compare(a.end, b.end) === 0;
}
