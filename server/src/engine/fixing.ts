import type { Guard } from '../model/access';
import type { SchedulerAdapter } from '../model/adapters';
import type { Endpoint, SecretHeader, Trigger } from '../model/endpoint';
import type { Fix, FixOffer, NewFile, TextEdit } from '../model/finding';
import type { FixAdapter, FixChange, FixContext, Precedent } from '../model/fixing';
import type { Violation } from '../model/rule';
import { type Span, type Uri, sameSpan } from '../model/source';
import type { Program } from '../project/program';
import { AroundEndpoint, presented } from './endpointContext';
import { packageOf } from './survey';

/** What fixes are made from. */
export interface Fixing {
  readonly program: Program;
  readonly fixes: readonly FixAdapter[];
  readonly schedulers: readonly SchedulerAdapter[];
  /** Endpoints of which nothing is left to fix, with what verifies each. */
  readonly verified: readonly VerifiedEndpoint[];
}

/** A verified endpoint. */
export interface VerifiedEndpoint {
  readonly endpoint: Endpoint;
  readonly guards: readonly Guard[];
  readonly triggers: readonly Trigger[];
}

/** Texts of files that fixes of one edit create, for those that follow to find: two must not write the same file. */
export type CreatedFiles = Map<Uri, string>;

/** A violation together with every endpoint that it affects, the one it is shown for first. */
export interface FixTarget {
  readonly rule: string;
  readonly violation: Pick<Violation, 'span' | 'message' | 'guard'>;
  readonly endpoints: readonly [Endpoint, ...Endpoint[]];
  /** Of the first endpoint. */
  readonly triggers: readonly Trigger[];
}

/** The fixes that a finding is offered, at most one of them preferred. */
export function offersFor(fixing: Fixing, target: FixTarget): readonly FixOffer[] {
  const own = offersOf(fixing, target, ({ rules }) => rules.includes(target.rule));
  const offers = own.length > 0 ? own : offersOf(fixing, target, ({ lastResortFor }) => lastResortFor?.includes(target.rule) ?? false);
  const preferred = offers.find((offer) => offer.preferred);
  return offers
    .map((offer) => ({ ...offer, preferred: offer === preferred }))
    .toSorted((a, b) => Number(b.preferred) - Number(a.preferred));
}

function offersOf(fixing: Fixing, target: FixTarget, isFor: (fix: FixAdapter) => boolean): readonly FixOffer[] {
  return fixing.fixes.filter(isFor).flatMap((fix) => {
    const offered = contextsOf(fixing, target, fix).map((context) => fix.offer(context));
    return offered.every((offer) => offer !== undefined) ? offered.slice(0, 1) : [];
  });
}

/** The edits of one fix, ordered and without overlaps; `undefined` when it does not apply (any more). */
export function buildFix(fixing: Fixing, target: FixTarget, id: string, created: CreatedFiles = new Map()): Fix | undefined {
  const adapter = fixing.fixes.find((fix) => fix.id === id);
  const offer = offersFor(fixing, target).find((one) => one.id === id);
  if (!adapter || !offer) return undefined;
  // Where some handlers have it already, the others still get it.
  const changes = contextsOf(fixing, target, adapter, created).flatMap((context) => settled(adapter.build(context), created) ?? []);
  const edits = inOrder(distinct(changes.flatMap((change) => change.edits)));
  const files = [...new Map(changes.flatMap((change) => change.files).map((file) => [file.uri, file])).values()];
  if (!edits || (edits.length === 0 && files.length === 0)) return undefined;
  return { ...offer, edits, files };
}

/** A change of which the edits of files that do not exist yet are in these files' texts. */
function settled(change: FixChange | undefined, created: CreatedFiles): FixChange | undefined {
  if (!change) return undefined;
  for (const { uri, text } of change.files) created.set(uri, text);
  const isOfCreated = ({ span }: TextEdit): boolean => created.has(span.uri);
  const added = change.edits.filter(isOfCreated).map(({ span, newText }): NewFile => {
    const before = created.get(span.uri) ?? '';
    const text = before.slice(0, span.start) + newText + before.slice(span.end);
    created.set(span.uri, text);
    return { uri: span.uri, text };
  });
  return { edits: change.edits.filter((edit) => !isOfCreated(edit)), files: [...change.files, ...added] };
}

/** What a fix is made from: the finding as a whole, or each handler that it is about. */
function contextsOf(fixing: Fixing, target: FixTarget, fix: FixAdapter, created?: CreatedFiles): readonly FixContext[] {
  const { endpoints } = target;
  const handlers = endpoints.filter((one, index) => !endpoints.slice(0, index).some((other) => sameHandler(other, one)));
  if (!fix.perHandler || handlers.length === 1) return [contextOf(fixing, target, created)];
  return handlers.map((endpoint) => contextOf(fixing, { ...target, endpoints: [endpoint] }, created));
}

/** Several handlers of a file need the same import. */
function distinct(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.filter(
    (edit, index) => !edits.slice(0, index).some((other) => sameSpan(other.span, edit.span) && other.newText === edit.newText),
  );
}

/** Edits by file and place; insertions at one place become one, in the order in which they were made. */
function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const sorted = edits.toSorted((a, b) =>
    a.span.uri < b.span.uri ? -1 : a.span.uri > b.span.uri ? 1 : a.span.start - b.span.start || a.span.end - b.span.end,
  );
  const merged: TextEdit[] = [];
  for (const edit of sorted) {
    const last = merged.at(-1);
    if (last && sameSpan(last.span, edit.span)) {
      if (edit.span.start < edit.span.end && last.newText !== edit.newText) return undefined;
      if (edit.span.start === edit.span.end) merged[merged.length - 1] = { span: edit.span, newText: last.newText + edit.newText };
    } else if (last && last.span.uri === edit.span.uri && last.span.end > edit.span.start) {
      return undefined;
    } else {
      merged.push(edit);
    }
  }
  return merged;
}

function contextOf({ program, schedulers, verified }: Fixing, target: FixTarget, created: CreatedFiles = new Map()): FixContext {
  return new FindingContext(program, schedulers, verified, target, created);
}

/** A finding's context; precedents are looked for when a fix asks for them. */
class FindingContext extends AroundEndpoint implements FixContext {
  readonly rule: string;
  readonly span: Span;
  readonly message: string;
  readonly guard: Guard | undefined;
  readonly header: SecretHeader | undefined;
  readonly shared: boolean;
  readonly #verified: readonly VerifiedEndpoint[];
  readonly #target: FixTarget;
  readonly #created: CreatedFiles;
  #precedents: readonly Precedent[] | undefined;

  constructor(
    program: Program,
    schedulers: readonly SchedulerAdapter[],
    verified: readonly VerifiedEndpoint[],
    target: FixTarget,
    created: CreatedFiles,
  ) {
    const [endpoint, ...others] = target.endpoints;
    super(program, endpoint, presented(target.triggers, schedulers));
    this.rule = target.rule;
    this.span = target.violation.span;
    this.message = target.violation.message;
    this.guard = target.violation.guard;
    this.header = headerOf(target.triggers, schedulers);
    this.shared = others.some((other) => !sameHandler(endpoint, other));
    this.#verified = verified;
    this.#target = target;
    this.#created = created;
  }

  override readonly exists = (uri: Uri): boolean => this.#created.has(uri) || this.program.snapshot.files.has(uri);

  override readonly read = (uri: Uri): string | undefined => this.#created.get(uri) ?? this.program.text(uri);

  get precedents(): readonly Precedent[] {
    const isNear = (other: Endpoint): boolean => packageOf(this.program, other.declaration.uri) === this.packageRoot;
    return (this.#precedents ??= precedentsOf(this.#target, this.#verified, isNear));
  }
}

function sameHandler(a: Endpoint, b: Endpoint): boolean {
  return a.site !== undefined && b.site !== undefined && sameSpan(a.site.function, b.site.function);
}

/** What a manifest declares says which scheduler calls; a name may be anybody's. */
function headerOf(triggers: readonly Trigger[], schedulers: readonly SchedulerAdapter[]): SecretHeader | undefined {
  const declared = triggers.filter(({ evidence }) => evidence === 'declared');
  const headers = declared.map(({ scheduler }) => schedulers.find(({ id }) => id === scheduler)?.header);
  return headers.find((header) => header !== undefined);
}

/** Looking at more of them finds nothing new. */
const mostPrecedents = 8;

function precedentsOf(
  { endpoints: [endpoint], triggers }: FixTarget,
  verified: readonly VerifiedEndpoint[],
  isNear: (other: Endpoint) => boolean,
): readonly Precedent[] {
  const schedulers = new Set(triggers.map(({ scheduler }) => scheduler));
  const isUnknown = triggers.every(({ scheduler }) => scheduler === 'unknown');
  const found: Precedent[] = [];
  for (const { endpoint: other, guards, triggers: own } of verified) {
    const { site } = other;
    if (!site || other.framework !== endpoint.framework || site.style !== endpoint.site?.style || !isNear(other)) continue;
    found.push({ site, guards, isOfSameScheduler: isUnknown || own.some(({ scheduler }) => schedulers.has(scheduler)) });
  }
  return found.toSorted((a, b) => Number(b.isOfSameScheduler) - Number(a.isOfSameScheduler)).slice(0, mostPrecedents);
}
