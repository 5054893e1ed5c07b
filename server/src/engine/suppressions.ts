import type { Finding } from '../model/finding';
import type { SourceText, Uri } from '../model/source';
import { directiveRule } from './help';

/** What the directives of a file are judged by. */
export interface DirectiveContext {
  /** `YYYY-MM-DD`; a directive holds through its last day. */
  readonly today: string;
  /** Whether a rule of that name exists. */
  isRule(id: string): boolean;
  /** Whether findings of a rule are reported in a file at all; a directive for one that is off is not called unused. */
  isOn(id: string, uri: Uri): boolean;
}

/** A file's findings with the suppressed ones marked, and what is wrong with its directives. */
export interface SuppressionResult {
  readonly findings: readonly Finding[];
  readonly directives: readonly Finding[];
}

interface Directive {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
  /** `undefined`: the whole file. Zero-based. */
  readonly line: number | undefined;
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until: string | undefined;
}

const word = 'zero-trust-cron-ignore';
const directivePattern = /(?:\/\/|\/\*+|\{\/\*|<!--|#|--)[ \t]*zero-trust-cron-ignore(-file)?(?![\w-])([^\r\n]*)/g;
const commentOnly = /^\s*(?:\/\/|\/\*|\*|\{\/\*|<!--|#(?=[\s!])|--\s|$)/;

/** Marks the findings of one file that a directive with a reason covers, and reports directives that are unused, expired or incomplete. */
export function applyDirectives(source: SourceText, findings: readonly Finding[], context: DirectiveContext): SuppressionResult {
  const lines = source.text.includes(word) ? lineStarts(source.text) : undefined;
  if (lines === undefined) return { findings, directives: [] };
  const directives = readDirectives(source, lines);
  const used = new Set<string>();
  const marked = findings.map((finding) => {
    const directive = directives.find((candidate) => holds(candidate, context) && covers(candidate, finding, lines));
    if (directive === undefined) return finding;
    used.add(`${directive.start} ${finding.rule}`);
    return { ...finding, suppressed: { reason: directive.reason } };
  });
  const problems = directives.flatMap((directive) =>
    problemsOf(directive, context, used).map((message) => directiveFinding(directive, message)),
  );
  return { findings: marked, directives: problems };
}

/** Texts without directives, so that they are searched once and not after every edit of another file. */
const plain = new WeakSet<SourceText>();

/** The same for all files; findings keep their places, what is wrong with directives follows them. */
export function applyAllDirectives(
  sources: Iterable<SourceText>,
  findings: readonly Finding[],
  context: DirectiveContext,
): readonly Finding[] {
  const places = new Map<Uri, number[]>();
  findings.forEach((finding, index) => places.set(finding.span.uri, [...(places.get(finding.span.uri) ?? []), index]));
  const all = [...findings];
  const added: Finding[] = [];
  for (const source of sources) {
    if (plain.has(source)) continue;
    if (!source.text.includes(word)) {
      plain.add(source);
      continue;
    }
    const indices = places.get(source.uri) ?? [];
    const result = applyDirectives(
      source,
      indices.flatMap((index) => findings[index] ?? []),
      context,
    );
    result.findings.forEach((finding, position) => {
      const index = indices[position];
      if (index !== undefined) all[index] = finding;
    });
    added.push(...result.directives);
  }
  added.sort((a, b) => (a.span.uri === b.span.uri ? a.span.start - b.span.start : a.span.uri < b.span.uri ? -1 : 1));
  return [...all, ...added];
}

function readDirectives(source: SourceText, lines: readonly number[]): readonly Directive[] {
  return [...source.text.matchAll(directivePattern)].map((match) => {
    const body = (match[2] ?? '').replace(/(?:\*\/\}?|-->)[\s\S]*$/, '');
    const dashes = /(?:^|\s)--(?=\s|$)/.exec(body);
    const names = dashes === null ? body : body.slice(0, dashes.index);
    const said = dashes === null ? '' : body.slice(dashes.index + dashes[0].length);
    const until = /(?:^|\s)[[(]?until\s+(\d{4}-\d{2}-\d{2})[\])]?[.\s]*$/i.exec(said);
    const reason = (until === null ? said : said.slice(0, until.index)).trim();
    const start = match.index;
    return {
      source,
      start,
      end: start + match[0].trimEnd().length,
      line: match[1] === undefined ? lineOf(source.text, lines, start) : undefined,
      rules: names.split(/[\s,]+/).filter((name) => name !== ''),
      // What the editor leaves for the developer to fill in is no reason.
      reason: /^<.*>$/.test(reason) ? '' : reason,
      until: until?.[1],
    };
  });
}

/** The line a directive at an offset speaks of: its own after code, else the next one that is not itself a comment. */
function lineOf(text: string, lines: readonly number[], start: number): number {
  const own = lineAt(lines, start);
  if (text.slice(lines[own] ?? 0, start).trim() !== '') return own;
  for (let line = own + 1; line < lines.length; line++) {
    if (!commentOnly.test(text.slice(lines[line] ?? 0, lines[line + 1] ?? text.length))) return line;
  }
  return own;
}

function holds(directive: Directive, context: DirectiveContext): boolean {
  return (
    directive.reason !== '' &&
    isDate(directive.until ?? context.today) &&
    (directive.until === undefined || directive.until >= context.today)
  );
}

function covers(directive: Directive, finding: Finding, lines: readonly number[]): boolean {
  if (!directive.rules.includes(finding.rule)) return false;
  return directive.line === undefined || directive.line === lineAt(lines, finding.span.start);
}

function problemsOf(directive: Directive, context: DirectiveContext, used: ReadonlySet<string>): readonly string[] {
  if (directive.rules.length === 0) return ['The directive names no rule, so it suppresses nothing.'];
  if (directive.reason === '') return ['The directive gives no reason after "--", so it suppresses nothing.'];
  if (directive.until !== undefined && !isDate(directive.until))
    return [`"${directive.until}" is not a date, so the directive suppresses nothing.`];
  if (directive.until !== undefined && directive.until < context.today) return [`The directive expired on ${directive.until}.`];
  return directive.rules.flatMap((rule) => {
    if (!context.isRule(rule)) return [`There is no rule "${rule}".`];
    if (!context.isOn(rule, directive.source.uri) || used.has(`${directive.start} ${rule}`)) return [];
    return [`The directive suppresses nothing: "${rule}" reports nothing here.`];
  });
}

function directiveFinding(directive: Directive, message: string): Finding {
  const span = { uri: directive.source.uri, start: directive.start, end: directive.end };
  const text = directive.source.text.slice(directive.start, directive.end);
  return {
    rule: directiveRule,
    severity: 'information',
    confidence: 'certain',
    span,
    message,
    path: [],
    endpoints: [],
    fixes: [],
    fingerprint: fnv1a(`${directiveRule} ${text} ${message}`),
    suppressed: undefined,
  };
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(lines: readonly number[], offset: number): number {
  let low = 0;
  for (let high = lines.length - 1; low < high;) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
