import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { Snapshot, SourceText } from '../model/source';
import { privateSchedule, scriptSchedules } from '../project/manifest';
import { spanIn } from '../project/tree';

const id = 'crontab';

/** Crontab files, and scripts or Dockerfiles that write one. */
export const crontab: SchedulerAdapter = {
  id,
  name: 'cron',
  homepage: 'https://man7.org/linux/man-pages/man5/crontab.5.html',
  declaredIn: '`crontab` files with `curl` or `wget`, scripts that install one',
  manifests:
    /(?:^|\/)(?:[^/]*crontabs?[^/]*|[^/]*\.cron|cron\.d\/[^/]+|Dockerfile[^/]*|[^/]*cron[^/]*\.(?:sh|txt|conf)|(?:docker-)?entrypoint\.sh)$/,
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
    const requested = scriptSchedules(id, script, snapshot, { schedule: expression });
    const at = found.index + whole.indexOf(expression);
    return requested.length > 0 ? requested : [privateSchedule(id, '', spanIn(manifest.uri, at, at + expression.length), expression)];
  });
  return { schedules, problems: [] };
}
