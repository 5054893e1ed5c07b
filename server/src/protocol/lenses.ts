import type { CodeLens, Command } from 'vscode-languageserver';
import type { EndpointReport, Report } from '../engine/report';
import { scheduleInWords, schedulerName } from '../engine/scheduleWords';
import type { Trigger } from '../model/endpoint';
import type { Span, Uri } from '../model/source';
import type { Positions } from './positions';

/** Commands of the client that lenses run: opens a {@link Location}; lists an endpoint's findings and their paths. */
const lensCommands = { open: 'zeroTrustCron.openLocation', path: 'zeroTrustCron.showPath' } as const;

/** What lenses are made from besides the report. */
export interface LensContext {
  readonly positions: Positions;
  readonly now: Date;
  /** Clients without the commands show the text alone. */
  readonly hasCommands: boolean;
}

/** Two lenses above each cron endpoint of a file: how well it is verified, which a narrow editor cuts off last, and when and by whom it is called. */
export function codeLenses(report: Report, uri: Uri, context: LensContext): readonly CodeLens[] {
  return report.endpoints
    .filter(({ endpoint, triggers }) => endpoint.uri === uri && triggers.length > 0)
    .flatMap((one) => {
      const range = context.positions.range(one.endpoint.declaration);
      return [
        { range, command: verdictCommand(one, report, context) },
        { range, command: calledCommand(one, context) },
      ];
    });
}

/** `At 05:00; next run 2026-11-23 05:00 UTC; Vercel Cron`, with how many others there are. */
export function calledInWords(triggers: readonly Trigger[], now: Date): string {
  const first = triggers.find((trigger) => trigger.schedule !== undefined) ?? triggers[0];
  if (first === undefined) return 'Called by no known scheduler';
  const others = triggers.length > 1 ? [`${triggers.length - 1} more`] : [];
  if (first.schedule === undefined) return [`Called by ${schedulerName(first.scheduler)}`, ...others].join('; ');
  const { words, next, invalid } = scheduleInWords({ ...first, schedule: first.schedule }, now, 1);
  const when = next[0] === undefined ? [] : [`next run ${next[0]}`];
  const said = words ?? (invalid === undefined ? first.schedule : `\`${first.schedule}\` ${invalid}`);
  return [said, ...when, schedulerName(first.scheduler), ...others].join('; ');
}

function calledCommand({ triggers }: EndpointReport, { positions, now, hasCommands }: LensContext): Command {
  const title = calledInWords(triggers, now);
  const place = (triggers.find((trigger) => trigger.schedule !== undefined) ?? triggers[0])?.declaredAt;
  return hasCommands && place !== undefined
    ? { title, command: lensCommands.open, arguments: [positions.location(place)] }
    : { title, command: '' };
}

function verdictCommand(one: EndpointReport, report: Report, { positions, hasCommands }: LensContext): Command {
  const title = `${one.verdict}, assurance ${one.assurance}`;
  if (!hasCommands) return { title, command: '' };
  const found = one.findings.flatMap((index) => report.findings[index] ?? []);
  const spans = found.flatMap((finding) => [finding.span, ...finding.path.map((station) => station.span)]);
  // A path begins with the whole handler, of which its name is enough to see.
  const { declaration } = one.endpoint;
  const isAround = ({ uri, start, end }: Span) => uri === declaration.uri && start <= declaration.start && end >= declaration.end;
  const shown = spans.length > 0 ? spans.map((span) => (isAround(span) ? declaration : span)) : one.guards.map((guard) => guard.span);
  const locations = new Map(shown.map((span) => [`${span.uri}:${span.start}`, positions.location(span)]));
  return { title, command: lensCommands.path, arguments: [positions.location(declaration), [...locations.values()]] };
}
