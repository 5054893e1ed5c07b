import type { EndpointReport } from '../engine/report';
import { strength } from '../engine/verdict';
import type { EndpointFacts } from '../model/rule';
import type { Span } from '../model/source';
import { guardInWords } from '../model/stations';
import type { ReportInput } from './input';
import { explainGraph } from './graph';
import { printable, type Style } from './style';

const evidence = {
  declared: 'is scheduled here',
  'verified-as': 'verifies what belongs to it',
  named: 'is named for it',
} as const;

/** How the verdict of one endpoint was reached: who calls it, what is verified, what happens when, and what could not be followed. */
export function explanation(one: EndpointReport, input: Pick<ReportInput, 'report' | 'places'>, style: Style): string {
  const { endpoint, triggers, verdict, assurance, facts } = one;
  const at = (span: Span): string => {
    const place = input.places.of(span);
    return style.dim(`${printable(place.file)}:${place.line}:${place.column}`);
  };
  const methods = endpoint.methods.length === 0 ? 'ALL' : endpoint.methods.join(',');
  const color = { unverified: style.red, weak: style.yellow, verified: style.green }[verdict];
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [
      'Called by a scheduler',
      triggers.map(({ scheduler, schedule, evidence: kind, declaredAt }) =>
        [scheduler, evidence[kind], ...(schedule === undefined ? [] : [`"${printable(schedule)}"`]), at(declaredAt)].join('  '),
      ),
    ],
    ['Verified by', facts ? guardLines(facts, at) : []],
    ['What happens', facts ? explainGraph(facts, at) : []],
    [
      'Findings',
      one.findings.flatMap((index) => {
        const finding = input.report.findings[index];
        if (!finding) return [];
        const assumed = finding.confidence === 'assumed' ? ' (assumed)' : '';
        return [
          `${finding.rule}${assumed}  ${at(finding.span)}`,
          `  ${printable(finding.message)}`,
          ...finding.path.map((station, number) => `  ${number + 1} ${printable(station.message)}  ${at(station.span)}`),
        ];
      }),
    ],
    ['Not resolved', facts?.unresolved.map(({ message, span }) => `${printable(message)}  ${at(span)}`) ?? []],
  ];
  return [
    `${style.bold(`${methods} ${printable(endpoint.path)}`)}  ${at(endpoint.declaration)}`,
    `${endpoint.framework}, ${color(verdict)}, assurance ${assurance}`,
    ...sections.flatMap(([title, lines]) =>
      lines.length === 0 ? ['', `${style.bold(title)}  nothing`] : ['', style.bold(title), ...lines.map((line) => `  ${line}`)],
    ),
    '',
  ].join('\n');
}

function guardLines({ guards }: EndpointFacts, at: (span: Span) => string): readonly string[] {
  return guards.map((guard) => {
    const { verification } = guard;
    const { secret, binds, weaknesses } = verification;
    const against =
      secret.kind === 'env' ? `\`${secret.name}\`` : { literal: 'a literal', stored: 'what is stored', key: 'a key' }[secret.kind];
    const parts = [
      `${guardInWords(guard)} against ${against}`,
      strength(verification) ?? 'verifies nothing',
      ...(binds.length > 0 ? [`binds ${binds.join(', ')}`] : []),
      ...weaknesses,
    ];
    return `${printable(parts.join(', '))}  ${at(guard.span)}`;
  });
}
