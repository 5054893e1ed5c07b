import type ts from 'typescript';
import type {
  AccessGraph,
  Action,
  BareCall,
  Binding,
  Condition,
  Edge,
  Effect,
  Guard,
  Method,
  Privilege,
  Secret,
  Step,
  Credential,
} from '../model/access';
import type { SaidSchedule } from '../model/endpoint';
import type { PathStation } from '../model/finding';
import { spanKey, type Span } from '../model/source';
import { isSettled, type Loose, type State } from './state';
import type { Value } from './value';
import { under } from './ways';

/** A guard while more is learnt about it. */
export interface GuardDraft {
  readonly span: Span;
  readonly credential: Credential;
  secret: Secret;
  readonly method: Method;
  readonly binds: Set<Binding>;
  readonly weaknesses: Set<string>;
  readonly api: string | undefined;
  readonly read: Span | undefined;
  readonly operands: Guard['operands'];
  /** Input pieces that the signature covers; a freshness check of one of them binds it to time. */
  readonly covers: ReadonlySet<string>;
  /** As {@link Guard.isShared}. */
  isShared?: boolean;
  /** As {@link Guard.result}. */
  result?: Span;
  /** As {@link Guard.isKept}. */
  isKept?: boolean;
}

/** Evidence about schedulers that shows up while a handler is followed. */
export interface Sighting {
  readonly name: string;
  readonly span: Span;
  /** The variable in whose place this one is used when that is not set: `ADMIN_KEY` in `ADMIN_KEY || CRON_SECRET`. */
  standsInFor?: string;
  /** Only middleware for many routes reads it. */
  readonly isShared?: boolean;
}

/** Collects the access graph and the facts of one endpoint while its code is followed. */
export class Recorder {
  readonly steps: { span: Span; does: Action | undefined; next: Edge[] }[] = [];
  readonly guards: GuardDraft[] = [];
  readonly effects = new Map<string, Effect>();
  /** The same by every place that leads there: their own, and the calls of own functions that they happen in. */
  private readonly reachedAt = new Map<string, Effect>();
  readonly unresolved = new Map<string, PathStation>();
  readonly headers = new Map<string, Sighting>();
  readonly variables = new Map<string, Sighting>();
  readonly apis = new Set<string>();
  /** When code says that it is called. */
  readonly clocks = new Map<string, SaidSchedule>();
  readonly privileges = new Map<string, Privilege>();
  readonly bareCalls = new Map<string, BareCall>();
  /** Paths that the request's path is compared with. */
  readonly paths = new Set<string>();
  /** Words that a part of the query or body is compared with which is named as what the caller asks for. */
  readonly words = new Set<string>();
  /** Keys of input pieces whose age is checked somewhere. */
  readonly fresh = new Set<string>();
  private readonly shown = new Set<number>();
  private readonly decoded = new Map<string, GuardDraft>();
  private readonly guardIndex = new Map<string, number>();

  /** The calls of the project's own functions that are being followed, outermost first. */
  readonly calls: ts.Node[] = [];

  /** Adds a step and continues from it. */
  step(state: State, span: Span, does: Action | undefined): { readonly index: number; readonly state: State } {
    const index = this.steps.push({ span, does, next: [] }) - 1;
    for (const loose of state.at) this.link(loose, index);
    return { index, state: { ...state, at: [{ from: index, given: undefined }] } };
  }

  private link(loose: Loose, to: number): void {
    this.steps[loose.from]?.next.push({ to, given: loose.given });
  }

  /** The state on one side of a decision. */
  branch(state: State, from: number, given: Condition | undefined): State {
    const after = { ...state, at: [{ from, given }] };
    return given && !isSettled(state) ? under(after, given) : after;
  }

  /** Records an effect where the state stands. */
  effect(state: State, seen: Effect, certain: boolean): State {
    const effect = state.verified || this.calls.length === 0 ? seen : { ...seen, within: this.calls.map(spanOf) };
    this.effects.set(spanKey(effect.span), effect);
    for (const place of [effect.span, ...(effect.within ?? [])]) this.reachedAt.set(spanKey(place), effect);
    const after = this.step(state, effect.span, { kind: 'effect', effect, certain }).state;
    if (state.verified) return after;
    if (!state.failed && state.refused === undefined) state.excuses?.forEach((way) => this.shown.add(way));
    return { ...after, exposed: true };
  }

  /** Records the effect that a path has reached at a place before; `undefined` where none has. */
  again(state: State, place: Span): State | undefined {
    const effect = this.reachedAt.get(spanKey(place));
    return effect && this.effect(state, effect, true);
  }

  /** Where paths were not followed to their end, they may reach an effect. */
  openEnds(effect: Effect): void {
    for (const step of this.steps) if (step.next.length === 0) step.does ??= { kind: 'effect', effect, certain: false };
  }

  /** Whether requests under the same conditions are known to reach an effect already: this path can show nothing more. */
  hasShown({ excuses, failed, refused }: State): boolean {
    return excuses !== undefined && !failed && refused === undefined && excuses.every((way) => this.shown.has(way));
  }

  /** The number of a guard; the same check met again is the same guard. `isShared`: a middleware for many routes makes it. */
  guard(draft: GuardDraft, isShared: boolean): number {
    const secret = draft.secret.kind === 'env' ? draft.secret.name : draft.secret.kind;
    const { credential } = draft;
    const key = `${spanKey(draft.span)}|${secret}|${credential.kind}|${'name' in credential ? credential.name : ''}`;
    const known = this.guardIndex.get(key);
    if (known !== undefined) {
      const existing = this.guards[known];
      if (existing && draft.secret.kind === 'env' && existing.secret.kind === 'env' && draft.secret.mayBeUnset)
        existing.secret = draft.secret;
      if (existing && !isShared) existing.isShared = false;
      return known;
    }
    draft.isShared = isShared;
    const index = this.guards.push(draft) - 1;
    this.guardIndex.set(key, index);
    return index;
  }

  /** Notes that the outcome of a check is put on the request. */
  keeps({ verified, refused }: State, value: Value): void {
    const isRefusal = value.kind === 'literal' && !value.value;
    for (const [index, guard] of this.guards.entries()) if (verified || (isRefusal && index === refused)) guard.isKept = true;
  }

  /** Notes that a token is read without being verified. */
  decodes(draft: GuardDraft): void {
    this.decoded.set(spanKey(draft.span), draft);
  }

  /** Notes that the handler works with an administrator's rights. */
  privilege(found: Privilege): void {
    this.privileges.set(spanKey(found.span), found);
  }

  /** Notes a request without a credential. */
  bareCall(found: BareCall): void {
    this.bareCalls.set(spanKey(found.span), found);
  }

  /** Notes where the result of a guard has come to: the last call that gave it to a statement. */
  resultOf(guard: number, span: Span): void {
    const draft = this.guards[guard];
    if (draft) draft.result = span;
  }

  /** Notes that a header is read. `isShared`: by a middleware for many routes. */
  sightHeader(name: string, span: Span, isShared: boolean): void {
    const known = this.headers.get(name);
    if (name !== '' && (!known || (known.isShared && !isShared))) this.headers.set(name, { name, span, isShared });
  }

  /** Notes a schedule of the endpoint. */
  clock(found: SaidSchedule): void {
    this.clocks.set(`${found.scheduler} ${spanKey(found.span)}`, found);
  }

  /** Notes that an environment variable is read. */
  sightVariable(name: string, span: Span): void {
    if (!this.variables.has(name)) this.variables.set(name, { name, span });
  }

  /** Notes that a variable is used in the place of another, where that is how it is read first. */
  substitutes(name: string, other: string, { uri, start, end }: Span): void {
    const sighted = this.variables.get(name);
    if (sighted?.span.uri === uri && sighted.span.start >= start && sighted.span.end <= end) sighted.standsInFor ??= other;
  }

  /** Remembers what could not be resolved. */
  unknown(span: Span, message: string): void {
    this.unresolved.set(spanKey(span), { span, message });
  }

  /** Takes over what was noticed apart from the access graph. */
  adopt(other: Recorder): void {
    for (const { span, message } of other.unresolved.values()) this.unknown(span, message);
    for (const found of other.privileges.values()) this.privilege(found);
    for (const api of other.apis) this.apis.add(api);
    for (const found of other.clocks.values()) this.clock(found);
  }

  /** The finished graph. */
  graph(): AccessGraph {
    return { entry: 0, steps: this.steps satisfies readonly Step[] };
  }

  /** The finished guards. */
  finishedGuards(): readonly Guard[] {
    // A token that is verified too may be looked into before, for its key.
    const decoded = this.guards.some(({ credential }) => credential.kind === 'token') ? [] : this.decoded.values();
    return [...this.guards, ...decoded].map((draft) => {
      const binds = new Set(draft.binds);
      for (const piece of draft.covers) if (this.fresh.has(piece)) binds.add('time');
      const { span, result = span, credential, secret, method, api, read, operands, isShared = false, isKept = false } = draft;
      return {
        span,
        result,
        isShared,
        isKept,
        read,
        operands,
        verification: { credential, secret, method, api, binds: [...binds], weaknesses: [...draft.weaknesses] },
      };
    });
  }
}

/** The characters of a node, without leading comments. */
export function spanOf(node: ts.Node): Span {
  const file = node.getSourceFile();
  return { uri: file.fileName, start: node.getStart(file), end: node.getEnd() };
}
