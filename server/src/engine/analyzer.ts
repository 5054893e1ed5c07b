import { namesCron } from '../discovery/cronNames';
import { withoutBuilt, withoutConsoles, withoutReports } from '../discovery/lookAlikes';
import { servesPath } from '../discovery/targets';
import { assignSchedules, triggersOf, isPrivate, unmatched } from '../discovery/triggers';
import type { Endpoint } from '../model/endpoint';
import type { Schedule } from '../model/adapters';
import type { Companion, CompanionOffer } from '../model/companion';
import type { Finding, Fix, Severity, Verdict } from '../model/finding';
import { isIdle } from '../model/deciding';
import { exposures } from '../model/path';
import type { EndpointFacts, Rule, Violation } from '../model/rule';
import type { Snapshot, Span, Uri } from '../model/source';
import { matchesGlob } from '../project/glob';
import { memoized } from '../project/memoized';
import { relative, rootOf } from '../project/paths';
import { createProgram, type Program } from '../project/program';
import { finish } from '../project/steps';
import { Addresses } from './addresses';
import { Answers } from './answers';
import { dispatchedPaths, fileEndpoints } from './dispatchingFiles';
import { brokenConfigs } from './brokenConfigs';
import { createCandidates } from './candidates';
import { buildCompanion, companionsAt, type Accompanied } from './companions';
import { calledDeclarations, calledEndpoints, calledSchedules } from './called';
import { CodeSchedules } from './codeSchedules';
import { declaredEndpoints } from './declared';
import { buildFix, offersFor, type CreatedFiles, type Fixing, type FixTarget, type VerifiedEndpoint } from './fixing';
import { JobRequests } from './jobRequests';
import { merge, type Reported } from './merge';
import { companions, fixes, frameworks, libraries, rules, schedulers } from './registry';
import type { EndpointReport, NotAnalyzed, Report, Settings } from './report';
import { configuredEndpoints } from './objectEndpoints';
import { platformHeaders } from './platformHeaders';
import { policyReports } from './policies';
import { missingRoutes } from './missingRoutes';
import { procedureEndpoints } from './procedureEndpoints';
import { Manifests } from './schedules';
import { Survey, type Surveyed } from './survey';
import { expressionProblems } from './scheduleExpressions';
import type { IsWorthFollowing, Search } from './following';
import { routedEndpoints } from './routed';
import { Routes } from './routes';
import { settingsAt, severityOf } from './scopes';
import { servedEndpoints } from './served';
import type { Pending, Steps } from './steps';
import { assurance, isAboutAccess, verdict } from './verdict';

/** The façade of the core: give it a snapshot, ask it for a report. Holds caches; one instance a workspace. */
export interface Analyzer {
  /** Replaces the input. `changed` names the files whose text, presence or absence differs from the previous snapshot; without it everything does. */
  update(snapshot: Snapshot, changed?: readonly Uri[]): void;
  /** Everything about the whole snapshot; only what changed since the last call is analysed again. */
  report(settings: Settings): Report;
  /**
   * The same in steps. Nothing may be updated between two of them; who has an update gives the steps up and begins anew, which takes up
   * what was done. Steps that were given up leave no trace in any answer.
   */
  steps(settings: Settings): Steps<Report>;
  /** The edits of an offered fix, as the last report has it; `undefined` when it no longer applies. Fixes of one edit share what they create. */
  fix(finding: Finding, id: string, created?: CreatedFiles): Fix | undefined;
  /** What goes along with the verification of endpoints that are declared or scheduled at a place, as the last report has them. */
  companions(place: Span): readonly CompanionOffer[];
  /** The edits of an offered companion; `undefined` when it no longer applies. */
  companion(offer: Pick<CompanionOffer, 'id' | 'endpoint'>): Companion | undefined;
}

/** Makes an analyzer with all registered adapters, rules and fixes. */
export function createAnalyzer(): Analyzer {
  return new Workspace();
}

/** What fixes and companions of the last report are made from. */
interface Answered extends Pick<Accompanied, 'endpoints' | 'findings'> {
  readonly program: Program | undefined;
  readonly targets: ReadonlyMap<string, FixTarget>;
  readonly verified: readonly VerifiedEndpoint[];
}

interface Judged {
  readonly facts: EndpointFacts;
  readonly verdict: Verdict;
  /** Those that are to be reported. */
  readonly violations: readonly { readonly rule: Rule; readonly severity: Severity; readonly violation: Violation }[];
}

class Workspace implements Analyzer {
  private program: Program | undefined;
  private readonly survey = new Survey({ frameworks, schedulers, libraries });
  private readonly manifests = new Manifests(schedulers);
  private readonly routes = new Routes(frameworks);
  private readonly addresses = new Addresses(frameworks);
  private readonly made = new CodeSchedules(schedulers);
  private readonly requested = new JobRequests(schedulers);
  private readonly mentions = new Answers<boolean>();
  private readonly judged = new WeakMap<Surveyed, { readonly key: string; readonly judged: Judged }>();
  private schedules: readonly Schedule[] = [];
  private answered: Answered = { program: undefined, targets: new Map(), verified: [], endpoints: [], findings: [] };

  update(snapshot: Snapshot, changed?: readonly Uri[]): void {
    this.program = createProgram(snapshot, this.program);
    for (const memory of [this.survey, this.made, this.requested, this.mentions]) memory.invalidate(changed);
  }

  report(settings: Settings): Report {
    return finish(this.steps(settings));
  }

  *steps(settings: Settings): Steps<Report> {
    const { program } = this;
    if (!program) return { endpoints: [], findings: [], problems: [], notAnalyzed: [], stats: { filesListed: 0, filesParsed: 0 } };
    const { snapshot } = program;
    const files = includedFiles(snapshot, settings);
    const read = this.manifests.all(snapshot, files);
    yield;
    const called = calledDeclarations({ program, files, frameworks, survey: this.survey });
    yield;
    const written = [
      ...read.schedules,
      ...this.made.all({ program, files, survey: this.survey }),
      ...this.requested.all(program, files),
      ...calledSchedules(program, called),
    ];
    const schedules = (this.schedules = sameOr(this.schedules, this.addresses.followed(written, program, files)));
    yield;
    const failed: NotAnalyzed[] = [];
    const pending = yield* this.pending(program, files, schedules, called, settings, failed);
    const surveyed: Surveyed[] = [];
    for (const [index, follow] of pending.entries()) {
      surveyed.push(...follow());
      yield { done: index + 1, total: pending.length };
    }
    const judged = yield* this.judgeAll(surveyed, schedules, settings, program);
    const reported = judged.flatMap(({ facts, violations }) =>
      violations.map(({ rule, severity, violation }): Reported => ({
        rule: rule.id,
        severity,
        endpoint: facts.endpoint,
        violation,
        fixes: [],
      })),
    );
    const policies = policyReports({ ...read, schedules }, { judged, surveyed }, rules, settings, snapshot);
    yield;
    const answered = withFixes(merge([...reported, ...policies], snapshot), judged, program);
    const { findings } = answered;
    this.answered = answered;
    return {
      endpoints: judged.map((one) => endpointReport(one, findings)),
      findings,
      schedules,
      problems: [
        ...read.problems,
        ...platformHeaders(judged.map(({ facts }) => facts)),
        ...unmatched(schedules, surveyed, missingRoutes(program, files, frameworks)),
        ...expressionProblems(schedules, (uri) => snapshot.read(uri)),
        ...brokenConfigs(
          program,
          judged.map(({ facts }) => facts.endpoint.uri),
        ),
      ],
      notAnalyzed: [...program.unparsed.map((uri) => ({ uri, reason: 'It nests too deeply to be parsed.' })), ...failed],
      stats: { filesListed: snapshot.files.size, filesParsed: program.parsed },
    };
  }

  /** Everything that may be the code of a cron endpoint, in the order of the report. */
  private *pending(
    program: Program,
    files: readonly Uri[],
    schedules: readonly Schedule[],
    called: ReturnType<typeof calledDeclarations>,
    settings: Settings,
    failed: NotAnalyzed[],
  ): Steps<readonly Pending[]> {
    const candidates = createCandidates(program, schedulers, this.mentions);
    const settingsOf = (uri: Uri): Settings => settingsAt(settings, uri, rootOf(program.snapshot.roots, uri) ?? '');
    const namesCronPath = (path: string, uri: Uri): boolean =>
      namesCron(path) ||
      matchesGlob(settingsOf(uri).cron, path) ||
      schedules.some((schedule) => !schedule.private && servesPath({ path, uri }, schedule) !== undefined);
    const found: Pending[] = [];
    for (const uri of files) {
      const route = this.routes.at(uri, program);
      if (!route) continue;
      const isCronPath = (path: string): boolean => namesCronPath(path, uri);
      const paths = [route.path, ...dispatchedPaths(route, program)];
      if (paths.some((path) => candidates.includes({ ...route, path }, schedules, settings)))
        found.push(() => attempt(uri, failed, () => fileEndpoints(route, program, this.survey, isCronPath)));
      yield;
    }
    const search: Search = {
      program,
      files,
      frameworks,
      survey: this.survey,
      isWorthFollowing: (place) => candidates.includes(place, schedules, settings),
    };
    const isServedWorthFollowing: IsWorthFollowing = (place) => candidates.includes(place, schedulesFor(place.uri, schedules), settings);
    return [
      ...found,
      ...(yield* routedEndpoints(search, () => candidates.mayHold(files, schedules, settings))),
      ...(yield* servedEndpoints(
        { ...search, isWorthFollowing: isServedWorthFollowing },
        {
          isCronPath: namesCronPath,
          isCron: (one) => triggersOf(one, schedules, schedulers, settingsOf(one.endpoint.uri)).length > 0,
        },
      )),
      ...(yield* configuredEndpoints(search)),
      ...calledEndpoints(search, called),
      ...(yield* procedureEndpoints(search)),
      ...(yield* declaredEndpoints(search, {
        mayDeclare: (uri, text) => candidates.mayDeclare(uri, text, schedules, settings),
        mayName: candidates.mayName,
      })),
    ];
  }

  private *judgeAll(
    surveyed: readonly Surveyed[],
    schedules: readonly Schedule[],
    settings: Settings,
    program: Program,
  ): Steps<readonly Judged[]> {
    const assigned = assignSchedules(surveyed, schedules);
    const found = surveyed.flatMap((doing) => {
      if (isPrivate(doing, schedules)) return [];
      const root = rootOf(program.snapshot.roots, doing.endpoint.uri) ?? '';
      const here = settingsAt(settings, doing.endpoint.uri, root);
      const triggers = triggersOf(doing, assigned.get(doing.endpoint) ?? [], schedulers, here);
      return triggers.length === 0 && !here.everyEndpoint
        ? []
        : [{ doing, triggers, root, isAskedFor: here.everyEndpoint || matchesGlob(here.cron, doing.endpoint.path) }];
    });
    const called = withoutBuilt(withoutConsoles(withoutReports(found), surveyed), (uri) => program.text(uri));
    const judged: Judged[] = [];
    for (const { doing: one, triggers, root } of called) {
      const key = JSON.stringify([triggers, settings.profile, settings.severity, settings.scopes]);
      const known = this.judged.get(one);
      const result = known?.key === key ? known.judged : judge({ ...one, triggers }, settings, root);
      this.judged.set(one, { key, judged: result });
      judged.push(result);
      yield;
    }
    return judged.sort((a, b) => order(a.facts.endpoint, b.facts.endpoint));
  }

  fix(finding: Finding, id: string, created?: CreatedFiles): Fix | undefined {
    const { program, targets, verified } = this.answered;
    const target = targets.get(finding.fingerprint);
    return target && program && program === this.program ? buildFix(fixing(program, verified), target, id, created) : undefined;
  }

  companions(place: Span): readonly CompanionOffer[] {
    return this.program ? companionsAt({ companions, schedulers, ...this.answered, program: this.program }, place) : [];
  }

  companion(offer: Pick<CompanionOffer, 'id' | 'endpoint'>): Companion | undefined {
    return this.program && buildCompanion({ companions, schedulers, ...this.answered, program: this.program }, offer);
  }
}

/** Offers for each finding what mends it. */
function withFixes(findings: readonly Finding[], judged: readonly Judged[], program: Program): Answered {
  const byId = new Map(judged.map((one) => [one.facts.endpoint.id, one]));
  const targets = new Map<string, FixTarget>();
  const verified = judged.flatMap((one) => (one.facts.guards.length > 0 && one.verdict === 'verified' ? [one.facts] : []));
  const offered = findings.map((finding) => {
    const affected = finding.endpoints.flatMap((id) => byId.get(id) ?? []);
    const [first, ...others] = affected;
    const violation = first?.violations.find(
      (one) =>
        one.rule.id === finding.rule && one.violation.span.start === finding.span.start && one.violation.span.uri === finding.span.uri,
    )?.violation;
    if (!first || !violation) return finding;
    const target: FixTarget = {
      rule: finding.rule,
      violation,
      endpoints: [first.facts.endpoint, ...others.map((one) => one.facts.endpoint)],
      triggers: first.facts.triggers,
    };
    targets.set(finding.fingerprint, target);
    return { ...finding, fixes: offersFor(fixing(program, verified), target) };
  });
  return { program, targets, verified, endpoints: judged.map(({ facts }) => facts), findings: offered };
}

function fixing(program: Program, verified: readonly VerifiedEndpoint[]): Fixing {
  return { program, fixes, schedulers, verified };
}

/** Schedules that name no file, and those that name the one that is asked for. */
function schedulesFor(uri: Uri, schedules: readonly Schedule[]): readonly Schedule[] {
  const stem = uri.replace(/(?:\/index)?\.[mc]?[jt]sx?$/, '');
  return schedules.filter(({ file }) => file === undefined || stem.endsWith(file.replace(/(?:\/index)?(?:\.[mc]?[jt]sx?)?$/, '')));
}

/** The endpoints of one file. A failure of the analysis is told of that file, and leaves the others alone. */
function attempt(uri: Uri, failed: NotAnalyzed[], work: () => readonly Surveyed[]): readonly Surveyed[] {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof RangeError ? 'It nests too deeply to be analysed.' : `The analysis failed (${String(error)}).`;
    failed.push({ uri, reason });
    return [];
  }
}

/** The list of before if it holds the same, so that what was found out about it need not be found again. */
function sameOr<T>(before: readonly T[], now: readonly T[]): readonly T[] {
  return before.length === now.length && before.every((one, index) => one === now[index]) ? before : now;
}

/** The files that count, in the order of the report: the same list as long as no file comes or goes, so that what is told by their names is told once. */
function includedFiles(snapshot: Snapshot, settings: Settings): readonly Uri[] {
  return includedIn(snapshot)(JSON.stringify([settings.include, settings.exclude, settings.scopes]), settings);
}

const includedIn = memoized((snapshot: Snapshot) => {
  let known: { readonly key: string; readonly files: readonly Uri[] } | undefined;
  return (key: string, settings: Settings): readonly Uri[] => {
    if (known?.key !== key) known = { key, files: [...snapshot.files].filter((uri) => isIncluded(uri, snapshot, settings)).sort() };
    return known.files;
  };
});

function isIncluded(uri: Uri, snapshot: Snapshot, all: Settings): boolean {
  const root = rootOf(snapshot.roots, uri) ?? '';
  const settings = settingsAt(all, uri, root);
  if (settings.include.length === 0 && settings.exclude.length === 0) return true;
  const path = relative(root, uri) ?? uri;
  if (settings.exclude.length > 0 && matchesGlob(settings.exclude, path)) return false;
  return settings.include.length === 0 || matchesGlob(settings.include, path);
}

/** Asks the rules. How severe an answer is, the settings of the file decide in which it stands. */
function judge(facts: EndpointFacts, settings: Settings, root: Uri): Judged {
  const all = rules.flatMap((rule) => {
    // That nobody wants to hear of an open endpoint does not close it.
    if (!isAboutAccess(rule.id) && settings.scopes.length === 0 && severityOf(rule.id, rule.meta, settings) === 'off') return [];
    return [...rule.check(facts)].flatMap((violation) => {
      if (rule.meta.family === 'guard' && violation.guard && isIdle(facts, violation.guard)) return [];
      return [{ rule, violation, severity: severityOf(rule.id, rule.meta, settingsAt(settings, violation.span.uri, root)) }];
    });
  });
  return {
    facts,
    verdict: verdict(all.map(({ rule }) => ({ rule: rule.id }))),
    violations: all.flatMap(({ severity, ...found }) => (severity === 'off' ? [] : [{ ...found, severity }])),
  };
}

function endpointReport({ facts, verdict: answer }: Judged, findings: readonly Finding[]): EndpointReport {
  return {
    endpoint: facts.endpoint,
    triggers: facts.triggers,
    verdict: answer,
    assurance: assurance(facts.guards, answer, exposures(facts.graph, facts.guards)),
    guards: facts.guards,
    facts,
    findings: findings.flatMap((finding, index) => (finding.endpoints.includes(facts.endpoint.id) ? [index] : [])),
  };
}

function order(a: Endpoint, b: Endpoint): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.declaration.start - b.declaration.start || (a.id < b.id ? -1 : 1);
}
