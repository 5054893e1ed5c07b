import { CodeActionKind, type CodeAction, type CodeActionParams, type Diagnostic, type Range } from 'vscode-languageserver';
import type { Report } from '../engine/report';
import { directiveRule } from '../engine/help';
import type { Session } from '../engine/session';
import type { Finding, Fix } from '../model/finding';
import type { Uri } from '../model/source';
import { findingDiagnostic, isShown } from './diagnostics';
import { suppressionEdit, workspaceEdit, type EditSupport, type VersionOf } from './edits';
import type { Positions } from './positions';

/** Applies every fix of a file that keeps behaviour. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.zeroTrustCron`;

/** The kinds this server offers. */
export const codeActionKinds: readonly string[] = [CodeActionKind.QuickFix, fixAllKind];

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
  | { readonly kind: 'fixAll'; readonly uri: Uri };

/** The actions for a range of a file: fixes of every finding there, the preferred ones first, suppressions last. */
export function codeActions(uri: Uri, params: CodeActionParams, context: CodeActionContext): readonly CodeAction[] {
  const { only } = params.context;
  if (only?.some((kind) => includes(kind, fixAllKind)) === true) return fixAllActions(uri, context);
  if (only !== undefined && !only.some((kind) => includes(kind, CodeActionKind.QuickFix))) return [];
  const findings = context.report.findings.filter(
    (finding) => finding.span.uri === uri && isShown(finding) && touches(context.positions.range(finding.span), params.range),
  );
  const fixes = findings.flatMap((finding) => fixActions(finding, params.context.diagnostics, context));
  const first = fixes.filter((action) => action.isPreferred === true);
  const others = fixes.filter((action) => action.isPreferred !== true);
  const explanations = findings.flatMap((finding) => explainActions(finding, params.context.diagnostics, context));
  return [
    ...first,
    ...others,
    ...explanations,
    ...findings.flatMap((finding) => suppressActions(finding, params.context.diagnostics, context)),
  ];
}

/** Adds the edit to an action that was chosen; without one the fix no longer applies. */
export function resolveCodeAction(action: CodeAction, key: ActionKey, context: CodeActionContext): CodeAction {
  const fixes = fixesOf(key, context);
  const edit = fixes.length === 0 ? undefined : workspaceEdit(fixes, context.positions, context.versionOf, context.support);
  return edit === undefined ? action : { ...action, edit };
}

/** Reads what an action carries; `undefined` when it is none of ours. */
export function actionKey(data: unknown): ActionKey | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('uri' in data) || typeof data.uri !== 'string') return undefined;
  if (data.kind === 'fixAll') return { kind: 'fixAll', uri: data.uri };
  if (data.kind !== 'fix' || !('rule' in data) || !('fingerprint' in data) || !('start' in data) || !('fix' in data)) return undefined;
  const { uri, rule, fingerprint, start, fix } = data;
  if (typeof rule !== 'string' || typeof fingerprint !== 'string' || typeof start !== 'number' || typeof fix !== 'string') return undefined;
  return { kind: 'fix', uri, rule, fingerprint, start, fix };
}

function fixesOf(key: ActionKey, context: CodeActionContext): readonly Fix[] {
  if (key.kind === 'fixAll') {
    return openFindings(key.uri, context).flatMap((finding) => {
      const offer =
        finding.fixes.find((candidate) => candidate.safe && candidate.preferred) ?? finding.fixes.find((candidate) => candidate.safe);
      return offer === undefined ? [] : (context.session.fix(finding, offer.id) ?? []);
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
