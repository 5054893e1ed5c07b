import type { ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import type { Snapshot, SourceText } from '../model/source';
import { isCron, nothingRead, scriptSchedules } from '../project/manifest';
import { type Tree, at, entries, items, text } from '../project/tree';
import { readYaml } from '../project/yaml';

const id = 'docker-compose';

/** Compose files: services whose command requests a URL again and again, and Ofelia's labels. */
export const dockerCompose: SchedulerAdapter = {
  id,
  name: 'Docker Compose',
  homepage: 'https://docs.docker.com/reference/compose-file/',
  declaredIn: '`docker-compose.yml`: `command`, labels of Ofelia',
  manifests: /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/,
  read,
  calls: {},
  dialect: 'seconds-first',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (!/curl|wget|ofelia/.test(manifest.text)) return nothingRead;
  const { documents, problems } = readYaml(manifest);
  const schedules = entries(at(documents[0], 'services')).flatMap(({ value: service }) => {
    const variables = environment(at(service, 'environment'));
    return [...commands(service, manifest, snapshot, variables), ...labels(at(service, 'labels'), manifest, snapshot, variables)];
  });
  return { schedules, problems };
}

/** Only a command that repeats is a scheduler; a health check is none. */
function commands(service: Tree, source: SourceText, snapshot: Snapshot, variables: Map<string, readonly string[]>): readonly Schedule[] {
  return [at(service, 'command'), at(service, 'entrypoint')].flatMap((command) => {
    const parts = command?.kind === 'list' ? items(command) : command ? [command] : [];
    return parts.flatMap((part) => {
      // Compose doubles the dollar sign of the shell's own variables.
      const value = (text(part) ?? '').replaceAll('$$', '$');
      const schedule = /(?:^|["'\s])((?:[\d*/,-]+ ){4}[\d*/,-]+)/m.exec(value)?.[1];
      const repeats = schedule !== undefined || /\bwhile\b[\s\S]*\bsleep\b|\bcrond?\b|\bwatch\b/.test(value);
      const script =
        schedule === undefined ? value : (quotedLine(value, schedule) ?? value.replaceAll(schedule, ';').replace(/["']/g, ' '));
      return repeats ? scriptSchedules(id, { source, value: script, span: part.span, variables }, snapshot, { schedule }) : [];
    });
  });
}

/** The command of the only line of a crontab that is written between quotes: `echo '0 5 * * * curl …' | crontab -`. */
function quotedLine(value: string, schedule: string): string | undefined {
  const start = value.indexOf(schedule);
  const quote = value[start - 1] ?? '';
  const rest = value.slice(start + schedule.length);
  const end = /["']/.test(quote) ? rest.indexOf(quote) : -1;
  const line = end < 0 || value.includes(schedule, start + 1) ? undefined : rest.slice(0, end);
  return line === undefined || line.includes('\\n') ? undefined : line.replace(/\\(["'$])/g, '$1');
}

/** `ofelia.job-local.NAME.schedule` and `.command`, as a map or as `key=value`. */
function labels(
  tree: Tree | undefined,
  source: SourceText,
  snapshot: Snapshot,
  variables: Map<string, readonly string[]>,
): readonly Schedule[] {
  const pairs = [
    ...entries(tree).map(({ key, value }) => ({ key, value: text(value) ?? '', span: value.span })),
    ...items(tree).map((item) => {
      const label = text(item) ?? '';
      const equals = label.indexOf('=');
      return { key: label.slice(0, equals), value: label.slice(equals + 1), span: item.span };
    }),
  ];
  return pairs.flatMap(({ key, value, span }) => {
    const job = /^(ofelia\.job-\w+\.[^.]+)\.command$/.exec(key)?.[1];
    if (job === undefined) return [];
    const schedule = pairs.find((pair) => pair.key === `${job}.schedule`)?.value;
    return scriptSchedules(id, { source, value, span, variables }, snapshot, {
      schedule: schedule !== undefined && isCron(schedule) ? schedule : undefined,
    });
  });
}

function environment(tree: Tree | undefined): Map<string, readonly string[]> {
  const pairs = [
    ...entries(tree).map(({ key, value }) => [key, text(value) ?? ''] as const),
    ...items(tree).map((item) => split(text(item) ?? '')),
  ];
  return new Map(pairs.filter(([, value]) => value !== '').map(([key, value]) => [key, [value]]));
}

function split(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
}
