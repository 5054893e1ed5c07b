import type ts from 'typescript';
import type { SchedulerAdapter, Schedule } from '../model/adapters';
import { namesCron } from '../discovery/cronNames';
import { servesPath } from '../discovery/targets';
import { isFile } from '../discovery/triggers';
import type { SourceText, Uri } from '../model/source';
import type { Answers } from './answers';
import { isRouterCode } from './routerFiles';
import { Consulted } from '../project/consulted';
import { matchesGlob } from '../project/glob';
import { relative, rootOf } from '../project/paths';
import { memoized } from '../project/memoized';
import { escapeRegExp } from '../project/pathPattern';
import { endOfRoute, endOfTarget } from '../project/routePath';
import type { Program } from '../project/program';
import { createReach } from './reach';
import type { Settings } from './report';
import { settingsAt } from './scopes';
import { isAboutOthers, settingLines, usesOf, type Use } from './settingsUse';

/** What answers a path. */
export interface Place {
  readonly uri: Uri;
  readonly path: string;
  /** What runs for it, where that is known to be less than its file. */
  readonly code?: readonly ts.Node[] | undefined;
}

/** Tells without parsing which route files may hold cron endpoints. */
export interface Candidates {
  /** Whether a route file, or the code of a handler together with its path, is worth following. */
  includes(route: Place, schedules: readonly Schedule[], settings: Settings): boolean;
  /** Whether a file may declare such an endpoint, as far as its text tells: its paths are not known yet. */
  mayDeclare(uri: Uri, text: string, schedules: readonly Schedule[], settings: Settings): boolean;
  /** Whether a file that sets up the routes of others may name their paths for cron. */
  mayName(uri: Uri): boolean;
  /** Whether any file of a workspace may have to do with a scheduler: without one nothing has to be run to find out which routes there are. */
  mayHold(files: readonly Uri[], schedules: readonly Schedule[], settings: Settings): boolean;
}

const specifiers = /(?:from|import|require)\s*\(?\s*['"]([^'"\n]+)['"]/g;

/** Makes the test for a program; answers about helper files are shared by all routes, and `known` keeps those about routes for the next program. */
export function createCandidates(program: Program, schedulers: readonly SchedulerAdapter[], known: Answers<boolean>): Candidates {
  const { inText, inSource, settingsIn } = proofsOf(schedulers);
  const helpers = new Map<Uri, { readonly found: SourceText | undefined; readonly consulted: Consulted }>();
  const read = (uri: Uri): SourceText | undefined => {
    program.consult([uri]);
    return program.snapshot.read(uri);
  };
  const mentions = (uri: Uri, depth: number): boolean =>
    known.of(`${uri} ${depth}`, program, () => {
      const source = read(uri);
      if (source === undefined) return false;
      if (inSource(source)) return true;
      return depth > 0 && importsOf(source).some((specifier) => asks(specifier, uri, depth - 1, () => usesOf(source.text, specifier)));
    });
  const asks = (specifier: string, from: Uri, depth: number, uses: () => readonly Use[]): boolean => {
    const found = helper(specifier, from, depth);
    const lines = found && settingsIn(found);
    return found !== undefined && (lines === undefined || !isAboutOthers(uses(), lines, inText));
  };
  /** The module that a specifier leads to, or one that it passes on, that mentions something of a scheduler. */
  const helper = (specifier: string, from: Uri, depth: number): SourceText | undefined => {
    const resolved = program.resolve(specifier, from);
    if (resolved.kind !== 'file') return undefined;
    const { uri } = resolved;
    const before = helpers.get(uri);
    if (before) {
      program.consult(before.consulted);
      return before.found;
    }
    helpers.set(uri, { found: undefined, consulted: new Consulted() });
    const { result, consulted } = program.track(() => {
      const source = read(uri);
      return source && (inSource(source) ? source : passedOn(source, depth));
    });
    helpers.set(uri, { found: result, consulted });
    return result;
  };
  /** A barrel says nothing itself; what it passes on does. */
  const passedOn = (source: SourceText, depth: number): SourceText | undefined => {
    for (const inner of depth > 0 && isBarrel(source) ? importsOf(source) : []) {
      const found = helper(inner, source.uri, depth - 1);
      if (found) return found;
    }
    return undefined;
  };
  const isTaggedAt = (uri: Uri): boolean => {
    const source = program.snapshot.read(uri);
    return source !== undefined && isTagged(source);
  };
  const reaches = createReach({ mentions: inText, module: (specifier, from, use) => asks(specifier, from, 1, () => [use]) });
  return {
    includes: (route, schedules, settings) =>
      asksFor(route, settingsAt(settings, route.uri, rootOf(program.snapshot.roots, route.uri) ?? '')) ||
      namesCron(route.path) ||
      // What a path calls a report may be a job all the same: only its code tells.
      /cron/i.test(route.path) ||
      isScheduled(schedules)(route) ||
      (route.code ? route.code.some(reaches) : isTaggedAt(route.uri) || mentions(route.uri, 2)),
    mayDeclare: (uri, text, schedules, settings) =>
      asksForSome(settingsAt(settings, uri, rootOf(program.snapshot.roots, uri) ?? '')) ||
      aboutCron.test(text) ||
      schedules.some(({ target, reaches = [] }) => [target, ...reaches.map((path) => path.target)].some((one) => isNamedIn(text, one))) ||
      mentions(uri, 1),
    mayName: (uri) => {
      const source = program.snapshot.read(uri);
      return source !== undefined && mayNameRoute(source);
    },
    mayHold: (files, schedules, settings) =>
      asksForSome(settings) ||
      settings.scopes.some((scope) => asksForSome({ ...settings, ...scope.settings })) ||
      schedules.some((schedule) => !schedule.private) ||
      files.some((uri) => {
        const path = relative(rootOf(program.snapshot.roots, uri) ?? '', uri) ?? uri;
        if (!isRouterCode(path)) return false;
        if (namedInFile.test(path)) return true;
        const source = program.snapshot.read(uri);
        return source !== undefined && (mayNameRoute(source) || inSource(source));
      }),
  };
}

/** Whether a schedule calls a path or names a file; paths and files are few and asked for again and again. */
const isScheduled = memoized((schedules: readonly Schedule[]) => {
  const known = new Map<string, boolean>();
  const mayServe = byEnd(schedules);
  return ({ uri, path }: Place): boolean => {
    const key = `${uri} ${path}`;
    let answer = known.get(key);
    if (answer === undefined) {
      answer = mayServe(path).some((one) =>
        one.file === undefined ? servesPath({ path, uri }, one) !== undefined : isFile(uri, one.file, one),
      );
      known.set(key, answer);
    }
    return answer;
  };
});

/** The schedules that may call a path, by what both end with: nearly all schedules and routes are told apart by that. */
function byEnd(schedules: readonly Schedule[]): (path: string) => readonly Schedule[] {
  const ending = new Map<string, Schedule[]>();
  const others: Schedule[] = [];
  for (const schedule of schedules) {
    const end = schedule.file === undefined && !schedule.reaches ? endOfTarget(schedule.target) : undefined;
    if (end === undefined) others.push(schedule);
    else ending.set(end, [...(ending.get(end) ?? []), schedule]);
  }
  return (path) => {
    const end = endOfRoute(path);
    return end === undefined ? schedules : [...(ending.get(end) ?? []), ...others];
  };
}

const aboutCron = /cron|schedul/i;

/** Whether a comment of a file may say of a handler that a scheduler calls it. */
const isTagged = memoized(({ text }: SourceText) => text.includes('@cron'));

/** `cron`, `crons`, `cronJob` as a word of its own, also in names: `dailyCron`, `CRON_PATH`; not in `crontab` or `acronym`. */
const cronWord = /(?:(?<![A-Za-z])[Cc]ron|[a-z\d]Cron|(?<![A-Z])CRON)(?:[sS]|[jJ]obs?|JOBS?)?(?![a-z])/.source;

/** A folder or file that may give its name to a route: `routes/cron/index.ts`. */
const namedInFile = new RegExp(`${cronWord}|(?:^|/)schedule[dr](?:[/.]|$)`);

/**
 * Text that may be (a part of) the path of a route that is named for cron, or a doc tag that says that it is one: the word in quotes or in a
 * regular expression, and not the name of a module. `scheduled` is a state of many things: without a slash it has to be what a call or option is given.
 */
const namedInText = new RegExp(
  `(?<!(?:from|import|require)\\s*\\(?\\s*)["'\`][^"'\`\\n]*${cronWord}|\\\\/${cronWord}|@cron\\b|` +
    `(?<!(?:from|import|require)\\s*\\(?\\s*["'][^"'\\n]*)/schedule[dr](?![\\w-])|(?:[([]|(?:path|prefix|url)\\s*:)\\s*["'\`]schedule[dr]["'\`/]`,
);

const mayNameRoute = memoized(({ text }: SourceText): boolean => aboutCron.test(text) && namedInText.test(text));

/** Whether a text holds the last segment of a target that is written out. */
function isNamedIn(text: string, target: string): boolean {
  const word = /([\w-]{2,})\/?(?:[?#].*)?$/.exec(target)?.[1];
  return word !== undefined && text.includes(word);
}

function asksFor({ path }: Pick<Place, 'path'>, { everyEndpoint, cron }: Settings): boolean {
  return everyEndpoint || matchesGlob(cron, path);
}

function asksForSome({ everyEndpoint, cron }: Settings): boolean {
  return everyEndpoint || cron.length > 0;
}

/** What a module imports of the project, as written. */
export const importsOf = memoized(({ text }: SourceText): readonly string[] =>
  [...text.matchAll(specifiers)].map((match) => match[1] ?? '').filter((specifier) => /^[.@~#$/]|^src\//.test(specifier)),
);

const isBarrel = memoized(({ text }: SourceText): boolean => /^\s*export\s[^;]*\sfrom\s/m.test(text));

/** Asked again only for texts that have changed. */
const proofsOf = memoized((schedulers: readonly SchedulerAdapter[]) => {
  const inText = proofOf(schedulers);
  return {
    inText,
    inSource: memoized(({ text }: SourceText): boolean => inText(text)),
    settingsIn: memoized(({ text }: SourceText) => settingLines(text, inText)),
  };
});

/** What a text must hold to read something that belongs to a scheduler: one of its names, or a variable of its own, in more than a type. */
function proofOf(schedulers: readonly SchedulerAdapter[]): (text: string) => boolean {
  const names = schedulers
    .flatMap((scheduler) => [...scheduler.claims, ...scheduler.credentials])
    .filter((name) => name.length > 4 && name !== 'authorization' && name !== 'user-agent');
  const symbols = schedulers
    .flatMap((scheduler) => scheduler.apis ?? [])
    .map((path) => {
      const [module = '', members = ''] = path.split('#');
      return module.endsWith('/*')
        ? `${escapeRegExp(module.slice(0, -1))}`
        : `${escapeRegExp(module)}['"][^]*\\b|\\b${escapeRegExp(/\w+/.exec(members)?.[0] ?? '')}\\b[^;]*${escapeRegExp(module)}`;
    });
  const pattern = new RegExp(
    [
      ...new Set([
        ...names.map(escapeRegExp),
        ...symbols.filter((symbol) => !symbol.includes('|')),
        ...symbols.filter((symbol) => symbol.includes('|')).map((symbol) => symbol.split('|')[1] ?? symbol),
      ]),
    ].join('|'),
    'i',
  );
  const patterns = schedulers.flatMap(({ variables }) => variables ?? []);
  const namesIt = (text: string): boolean =>
    pattern.test(text) || (text.match(/\b[A-Za-z]\w*_[A-Za-z0-9_]+\b/g) ?? []).some((name) => patterns.some((one) => one.test(name)));
  return (text) => namesIt(text) && namesIt(text.replace(typed, ''));
}

/** A name with a plain type, as bindings of a worker are declared: `CRON_SECRET?: string`. Nothing is read by that; code that reads it names it again. */
const typed = /\b\w+\??\s*:\s*(?:string|number|boolean)\b(?!\s*[(.])/g;
