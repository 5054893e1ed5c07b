import { routeFile, type RouteFile } from '../discovery/routeFiles';
import { namesCron } from '../discovery/cronNames';
import { withoutReports } from '../discovery/lookAlikes';
import { servesPath } from '../discovery/targets';
import { assignSchedules, triggersOf, isPrivate, unmatched } from '../discovery/triggers';
import type { Endpoint } from '../model/endpoint';
import type { Schedule } from '../model/adapters';
import type { Companion, CompanionOffer } from '../model/companion';
import type { Finding, Fix, Severity } from '../model/finding';
import { exposures } from '../model/path';
import type { EndpointFacts, Rule, Violation } from '../model/rule';
import type { Snapshot, Span, Uri } from '../model/source';
import { matchesGlob } from '../project/glob';
import { relative, rootOf } from '../project/paths';
import { createProgram, type Program } from '../project/program';
import { brokenConfigs } from './brokenConfigs';
import { createCandidates } from './candidates';
import { buildCompanion, companionsAt, type Accompanied } from './companions';
import { calledDeclarations, calledEndpoints, calledSchedules } from './called';
import { codeSchedules } from './codeSchedules';
import { declaredEndpoints } from './declared';
import { buildFix, offersFor, type Fixing, type FixTarget, type VerifiedEndpoint } from './fixing';
import { merge, type Reported } from './merge';
import { companions, fixes, frameworks, libraries, rules, schedulers } from './registry';
import type { Cancellation, EndpointReport, NotAnalyzed, Report, Settings } from './report';
import { configuredEndpoints } from './objectEndpoints';
import { policyReports } from './policies';
import { procedureEndpoints } from './procedureEndpoints';
import { Manifests } from './schedules';
import { Survey, type Surveyed } from './survey';
import { expressionProblems } from './scheduleExpressions';
import type { IsWorthFollowing, Search } from './following';
import { routedEndpoints } from './routed';
import { settingsAt, severityOf } from './scopes';
import { servedEndpoints } from './served';
import { assurance, verdict } from './verdict';

/** The façade of the core: give it a snapshot, ask it for a report. Holds caches; one instance a workspace. */
export interface Analyzer {
  /** Replaces the input. `changed` names the files whose text, presence or absence differs from the previous snapshot; without it everything does. */
  update(snapshot: Snapshot, changed?: readonly Uri[]): void;
  /** Everything about the whole snapshot; only what changed since the last call is analysed again. */
  report(settings: Settings, cancel?: Cancellation): Report;
  /** The edits of an offered fix, made against the current snapshot; `undefined` when it no longer applies. */
  fix(finding: Finding, id: string): Fix | undefined;
  /** What goes along with the verification of endpoints that are declared or scheduled at a place, as the last report has them. */
  companions(place: Span): readonly CompanionOffer[];
  /** The edits of an offered companion; `undefined` when it no longer applies. */
  companion(offer: Pick<CompanionOffer, 'id' | 'endpoint'>): Companion | undefined;
  /** Files that were asked for and are not in the snapshot's memory yet (hosts that cannot read synchronously load them and call `update`). */
  missing(): readonly Uri[];
}

/** Makes an analyzer with all registered adapters, rules and fixes. */
export function createAnalyzer(): Analyzer {
  return new Workspace();
}

interface Judged {
  readonly facts: EndpointFacts;
  readonly violations: readonly { readonly rule: Rule; readonly severity: Severity; readonly violation: Violation }[];
}

class Workspace implements Analyzer {
  private program: Program | undefined;
  private readonly survey = new Survey({ frameworks, schedulers, libraries });
  private readonly manifests = new Manifests(schedulers);
  private readonly judged = new WeakMap<Surveyed, { readonly key: string; readonly judged: Judged }>();
  private targets = new Map<string, FixTarget>();
  private verified: readonly VerifiedEndpoint[] = [];
  private failed: NotAnalyzed[] = [];
  private reported: Pick<Accompanied, 'endpoints' | 'findings'> = { endpoints: [], findings: [] };

  update(snapshot: Snapshot, changed?: readonly Uri[]): void {
    this.program = createProgram(snapshot, this.program);
    this.survey.invalidate(changed);
  }

  missing(): readonly Uri[] {
    return [];
  }

  report(settings: Settings, cancel?: Cancellation): Report {
    const { program } = this;
    if (!program) return { endpoints: [], findings: [], problems: [], notAnalyzed: [], stats: { filesListed: 0, filesParsed: 0 } };
    const { snapshot } = program;
    const files = [...snapshot.files].filter((uri) => isIncluded(uri, snapshot, settings)).sort();
    const read = this.manifests.all(snapshot, files);
    const called = calledDeclarations({ program, files, frameworks, survey: this.survey });
    const schedules = [
      ...read.schedules,
      ...codeSchedules(program, files, schedulers, this.survey.analysis(program)),
      ...calledSchedules(program, called),
    ];
    this.failed = [];
    const surveyed = this.endpoints(program, files, schedules, called, settings, cancel);
    const judged = this.judgeAll(surveyed, schedules, settings, snapshot.roots);
    const reported = judged.flatMap(({ facts, violations }) =>
      violations.map(({ rule, severity, violation }): Reported => ({
        rule: rule.id,
        severity,
        endpoint: facts.endpoint,
        violation,
        fixes: [],
      })),
    );
    const policies = policyReports(read, { judged, surveyed }, rules, settings, snapshot);
    const findings = this.withFixes(merge([...reported, ...policies], snapshot), judged, program);
    this.reported = { endpoints: judged.map(({ facts }) => facts), findings };
    return {
      endpoints: judged.map(({ facts, violations }) => endpointReport(facts, violations, findings)),
      findings,
      schedules,
      problems: [
        ...read.problems,
        ...unmatched(schedules, surveyed),
        ...expressionProblems(schedules, (uri) => snapshot.read(uri)),
        ...brokenConfigs(
          program,
          judged.map(({ facts }) => facts.endpoint.uri),
        ),
      ],
      notAnalyzed: [...program.unparsed.map((uri) => ({ uri, reason: 'It nests too deeply to be parsed.' })), ...this.failed],
      stats: { filesListed: snapshot.files.size, filesParsed: program.parsed },
    };
  }

  private endpoints(
    program: Program,
    files: readonly Uri[],
    schedules: readonly Schedule[],
    called: ReturnType<typeof calledDeclarations>,
    settings: Settings,
    cancel: Cancellation | undefined,
  ): readonly Surveyed[] {
    const candidates = createCandidates(program, schedulers);
    const found: Surveyed[] = [];
    for (const uri of files) {
      if (cancel?.isCancellationRequested) break;
      const route = routeOf(uri, program);
      if (route && candidates.includes(route, schedules, settings))
        found.push(...attempt(uri, this.failed, () => this.survey.endpoints(route, program)));
    }
    const settingsOf = (uri: Uri): Settings => settingsAt(settings, uri, rootOf(program.snapshot.roots, uri) ?? '');
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
      ...routedEndpoints(search, () => candidates.mayHold(files, schedules, settings)),
      ...servedEndpoints(
        { ...search, isWorthFollowing: isServedWorthFollowing },
        {
          isCronPath: (path, below, uri) =>
            namesCron(below) ||
            matchesGlob(settingsOf(uri).cron, path) ||
            schedules.some((schedule) => !schedule.private && servesPath(path, schedule) !== undefined),
          isCron: (one) => triggersOf(one, schedules, schedulers, settingsOf(one.endpoint.uri)).length > 0,
        },
      ),
      ...configuredEndpoints(search),
      ...calledEndpoints(search, called),
      ...procedureEndpoints(search),
      ...declaredEndpoints(search, (uri, text) => candidates.mayDeclare(uri, text, schedules, settings)),
    ];
  }

  private judgeAll(
    surveyed: readonly Surveyed[],
    schedules: readonly Schedule[],
    settings: Settings,
    roots: readonly Uri[],
  ): readonly Judged[] {
    const assigned = assignSchedules(surveyed, schedules);
    const found = surveyed.flatMap((doing) => {
      if (isPrivate(doing, schedules)) return [];
      const root = rootOf(roots, doing.endpoint.uri) ?? '';
      const here = settingsAt(settings, doing.endpoint.uri, root);
      const triggers = triggersOf(doing, assigned.get(doing.endpoint) ?? [], schedulers, here);
      return triggers.length === 0 && !here.everyEndpoint ? [] : [{ doing, triggers, root, isAskedFor: here.everyEndpoint }];
    });
    const judged = withoutReports(found).map(({ doing: one, triggers, root }): Judged => {
      const key = JSON.stringify([triggers, settings.profile, settings.severity, settings.scopes]);
      const known = this.judged.get(one);
      if (known?.key === key) return known.judged;
      const result = judge({ ...one, triggers }, settings, root);
      this.judged.set(one, { key, judged: result });
      return result;
    });
    return judged.sort((a, b) => order(a.facts.endpoint, b.facts.endpoint));
  }

  private withFixes(findings: readonly Finding[], judged: readonly Judged[], program: Program): readonly Finding[] {
    const byId = new Map(judged.map((one) => [one.facts.endpoint.id, one]));
    this.targets = new Map();
    this.verified = judged.flatMap(({ facts, violations }) => {
      const isVerified = facts.guards.length > 0 && verdict(violations.map(({ rule }) => ({ rule: rule.id }))) === 'verified';
      return isVerified ? [facts] : [];
    });
    return findings.map((finding) => {
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
      this.targets.set(finding.fingerprint, target);
      return { ...finding, fixes: offersFor(this.fixing(program), target) };
    });
  }

  fix(finding: Finding, id: string): Fix | undefined {
    const target = this.targets.get(finding.fingerprint);
    return target && this.program ? buildFix(this.fixing(this.program), target, id) : undefined;
  }

  companions(place: Span): readonly CompanionOffer[] {
    return this.program ? companionsAt({ program: this.program, companions, schedulers, ...this.reported }, place) : [];
  }

  companion(offer: Pick<CompanionOffer, 'id' | 'endpoint'>): Companion | undefined {
    return this.program && buildCompanion({ program: this.program, companions, schedulers, ...this.reported }, offer);
  }

  private fixing(program: Program): Fixing {
    return { program, fixes, schedulers, verified: this.verified };
  }
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

function isIncluded(uri: Uri, snapshot: Snapshot, all: Settings): boolean {
  const root = rootOf(snapshot.roots, uri) ?? '';
  const settings = settingsAt(all, uri, root);
  if (settings.include.length === 0 && settings.exclude.length === 0) return true;
  const path = relative(root, uri) ?? uri;
  if (settings.exclude.length > 0 && matchesGlob(settings.exclude, path)) return false;
  return settings.include.length === 0 || matchesGlob(settings.include, path);
}

function routeOf(uri: Uri, program: Program): RouteFile | undefined {
  const root = rootOf(program.snapshot.roots, uri);
  return root === undefined ? undefined : routeFile(uri, root, frameworks, program);
}

/** Asks the rules. How severe an answer is, the settings of the file decide in which it stands. */
function judge(facts: EndpointFacts, settings: Settings, root: Uri): Judged {
  const violations = rules.flatMap((rule) => {
    if (settings.scopes.length === 0 && severityOf(rule.id, rule.meta, settings) === 'off') return [];
    return [...rule.check(facts)].flatMap((violation) => {
      const severity = severityOf(rule.id, rule.meta, settingsAt(settings, violation.span.uri, root));
      return severity === 'off' ? [] : [{ rule, severity, violation }];
    });
  });
  return { facts, violations };
}

function endpointReport(facts: EndpointFacts, violations: Judged['violations'], findings: readonly Finding[]): EndpointReport {
  const answer = verdict(violations.map(({ rule }) => ({ rule: rule.id })));
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
