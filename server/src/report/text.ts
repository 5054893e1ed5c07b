import { helpUri } from '../engine/help';
import type { Verdict } from '../model/finding';
import type { Finding } from '../model/finding';
import type { ReportInput } from './input';
import { cweOf, remarks } from './json';
import type { Place, Places } from './position';
import { printable, type Style } from './style';

/** How wide code is shown before it is cut. Characters. */
const widest = 160;

/** The report for people: every open finding with its code and path, then one line that sums up. */
export function textReport(input: ReportInput, style: Style): string {
  const open = input.report.findings.filter((finding) => finding.suppressed === undefined);
  const left = remarks(input).map(({ title, file, reason }) => `${style.dim(title)} ${printable(file)}: ${printable(reason)}\n`);
  const parts = open.map((finding) => findingText(finding, input, style));
  return [...parts, ...(left.length > 0 ? [left.join('')] : []), summary(input, style)].join('\n');
}

function findingText(finding: Finding, input: ReportInput, style: Style): string {
  const place = input.places.of(finding.span);
  const cwe = cweOf(finding.rule, input);
  const severity = { error: style.red, warning: style.yellow, information: style.blue }[finding.severity](finding.severity);
  const assumed = finding.confidence === 'assumed' ? style.dim(' (assumed)') : '';
  const lines = [
    `${style.bold(`${printable(place.file)}:${place.line}:${place.column}`)} ${severity} ${finding.rule}${cwe === undefined ? '' : style.dim(` ${cwe}`)}${assumed}`,
    `  ${printable(finding.message)}`,
    ...codeFrame(finding, place, input.places, style),
    ...finding.path.map((station, index) => {
      const at = input.places.of(station.span);
      return `  ${style.blue(String(index + 1).padStart(2))} ${printable(station.message)} ${style.dim(`${printable(at.file)}:${at.line}:${at.column}`)}`;
    }),
    ...finding.fixes.filter((fix) => fix.preferred).map((fix) => `  ${style.green('fix')} ${printable(fix.title)}`),
    ...(finding.endpoints.length > 1 ? [`  ${style.dim(`affects ${finding.endpoints.length} endpoints`)}`] : []),
    `  ${style.dim(helpUri(finding.rule))}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The line of a finding with one before it, and carets under what it is about. */
function codeFrame(finding: Finding, place: Place, places: Places, style: Style): readonly string[] {
  const { uri } = finding.span;
  const code = places.line(uri, place.line);
  if (code === undefined) return [];
  const margin = String(place.line).length;
  const row = (number: string, text: string): string => `  ${style.dim(`${number.padStart(margin)} |`)}${text === '' ? '' : ` ${text}`}`;
  const before = place.line > 1 ? places.line(uri, place.line - 1) : undefined;
  const last = place.endLine === place.line ? place.endColumn - 1 : code.trimEnd().length;
  const carets = '^'.repeat(Math.max(1, Math.min(last, widest) - (place.column - 1)));
  // Tabs stay tabs above the carets, so that both lines move by the same width.
  const indent = code.slice(0, place.column - 1).replace(/[^\t]/g, ' ');
  return [
    ...(before === undefined || before.trim() === '' ? [] : [row(String(place.line - 1), cut(before))]),
    row(String(place.line), cut(code)),
    ...(place.column > widest ? [] : [row('', `${indent}${style.red(carets)}`)]),
  ];
}

function cut(text: string): string {
  const shown = printable(text.trimEnd());
  return shown.length > widest ? `${shown.slice(0, widest)}…` : shown;
}

function summary({ report, milliseconds }: ReportInput, style: Style): string {
  const open = report.findings.filter((finding) => finding.suppressed === undefined);
  const count = (severity: Finding['severity']): number => open.filter((finding) => finding.severity === severity).length;
  const verdict = (wanted: Verdict): number => report.endpoints.filter((endpoint) => endpoint.verdict === wanted).length;
  const errors = plural(count('error'), 'error');
  const warnings = plural(count('warning'), 'warning');
  const found = `${count('error') > 0 ? style.red(errors) : errors}, ${count('warning') > 0 ? style.yellow(warnings) : warnings}`;
  const suppressed = report.findings.length - open.length;
  const verdicts = [`${verdict('unverified')} unverified`, `${verdict('weak')} weak`, `${verdict('verified')} verified`].join(', ');
  const endpoints =
    report.endpoints.length === 0 ? 'no scheduled endpoints' : `${plural(report.endpoints.length, 'scheduled endpoint')}: ${verdicts}`;
  const hidden = suppressed > 0 ? style.dim(` (${suppressed} suppressed)`) : '';
  const effort = style.dim(`${plural(report.stats.filesListed, 'file')}, ${(milliseconds / 1000).toFixed(1)} s`);
  return `${found}${hidden} · ${endpoints} · ${effort}\n`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
