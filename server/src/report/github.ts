import type { Finding } from '../model/finding';
import type { ReportInput } from './input';
import { remarks } from './json';

const commands: Readonly<Record<Finding['severity'], string>> = { error: 'error', warning: 'warning', information: 'notice' };

/** Workflow commands that GitHub shows as annotations on the lines of a change. */
export function githubReport(input: ReportInput): string {
  const findings = input.report.findings
    .filter((finding) => finding.suppressed === undefined)
    .map((finding) => {
      const { file, line, column, endLine, endColumn } = input.places.of(finding.span);
      // GitHub takes columns only within one line.
      const columns = endLine === line ? `,col=${column},endColumn=${endColumn}` : '';
      const path = finding.path.map((station, index) => {
        const at = input.places.of(station.span);
        return `${index + 1}. ${station.message} (${at.file}:${at.line})`;
      });
      const properties = `file=${property(file)},line=${line},endLine=${endLine}${columns},title=${property(finding.rule)}`;
      return `::${commands[finding.severity]} ${properties}::${message([finding.message, ...path].join('\n'))}\n`;
    });
  const left = remarks(input).map(({ title, file, reason }) => `::notice file=${property(file)},title=${title}::${message(reason)}\n`);
  return [...findings, ...left].join('');
}

function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
