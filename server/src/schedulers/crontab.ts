import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { Snapshot, SourceText } from '../model/source';
import { readJson } from '../project/json';
import { isCron, nothingRead, privateSchedule, scriptSchedules } from '../project/manifest';
import { type Tree, at, items, spanIn, text } from '../project/tree';

const id = 'crontab';

/** Crontab files, scripts or Dockerfiles that write one, and what platforms make one of. */
export const crontab: SchedulerAdapter = {
  id,
  name: 'cron',
  homepage: 'https://man7.org/linux/man-pages/man5/crontab.5.html',
  declaredIn:
    '`crontab` files with `curl` or `wget`, scripts that install one; `app.json` of Dokku, `cron.json` of Scalingo and Clever Cloud',
  manifests:
    /(?:^|\/)(?:[^/]*crontabs?[^/]*|[^/]*\.cron|cron\.d\/[^/]+|Dockerfile[^/]*|[^/]*cron[^/]*\.(?:sh|txt|conf)|(?:docker-)?entrypoint\.sh|(?:app|cron)\.json)$/,
  read,
  calls: {},
  dialect: 'five',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

/** Five fields or a macro, then a command. */
const line =
  /(?:^[ \t]*|\becho\s+(?:-e\s+)?)["']?(@\w+|(?:[\d*/,-]+[ \t]+){2}[\d*/,\-?LW]+[ \t]+(?:[\d*/,-]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b)+[ \t]+[\d*/,\-?L#A-Za-z]+)[ \t]+(\S[^\r\n]*)/gim;

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (manifest.uri.endsWith('.json')) return /"(?:cron|jobs)"|\*/.test(manifest.text) ? platformJobs(manifest, snapshot) : nothingRead;
  const variables = new Map(
    [...manifest.text.matchAll(/^(\w+)=["']?([^"'\r\n]*)["']?\s*$/gm)].map((found): [string, readonly string[]] => [
      found[1] ?? '',
      [found[2] ?? ''],
    ]),
  );
  const schedules = [...manifest.text.matchAll(line)].flatMap((found) => {
    const [whole, expression = ''] = found;
    const command = (found[2] ?? '').replace(/["']\s*(?:>|\||\)).*$/, '');
    const start = found.index + found[0].length - (found[2] ?? '').length;
    const script = { source: manifest, value: command, span: spanIn(manifest.uri, start, start + command.length), variables };
    const timezone = zoneBefore(manifest.text, found.index);
    const requested = scriptSchedules(id, script, snapshot, { schedule: expression, ...(timezone !== undefined && { timezone }) });
    const at = found.index + whole.indexOf(expression);
    return requested.length > 0 ? requested : [privateSchedule(id, '', spanIn(manifest.uri, at, at + expression.length), expression)];
  });
  return { schedules, problems: [] };
}

/** The time zone of the lines below `CRON_TZ=Europe/Berlin`; `TZ` is for the commands alone. */
function zoneBefore(text: string, index: number): string | undefined {
  return [...text.slice(0, index).matchAll(/^CRON_TZ=["']?([\w/+-]+)/gm)].at(-1)?.[1];
}

/** `{ "cron": [{ "command", "schedule" }] }`, `{ "jobs": [{ "command": "0 5 * * * …" }] }`, or a list of such lines. */
function platformJobs(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  const { documents, problems } = readJson(manifest);
  const schedules = documents.flatMap((document) =>
    [...items(at(document, 'cron')), ...items(at(document, 'jobs')), ...items(document)].flatMap((job) => {
      const command = at(job, 'command') ?? job;
      const [, fields = '', rest = ''] = /^((?:\S+\s+){4}\S+|@\w+)\s+(.*)$/s.exec(text(command) ?? '') ?? [];
      const schedule = at(job, 'schedule');
      const expression = schedule ? text(schedule) : fields;
      if (expression === undefined || !isCron(expression)) return [];
      return commandSchedules(manifest, schedule ? (text(command) ?? '') : rest, command, expression, schedule ?? command, snapshot);
    }),
  );
  return { schedules, problems };
}

function commandSchedules(source: SourceText, value: string, { span }: Tree, schedule: string, at: Tree, snapshot: Snapshot) {
  const requested = scriptSchedules(id, { source, value, span, variables: new Map() }, snapshot, { schedule });
  return requested.length > 0 ? requested : [privateSchedule(id, '', at.span, schedule)];
}
