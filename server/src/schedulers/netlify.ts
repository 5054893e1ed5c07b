import type { ManifestProblem, ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import type { Snapshot, SourceText } from '../model/source';
import { literalTrees, parseCode } from '../project/literal';
import { codeRequests } from '../project/codeRequests';
import { nothingRead, privateSchedule, publicSchedule } from '../project/manifest';
import { basename, dirname, join } from '../project/paths';
import { readToml } from '../project/toml';
import { type Entry, at, entries, spanIn, text } from '../project/tree';

const id = 'netlify';

/** Netlify scheduled functions: `netlify.toml`, a function's `config.schedule`, or the `schedule()` wrapper. They have no public address. */
export const netlify: SchedulerAdapter = {
  id,
  name: 'Netlify scheduled functions',
  homepage: 'https://docs.netlify.com/functions/scheduled-functions/',
  declaredIn: '`netlify.toml`, `schedule` of `config`, `schedule()`; what such a function requests',
  manifests: /(?:^|\/)netlify\.toml$|(?:^|\/)netlify\/functions\/.*\.[mc]?[jt]s$/,
  read,
  calls: {},
  dialect: 'five',
  presents: 'none',
  claims: ['x-nf-event'],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (!manifest.uri.endsWith('.toml'))
    return manifest.text.includes('schedule') ? { schedules: inCode(manifest), problems: [] } : nothingRead;
  const { documents, problems } = readToml(manifest);
  const functions = at(documents[0], 'functions');
  const folder = text(at(functions, 'directory')) ?? 'netlify/functions';
  const schedules = entries(functions).flatMap(({ key, value }) => {
    const schedule = at(value, 'schedule');
    if (!schedule) return [];
    const file = `${folder}/${key}`;
    const code = endings.flatMap((ending) => snapshot.read(`${join(dirname(manifest.uri), file)}${ending}`) ?? []);
    return [privateSchedule(id, key, schedule.span, text(schedule), file), ...code.flatMap((source) => requested(source, text(schedule)))];
  });
  return { schedules, problems: [...problems, ...missing(entries(functions), folder, manifest, snapshot)] };
}

/** Functions that are scheduled and of which there is no code, where that of others is there. */
function missing(functions: readonly Entry[], folder: string, manifest: SourceText, { files }: Snapshot): readonly ManifestProblem[] {
  const all = functions.some(({ value }) => at(value, 'schedule')) ? [...files] : [];
  const home = `${join(dirname(manifest.uri), folder)}/`;
  const own = all.flatMap((uri) => (uri.startsWith(home) ? [uri.slice(home.length)] : []));
  if (own.length === 0) return [];
  return functions.flatMap(({ key, keySpan, value }): readonly ManifestProblem[] => {
    const isThere = key.includes('*') || own.some((path) => path.split('/').some((part) => part.replace(/\..*$/, '') === key));
    if (!at(value, 'schedule') || isThere) return [];
    return [
      { span: keySpan, message: `The schedule runs the function \`${key}\`, which is not in \`${folder}\`.`, severity: 'information' },
    ];
  });
}

/** What may follow the name of a function in the path of its file. */
const endings = ['ts', 'mts', 'js', 'mjs'].flatMap((extension) => [`.${extension}`, `/index.${extension}`]);

/** What the code of a scheduled function requests. */
function requested(source: SourceText, schedule: string | undefined): readonly Schedule[] {
  return codeRequests(source).map((call) =>
    publicSchedule(id, call.url, spanIn(source.uri, call.start, call.end), { method: call.method, schedule }),
  );
}

/** A function of version 1: the platform does not read its `config`, it stays public and runs on no schedule. */
const exportsHandler = /\bexport\s+(?:const|let|(?:async\s+)?function)\s+handler\b|\bexports\.handler\s*=/;

/** The file itself is the target, and so is what it requests. */
function inCode(manifest: SourceText): readonly Schedule[] {
  const file = basename(manifest.uri);
  const called = (schedule: string | undefined): readonly Schedule[] => requested(manifest, schedule);
  const configured = exportsHandler.test(manifest.text)
    ? []
    : literalTrees(parseCode(manifest)).flatMap((tree) => {
        const schedule = at(tree, 'schedule');
        // A function with a path is public, whatever else its configuration says.
        return schedule && text(schedule) !== undefined && !at(tree, 'path')
          ? [privateSchedule(id, file, schedule.span, text(schedule), manifest.uri), ...called(text(schedule))]
          : [];
      });
  const wrapped = /@netlify\/functions/.test(manifest.text) ? /\bschedule\(\s*(["'`])([^"'`]+)\1/.exec(manifest.text) : null;
  if (configured.length > 0 || !wrapped) return configured;
  const start = wrapped.index + wrapped[0].length - (wrapped[2]?.length ?? 0) - 1;
  const span = spanIn(manifest.uri, start, start + (wrapped[2]?.length ?? 0));
  return [privateSchedule(id, file, span, wrapped[2], manifest.uri), ...called(wrapped[2])];
}
