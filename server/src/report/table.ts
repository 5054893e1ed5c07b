import type { Verdict } from '../model/finding';
import type { ReportInput } from './input';
import { printable, type Style } from './style';

const titles = ['Endpoint', 'Scheduler', 'Schedule', 'Verdict', 'Assurance', 'Declared at'] as const;

/** The inventory for people: one line for an endpoint. */
export function endpointTable({ report, places }: ReportInput, style: Style): string {
  if (report.endpoints.length === 0) return 'No scheduled endpoints.\n';
  const rows = report.endpoints.map(({ endpoint, triggers, verdict, assurance }) => {
    const place = places.of(endpoint.declaration);
    const methods = endpoint.methods.length === 0 ? 'ALL' : endpoint.methods.join(',');
    return [
      `${methods} ${endpoint.path}`,
      unique(triggers.map((trigger) => trigger.scheduler)),
      unique(triggers.flatMap((trigger) => trigger.schedule ?? [])),
      verdict,
      assurance,
      `${place.file}:${place.line}`,
    ].map(printable);
  });
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], paint: (cell: string, column: number) => string): string =>
    cells
      .map((cell, column) => `${paint(cell, column)}${' '.repeat((widths[column] ?? 0) - cell.length)}`)
      .join('  ')
      .trimEnd();
  const colors: Readonly<Record<Verdict, (text: string) => string>> = { unverified: style.red, weak: style.yellow, verified: style.green };
  return [
    line(titles, (cell) => style.bold(cell)),
    ...rows.map((row, index) =>
      line(row, (cell, column) => (column === 3 ? colors[report.endpoints[index]?.verdict ?? 'verified'](cell) : cell)),
    ),
  ]
    .map((text) => `${text}\n`)
    .join('');
}

function unique(values: readonly string[]): string {
  const set = [...new Set(values)];
  return set.length === 0 ? '-' : set.join('; ');
}
