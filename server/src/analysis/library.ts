import { memoized } from '../project/memoized';
import type {
  ApiPath,
  AdministratorModel,
  DigestModel,
  EnvironmentModel,
  LibraryAdapter,
  LookupModel,
  Member,
  VerifierModel,
  WrapperModel,
} from '../model/adapters';
import type { EffectKind } from '../model/access';
import { ApiTable } from './apiPath';

/** What calling an external symbol means, as far as access is concerned. */
export type Neutrality = 'ends' | 'log' | 'harmless' | 'throws' | 'network' | 'address-filter';

type Of<K extends keyof LibraryAdapter> = NonNullable<LibraryAdapter[K]> extends Readonly<Record<string, infer V>> ? V : never;

/** All library adapters as tables by {@link ApiPath}. */
export interface Libraries {
  readonly verifiers: ApiTable<VerifierModel>;
  readonly wrappers: ApiTable<WrapperModel>;
  readonly middleware: ApiTable<Of<'middleware'>>;
  readonly comparisons: ApiTable<Of<'comparisons'>>;
  readonly digests: ApiTable<DigestModel>;
  readonly keySets: ApiTable<number>;
  readonly lookups: ApiTable<LookupModel>;
  readonly results: ApiTable<Of<'results'>>;
  readonly effects: ApiTable<EffectKind>;
  /** Effects that send a request to the URL they are given. */
  readonly requests: ApiTable<Of<'requests'>>;
  readonly administrators: ApiTable<AdministratorModel>;
  readonly asserts: ApiTable<Of<'asserts'>>;
  readonly neutral: ApiTable<Neutrality>;
  /** Calls that register strategies. */
  readonly registers: ApiTable<true>;
  /** What anybody can find out or guess. */
  readonly known: ApiTable<true>;
  readonly responses: ApiTable<Of<'responses'>>;
  readonly configuration: ApiTable<Of<'configuration'>>;
  readonly environment: ApiTable<EnvironmentModel>;
  readonly lists: ApiTable<Of<'lists'>>;
  readonly combinations: ApiTable<Of<'combinations'>>;
  readonly statuses: ApiTable<Of<'statuses'>>;
  readonly inputs: ApiTable<Member>;
  readonly passThrough: ApiTable<number>;
  readonly addresses: ApiTable<number>;
  readonly composed: ApiTable<Of<'composed'>>;
  readonly strategies: ApiTable<Of<'strategies'>>;
  readonly extracts: ApiTable<Of<'extracts'>>;
  readonly populates: ApiTable<Of<'populates'>>;
  readonly validators: ApiTable<Of<'validators'>>;
  readonly streams: ApiTable<Of<'streams'>>;
  readonly containers: ApiTable<Of<'containers'>>;
  /** Decorators by which constructors ask containers for something. */
  readonly injects: Set<ApiPath>;
  readonly derives: ApiTable<Of<'derives'>>;
  readonly hands: ApiTable<Of<'hands'>>;
  readonly pathTests: ApiTable<Of<'pathTests'>>;
  readonly clocks: ApiTable<Of<'clocks'>>;
  /** Calls that look like a verification and are none. */
  readonly unverified: ApiTable<string>;
  /** Roots of schema builders. */
  readonly schemas: ApiTable<NonNullable<LibraryAdapter['schemas']>>;
}

/** Indexes adapters; later ones win where two name the same symbol. */
export function indexLibraries(adapters: readonly LibraryAdapter[]): Libraries {
  const libraries: Libraries = {
    verifiers: new ApiTable(),
    wrappers: new ApiTable(),
    middleware: new ApiTable(),
    comparisons: new ApiTable(),
    digests: new ApiTable(),
    keySets: new ApiTable(),
    lookups: new ApiTable(),
    results: new ApiTable(),
    effects: new ApiTable(),
    requests: new ApiTable(),
    administrators: new ApiTable(),
    asserts: new ApiTable(),
    neutral: new ApiTable(),
    registers: new ApiTable(),
    known: new ApiTable(),
    responses: new ApiTable(),
    configuration: new ApiTable(),
    environment: new ApiTable(),
    statuses: new ApiTable(),
    inputs: new ApiTable(),
    passThrough: new ApiTable(),
    addresses: new ApiTable(),
    composed: new ApiTable(),
    lists: new ApiTable(),
    combinations: new ApiTable(),
    strategies: new ApiTable(),
    extracts: new ApiTable(),
    populates: new ApiTable(),
    validators: new ApiTable(),
    streams: new ApiTable(),
    containers: new ApiTable(),
    injects: new Set(),
    derives: new ApiTable(),
    hands: new ApiTable(),
    pathTests: new ApiTable(),
    clocks: new ApiTable(),
    unverified: new ApiTable(),
    schemas: new ApiTable(),
  };
  for (const adapter of adapters) {
    fill(libraries.verifiers, adapter.verifiers);
    fill(libraries.wrappers, adapter.wrappers);
    fill(libraries.middleware, adapter.middleware);
    fill(libraries.comparisons, adapter.comparisons);
    fill(libraries.digests, adapter.digests);
    fill(libraries.keySets, adapter.keySets);
    fill(libraries.lookups, adapter.lookups);
    fill(libraries.results, adapter.results);
    fill(libraries.effects, adapter.effects);
    fill(libraries.requests, adapter.requests);
    fill(libraries.administrators, adapter.administrators);
    fill(libraries.asserts, adapter.asserts);
    fill(libraries.responses, adapter.responses);
    fill(libraries.configuration, adapter.configuration);
    fill(libraries.environment, adapter.environment);
    fill(libraries.lists, adapter.lists);
    fill(libraries.combinations, adapter.combinations);
    fill(libraries.statuses, adapter.statuses);
    fill(libraries.inputs, adapter.inputs);
    fill(libraries.passThrough, adapter.passThrough);
    fill(libraries.addresses, adapter.addresses);
    fill(libraries.composed, adapter.composed);
    fill(libraries.strategies, adapter.strategies);
    fill(libraries.extracts, adapter.extracts);
    fill(libraries.populates, adapter.populates);
    fill(libraries.validators, adapter.validators);
    fill(libraries.streams, adapter.streams);
    fill(libraries.containers, adapter.containers);
    for (const { injects } of Object.values(adapter.containers ?? {})) libraries.injects.add(injects);
    fill(libraries.derives, adapter.derives);
    fill(libraries.hands, adapter.hands);
    fill(libraries.pathTests, adapter.pathTests);
    fill(libraries.clocks, adapter.clocks);
    fill(libraries.unverified, adapter.unverified);
    for (const path of adapter.logs ?? []) libraries.neutral.add(path, 'log');
    for (const path of adapter.harmless ?? []) libraries.neutral.add(path, 'harmless');
    for (const path of adapter.registers ?? []) libraries.registers.add(path, true);
    for (const path of adapter.known ?? []) libraries.known.add(path, true);
    for (const path of adapter.ends ?? []) libraries.neutral.add(path, 'ends');
    for (const path of adapter.throws ?? []) libraries.neutral.add(path, 'throws');
    for (const path of adapter.network ?? []) libraries.neutral.add(path, 'network');
    for (const path of adapter.addressFilters ?? []) libraries.neutral.add(path, 'address-filter');
    for (const root of adapter.schemas?.roots ?? []) if (adapter.schemas) libraries.schemas.add(root, adapter.schemas);
  }
  return libraries;
}

function fill<T>(table: ApiTable<T>, entries: Readonly<Record<string, T>> | undefined): void {
  for (const [path, value] of Object.entries(entries ?? {})) table.add(path, value);
}

/** Whether the arguments of a call on an external symbol have a meaning for access; those of all others need not be known. */
export function readsArguments(libraries: Libraries, path: string): boolean {
  const known = reads(libraries);
  let answer = known.get(path);
  if (answer === undefined) known.set(path, (answer = mayRead(libraries, path)));
  return answer;
}

const reads = memoized<Libraries, Map<string, boolean>>(() => new Map());

function mayRead(libraries: Libraries, path: string): boolean {
  if (
    /^global#(Promise|Object|Array|Boolean|Number|String|Buffer|URL|Request|Headers|Map|Set|Response|RegExp|TextEncoder|Uint8Array|crypto|Date|Math|JSON|parseInt|atob|btoa|decodeURI|encodeURI|require)/.test(
      path,
    )
  )
    return true;
  return (
    [
      libraries.verifiers,
      libraries.wrappers,
      libraries.middleware,
      libraries.populates,
      libraries.validators,
      libraries.streams,
      libraries.containers,
      libraries.hands,
      libraries.pathTests,
      libraries.comparisons,
      libraries.configuration,
      libraries.responses,
      libraries.lists,
      libraries.combinations,
      libraries.statuses,
      libraries.inputs,
      libraries.schemas,
      libraries.results,
      libraries.environment,
    ].some((table) => table.knows(path)) ||
    libraries.neutral.get(path) === 'network' ||
    libraries.passThrough.get(path) !== undefined ||
    libraries.addresses.get(path) !== undefined ||
    libraries.derives.get(path) !== undefined ||
    libraries.registers.get(path) !== undefined ||
    libraries.clocks.get(path) !== undefined ||
    libraries.administrators.get(path) !== undefined ||
    libraries.asserts.get(path) !== undefined ||
    libraries.digests.knows(path)
  );
}
