import ts from 'typescript';
import type { Analysis } from '../analysis/endpoint';
import type { Schedule, SchedulerAdapter, SchedulingCall } from '../model/adapters';
import { isCode } from '../model/codeFiles';
import type { SourceText, Uri } from '../model/source';
import { memoized, memoizedByText } from '../project/memoized';
import { manifestsAmong } from '../project/packages';
import { around } from '../project/syntax';
import { Answers } from './answers';
import type { Search } from './following';
import { callerTest, helperAround, schedulesByHelper, type SchedulingHelper } from './helperSchedules';
import { Holding } from './holding';
import { schedulesMade } from './schedulesMade';
import { writtenSchedules, type WrittenCall } from './scheduleText';

interface Known extends WrittenCall {
  readonly module: string;
  /** The package that the module is part of. */
  readonly package: string;
  /** Names the client where a lone member name does not. */
  readonly word: RegExp;
  /** A class is made instead of a function called. */
  readonly isMade: boolean;
}

/** What is made in a file: schedules, and functions that schedule what they are given. */
interface Made {
  readonly schedules: readonly Schedule[];
  readonly helpers: readonly SchedulingHelper[];
}

/**
 * Schedules that code makes: `client.schedules.create({ destination, cron })`. Only packages that depend on a scheduler's client are read; where
 * there are none at all, files that import it. One instance a workspace: a file is read again when it has changed.
 */
export class CodeSchedules {
  private readonly calls;
  private answers = new Answers<Made>();
  /** What calls of functions schedule. */
  private readonly byHelpers = new Answers<readonly Schedule[]>();
  /** The files that may hold the calls that `wanted` names, and those that may call helpers, by their names. */
  private holding: Holding | undefined;
  private readonly callers = new Map<string, Holding>();
  private wanted = '';

  constructor(schedulers: readonly SchedulerAdapter[]) {
    this.calls = callsOf(schedulers);
  }

  /** Forgets what changed files make. */
  invalidate(changed: readonly Uri[] | undefined): void {
    this.answers.invalidate(changed);
    this.byHelpers.invalidate(changed);
    for (const holding of [this.holding, ...this.callers.values()]) holding?.invalidate(changed);
  }

  /** All that files make, in their order. */
  all({ program, files, survey }: Pick<Search, 'program' | 'files' | 'survey'>): readonly Schedule[] {
    const used = new Set<string>();
    const manifests = manifestsAmong(files);
    const folders = manifests.flatMap((uri) => {
      const source = program.snapshot.read(uri);
      const packages = source === undefined ? [] : this.calls.namedIn(source);
      packages.forEach((name) => used.add(name));
      return packages.length > 0 ? [uri.slice(0, -'package.json'.length)] : [];
    });
    // Without any package.json nothing but the imports tells.
    const isLoose = manifests.length === 0;
    if (folders.length === 0 && !isLoose) return [];
    const { id, callsIn } = this.calls.of(isLoose ? undefined : used);
    if (id !== this.wanted || !this.holding) {
      this.answers = new Answers();
      this.holding = new Holding((source) => callsIn(source).length > 0);
    }
    this.wanted = id;
    const code = codeBelow(files)(isLoose ? '' : folders.join('\n'));
    return this.holding.among(code, program.snapshot.read).flatMap((uri) => {
      const { schedules, helpers } = this.answers.of(uri, program, () => {
        program.consult([uri]);
        const source = program.snapshot.read(uri);
        if (!source) return { schedules: [], helpers: [] };
        const calls = callsIn(source);
        const quick = calls.some(({ isMade }) => isMade) ? undefined : writtenSchedules(source, calls);
        const file = quick ? undefined : program.file(uri);
        if (quick || !file) return { schedules: quick ?? [], helpers: [] };
        return inFile(file, calls, survey.analysis(program));
      });
      return [...schedules, ...helpers.flatMap((helper) => this.byHelper({ program, survey }, code, helper))];
    });
  }

  /** What calls of a function schedule that is given the path, wherever they are. */
  private byHelper(
    { program, survey }: Pick<Search, 'program' | 'survey'>,
    code: readonly Uri[],
    helper: SchedulingHelper,
  ): readonly Schedule[] {
    const { fileName: uri } = helper.makes.getSourceFile();
    const { id, mayCall } = callerTest(helper);
    const holding = this.callers.get(id) ?? new Holding(mayCall);
    this.callers.set(id, holding);
    const callers = holding.among(code, program.snapshot.read);
    return this.byHelpers.of(`${uri} ${helper.makes.pos} ${callers.join()}`, program, () => {
      program.consult([uri, ...callers]);
      return callers.flatMap((caller) => {
        const file = program.file(caller);
        return file ? schedulesByHelper(file, helper, survey.analysis(program)) : [];
      });
    });
  }
}

/** The code below some folders, one a line; only the names of files decide that. */
const codeBelow = memoized((files: readonly Uri[]) =>
  memoizedByText((folders) => files.filter((uri) => isCode(uri) && folders.split('\n').some((folder) => uri.startsWith(folder)))),
);

/** Calls that are looked for. */
interface Wanted {
  /** Names the packages that they are calls of. */
  readonly id: string;
  /** Those that a file may hold, told by its text. */
  readonly callsIn: (source: SourceText) => readonly Known[];
}

/** The calls of all schedulers. */
function callsOf(schedulers: readonly SchedulerAdapter[]) {
  const all = schedulers
    .flatMap((scheduler) => Object.entries(scheduler.calls).map(([path, call]) => knownCall(scheduler, path, call)))
    .filter((one) => one.members.length > 0);
  const known = new Map<string, Wanted>();
  return {
    /** The packages of calls that a manifest names. */
    namedIn: memoized(({ text }: SourceText) => all.flatMap((one) => (text.includes(`"${one.package}"`) ? [one.package] : []))),
    /** The calls of some packages; without them all, where a file imports what it calls. */
    of: (packages: ReadonlySet<string> | undefined): Wanted => {
      const id = packages ? [...packages].sort().join() : '*';
      const calls = packages ? all.filter((one) => packages.has(one.package)) : all;
      const isImported = packages === undefined;
      const roots = rootsOf(calls.flatMap(({ members }) => members[0] ?? []));
      const wanted = known.get(id) ?? {
        id,
        callsIn: ({ text }) =>
          roots.some((root) => text.includes(root))
            ? calls.filter((one) => mayCall(text, one) && (!isImported || text.includes(one.module)))
            : none,
      };
      known.set(id, wanted);
      return wanted;
    },
  };
}

const none: readonly Known[] = [];

/** Names that others start with stand for them: what does not hold `publish` does not hold `publishJSON`. */
function rootsOf(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name, _, all) => !all.some((other) => other !== name && name.startsWith(other)));
}

function knownCall(scheduler: SchedulerAdapter, path: string, call: SchedulingCall): Known {
  const isMade = path.endsWith('()');
  const names = path
    .slice(path.indexOf('#') + 1)
    .replace(/\(\)$/, '')
    .split('.');
  const members = isMade ? names.slice(-1) : names.filter((name) => !name.endsWith(')'));
  const module = path.slice(0, path.indexOf('#'));
  return {
    scheduler,
    module,
    package: /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module,
    members,
    isMade,
    call,
    word: new RegExp(scheduler.id.split('-')[0] ?? scheduler.id, 'i'),
    pattern: new RegExp(`${isMade ? '\\bnew\\s+(?:\\w+\\s*\\.\\s*)*' : '\\.\\s*'}${members.join('\\s*\\.\\s*')}\\s*(?:<[^>]*>)?\\(`, 'g'),
  };
}

/** Whether a file may hold a call; looking for plain texts first is many times faster than for a pattern. */
function mayCall(text: string, { module, package: name, members, word, pattern, isMade, call }: Known): boolean {
  if (isMade && !text.includes(name)) return false;
  if (call.rule && !call.rule.test(text)) return false;
  return (
    members.every((member) => text.includes(member)) &&
    (members.length > 1 || isMade || text.includes(module) || word.test(text)) &&
    text.search(pattern) >= 0
  );
}

function inFile(file: ts.SourceFile, known: readonly Known[], analysis: Analysis): Made {
  const schedules: Schedule[] = [];
  const helpers: SchedulingHelper[] = [];
  for (const node of callsNaming(file, known)) {
    const match = ts.isNewExpression(node)
      ? known.find((one) => one.isMade && isMadeOf(node, file, one))
      : known.find((one) => !one.isMade && isCallOf(node, file, one));
    if (!match) continue;
    const told = schedulesMade(node, match, analysis).filter(({ target }) => !isOpen(target));
    schedules.push(...told);
    const helper = told.length === 0 && ts.isCallExpression(node) ? helperAround(node, match) : undefined;
    if (helper) helpers.push(helper);
  }
  return { schedules, helpers };
}

/** The calls at the places where the text names one of those that are known, in their order. */
function callsNaming(file: ts.SourceFile, known: readonly Known[]): Iterable<ts.CallExpression | ts.NewExpression> {
  const ends = known.flatMap(({ pattern }) => [...file.text.matchAll(pattern)].map((match) => match.index + match[0].length - 1));
  return new Set(
    ends
      .toSorted((a, b) => a - b)
      .flatMap((at) => around(file, at).find((node) => ts.isCallExpression(node) || ts.isNewExpression(node)) ?? []),
  );
}

/** Whether nothing of a URL's path is known. */
function isOpen(target: string): boolean {
  return /^(?:https?:\/\/[^/$]+|\$\w+)?\/?(?:\$\{?\w+\}?)*\/?$/.test(target);
}

function isCallOf({ expression }: ts.CallExpression, file: ts.SourceFile, one: Known): boolean {
  if (!ts.isPropertyAccessExpression(expression) || !endsWith(expression, one.members)) return false;
  return one.members.length > 1 || isClient(expression.expression, file, one);
}

function isMadeOf({ expression }: ts.NewExpression, file: ts.SourceFile, { members, package: name, call }: Known): boolean {
  const type = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return type.getText(file) === members[0] && file.text.includes(name) && (call.rule?.test(file.text) ?? true);
}

function endsWith(node: ts.PropertyAccessExpression, members: readonly string[]): boolean {
  let current: ts.Expression = node;
  for (const name of [...members].reverse()) {
    if (!ts.isPropertyAccessExpression(current) || current.name.text !== name) return false;
    current = current.expression;
  }
  return true;
}

/** A lone member name is only a client's where the file imports the package or the receiver says so. */
function isClient(receiver: ts.Expression, file: ts.SourceFile, { module, word }: Known): boolean {
  return file.text.includes(`'${module}'`) || file.text.includes(`"${module}"`) || word.test(receiver.getText(file));
}
