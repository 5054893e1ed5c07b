import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import picomatch from 'picomatch';
import type { FrameworkAdapter, SchedulerAdapter } from '../../server/src/model/adapters';
import type { CronDialect } from '../../server/src/model/cron';
import { fixtures, foldersIn } from './fixtureWorkspaces';

const dialects: Readonly<Record<CronDialect, string>> = {
  five: 'Five fields, macros',
  posix: 'Five fields',
  vercel: 'Five fields without names',
  'five-from-one': 'Five fields, Sunday is 1',
  'seconds-first': 'Five fields, or six with seconds first',
  ncrontab: 'Five fields, or six with seconds first, no macros',
  eventbridge: '`cron()`, `rate()`, `at()`',
  phrase: 'Words',
};

const presented: Readonly<Record<SchedulerAdapter['presents'], string>> = {
  bearer: 'Bearer secret',
  cronjobpro: 'Signature with a time',
  qstash: 'Signed token',
  'google-oidc': 'Google OIDC token',
  'github-oidc': 'GitHub OIDC token',
  kubernetes: 'Service account token',
  'client-certificate': 'Client certificate',
  supabase: 'Secret key',
  hmac: 'Signature',
  none: '–',
};

/** What every framework adapter says that it supports, as rows by name. */
export function frameworkTable(adapters: readonly FrameworkAdapter[]): string {
  const rows = adapters.map(({ name, homepage, supports }) => [link(name, homepage), supports.endpoints, supports.guards]);
  return table(['Framework', 'Endpoints', 'What decides before them'], rows);
}

/** Where every scheduler's schedules are read, how it writes them and what its requests present, as rows by name. */
export function schedulerTable(adapters: readonly SchedulerAdapter[]): string {
  const rows = adapters.map(({ name, homepage, declaredIn, dialect, presents, credentials }) => [
    link(name, homepage),
    declaredIn ?? 'Known by what it presents',
    dialect === undefined ? '–' : dialects[dialect],
    [presented[presents], ...credentials.slice(0, 1).map((header) => `\`${header}\``)].filter((part) => part !== '–').join(', ') || '–',
  ]);
  return table(['Scheduler', 'Declared in', 'Schedules', 'Presents'], rows);
}

function link(name: string, homepage: string): string {
  return `[${name}](${homepage})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const sorted = rows.toSorted(([a = ''], [b = '']) => a.localeCompare(b, 'en'));
  return [head, head.map(() => '---'), ...sorted].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Each `code` of a row that occurs nowhere in the adapter's fixtures: in no text, and in no path that it is a pattern or a part of. */
export function withoutEvidence(words: string, folder: string, id: string): readonly string[] {
  const files = [folder, 'manifests'].flatMap((kind) =>
    foldersIn(join(fixtures, kind)).includes(id) ? filesOf(join(fixtures, kind, id)) : [],
  );
  return [...words.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => {
    // A call is one on whatever the fixture calls the receiver.
    const call = /^(?:\w*\.)?(@?[\w.]+)\(\)$/.exec(code)?.[1];
    const isWritten = (text: string): boolean =>
      call === undefined ? text.includes(code) : text.includes(`${call}(`) || text.includes(`${call}<`);
    const isPath = picomatch(`**/${code}`);
    return files.some(({ path, text }) => isWritten(text) || isWritten(path) || isPath(path)) ? [] : [code];
  });
}

function filesOf(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(fixtures, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }));
}
