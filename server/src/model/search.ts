import type { AccessGraph, Condition, Effect, Guard } from './access';
import { excuseOf, type ExcuseCause } from './excuse';
import { heads, protectedEffects, stepsBefore, tails } from './reach';
import { sameSpan, spanKey, type Span } from './source';

/** What happened to a check on a path that no excuse explains. */
export interface Mark {
  readonly kind: 'refused' | 'lost' | 'reject';
  readonly span: Span;
  readonly guard: number | undefined;
}

/** A way to arrive at a step, linked backwards to where it came from. */
export interface Visit {
  readonly step: number;
  /** Bits of the excuses taken so far. */
  readonly excused: bigint;
  /** Index of the excuse taken last, -1 before the first. */
  readonly lastExcuse: number;
  readonly mark: Mark | undefined;
  readonly via: Condition | undefined;
  readonly from: Visit | undefined;
}

/** A visit of a step with a protected effect. */
export interface Arrival extends Visit {
  readonly target: { readonly effect: Effect; readonly certain: boolean };
}

/** A condition that a path may appeal to. */
export interface Excuse {
  readonly cause: ExcuseCause;
  readonly condition: Condition;
}

/** A step is entered at most this often: enough for every small set of excuses, and it keeps the search linear. */
const visitsPerStep = 24;

/**
 * Finds how protected effects can be reached without taking an edge on which a credential is verified. Fewest excuses come first,
 * shortest paths first among equals; a step is not entered again with more excuses than it was reached with before. `decides` answers whether
 * the other outcome of a test verifies something that this one does not.
 */
export function search(
  graph: AccessGraph,
  guards: readonly Guard[],
): { readonly arrivals: readonly Arrival[]; readonly excuses: readonly Excuse[]; readonly decides: (given: Condition) => boolean } {
  const excuses = new ExcuseTable(graph, guards);
  const targets = protectedEffects(graph);
  const visits: Visit[][] = graph.steps.map(() => []);
  const arrivals: Arrival[] = [];
  const levels: Visit[][] = [[{ step: graph.entry, excused: 0n, lastExcuse: -1, mark: undefined, via: undefined, from: undefined }]];
  for (let level = 0; level < levels.length; level++) {
    const queue = levels[level] ?? [];
    // The queue grows while it is walked.
    for (const reached of queue) {
      const step = graph.steps[reached.step];
      const before = visits[reached.step];
      if (!step || !before) continue;
      const visit = { ...reached, mark: marked(reached, step.does, step.span, guards) };
      if (before.length >= visitsPerStep || before.some((other) => covers(other, visit))) continue;
      before.push(visit);
      if (step.does?.kind === 'effect' && targets.has(reached.step))
        arrivals.push({ ...visit, target: { effect: step.does.effect, certain: step.does.certain } });
      for (const { to, given } of step.next) {
        if (given?.kind === 'verified') continue;
        const excuse = excuses.at(reached.step, to, given);
        if (excuse < 0) {
          queue.push({
            step: to,
            excused: visit.excused,
            lastExcuse: visit.lastExcuse,
            mark: refused(visit.mark, given),
            via: given,
            from: visit,
          });
          continue;
        }
        const excused = visit.excused | (1n << BigInt(excuse));
        const next = { step: to, excused, lastExcuse: excuse, mark: undefined, via: given, from: visit };
        if (excused === visit.excused) queue.push(next);
        else (levels[level + 1] ??= []).push(next);
      }
    }
  }
  return { arrivals, excuses: excuses.all, decides: (given) => excuses.decides(given) };
}

/** Whether an earlier visit makes a later one of the same step redundant. */
function covers(earlier: Visit, later: Visit): boolean {
  if (earlier.excused === 0n && later.excused === 0n)
    return earlier.mark ? sameMark(earlier.mark, later.mark) : later.mark?.kind !== 'lost';
  return (
    (earlier.excused & later.excused) === earlier.excused && (earlier.excused !== later.excused || earlier.lastExcuse === later.lastExcuse)
  );
}

function sameMark(a: Mark, b: Mark | undefined): boolean {
  return b !== undefined && a.kind === b.kind && (a.kind === 'refused' || spanKey(a.span) === spanKey(b.span));
}

/**
 * Whether a check only finds out who is signed in, for many routes: those that need it ask for the answer, and for the others it is no check
 * that is ignored.
 */
export function isSignIn(guard: Guard | undefined): boolean {
  if (!guard?.isShared) return false;
  const { kind } = guard.verification.credential;
  return guard.isKept || kind === 'session' || kind === 'token';
}

/** A lost result says more than a rejection that does not stop, and that more than a failed check. */
function marked(
  { mark, excused }: Visit,
  does: AccessGraph['steps'][number]['does'],
  span: Span,
  guards: readonly Guard[],
): Mark | undefined {
  if (excused !== 0n || mark?.kind === 'lost') return mark;
  if (does?.kind === 'lost' && does.how !== 'not-awaited' && does.guard !== undefined && isSignIn(guards[does.guard])) return mark;
  if (does?.kind === 'lost') return { kind: 'lost', span, guard: does.guard };
  if (does?.kind === 'reject' && !does.stops && mark?.kind !== 'reject') return { kind: 'reject', span, guard: mark?.guard };
  return mark;
}

function refused(mark: Mark | undefined, given: Condition | undefined): Mark | undefined {
  return mark ?? (given?.kind === 'refused' ? { kind: 'refused', span: given.span, guard: given.guard } : undefined);
}

/** Numbers the excuses of a graph, one for each cause and place. */
class ExcuseTable {
  readonly all: Excuse[] = [];
  private readonly numbers = new Map<string, number>();
  /** For every guard: the steps from which its verification can still be passed. Filled when an environment is tested. */
  private verifiable: readonly Uint8Array[] | undefined;

  constructor(
    private readonly graph: AccessGraph,
    private readonly guards: readonly Guard[],
  ) {}

  /** The number of the excuse that an edge takes, -1 if it takes none. */
  at(step: number, to: number, given: Condition | undefined): number {
    if (!given) return -1;
    const cause = excuseOf(given, this.guards);
    if (cause === undefined || (given.isRepeated ? !this.decides(given) : cause === 'if-it-skips' && !this.skips(step, to))) return -1;
    const excuse: Excuse = { cause: cause === 'if-it-skips' ? 'environment' : cause, condition: given };
    const key = `${excuse.cause} ${spanKey(given.whole ?? given.span)} ${subject(given)}`;
    const number = this.numbers.get(key) ?? this.all.push(excuse) - 1;
    this.numbers.set(key, number);
    return number;
  }

  /** Whether the decision's other outcome can still verify something that this one cannot. */
  private skips(step: number, to: number): boolean {
    const others = this.graph.steps[step]?.next.filter((edge) => edge.to !== to) ?? [];
    return this.verifiesMore(
      others.map((edge) => edge.to),
      [to],
    );
  }

  /** The same of all tests at a place: what set-up code has decided for each deployment has its outcomes on different paths. */
  decides(given: Condition): boolean {
    const after = (holds: boolean): readonly number[] =>
      heads(this.graph, (other) => sameSpan(other.span, given.span) && (outcome(other) === outcome(given)) === holds);
    return this.verifiesMore(after(false), after(true));
  }

  /** Whether something can be verified after some steps that cannot be after others. */
  private verifiesMore(after: readonly number[], than: readonly number[]): boolean {
    this.verifiable ??= this.guards.map((_, guard) =>
      stepsBefore(
        this.graph,
        tails(this.graph, (condition) => condition.kind === 'verified' && condition.guard === guard),
      ),
    );
    return this.verifiable.some((before) => than.every((step) => before[step] !== 1) && after.some((step) => before[step] === 1));
  }
}

/** Which outcome of a test of a setting holds. */
function outcome(given: Condition): boolean | undefined {
  return given.kind === 'environment' ? given.equal : given.kind === 'unset' ? given.set : undefined;
}

/** Tells apart what is tested at one place: two variables in one list, or two headers. Several values of one are one excuse. */
function subject(given: Condition): string {
  switch (given.kind) {
    case 'unset':
      return `${given.variable} ${given.set}`;
    case 'environment':
      return given.whole ? given.variable : `${given.variable} ${given.value} ${given.equal}`;
    case 'network':
    case 'host':
      return given.source;
    case 'claim':
      return given.name;
    default:
      return '';
  }
}
