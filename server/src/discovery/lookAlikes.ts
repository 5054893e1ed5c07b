import type { Effect, Guard } from '../model/access';
import type { Endpoint, Trigger } from '../model/endpoint';
import type { Uri } from '../model/source';
import { isCollection } from './cronNames';

/** What an endpoint does, as far as it tells whether a scheduler would call it. */
export interface Doing {
  readonly endpoint: Endpoint;
  readonly effects: readonly Effect[];
  readonly guards: readonly Guard[];
  /** Words that parts of the request's query or body are compared with. */
  readonly words: readonly string[];
}

/** What the user of a console asks for. A scheduler starts jobs; it does not look at them or switch them. */
const orders = new Set('disable enable history list logs pause resume toggle'.split(' '));

/**
 * Whether an endpoint that nothing but the words of its path tells of does what no scheduler calls it for: it refuses every request,
 * does what a console's user orders, or only shows the jobs.
 */
export function onlyLooksIt({ endpoint, effects, guards, words }: Doing): boolean {
  const refuses = effects.length === 0 && guards.length === 0;
  return refuses || words.some((word) => orders.has(word)) || (isCollection(endpoint.path) && onlyReads({ endpoint, effects }));
}

/** An endpoint with what tells that a scheduler calls it. */
export interface Called {
  readonly doing: Doing & { readonly packageRoot: Uri };
  readonly triggers: readonly Trigger[];
  /** The settings ask for it whether a scheduler calls it or not. */
  readonly isAskedFor: boolean;
}

/** Endpoints without those that only report on the job that another method of the same path runs. */
export function withoutReports<T extends Called>(found: readonly T[]): readonly T[] {
  const placeOf = ({ doing }: T): string => `${doing.packageRoot} ${doing.endpoint.path}`;
  const isNamed = ({ triggers }: T): boolean => triggers.every(({ evidence }) => evidence === 'named');
  const called = new Set(found.filter((one) => !isNamed(one)).map(placeOf));
  return found.filter((one) => one.isAskedFor || !isNamed(one) || !called.has(placeOf(one)) || !onlyReads(one.doing));
}

/** Whether it answers to a read with what it has read, and changes nothing. */
function onlyReads({ endpoint, effects }: Pick<Doing, 'endpoint' | 'effects'>): boolean {
  return endpoint.methods.length === 1 && endpoint.methods[0] === 'GET' && effects.every(({ kind }) => kind === 'response');
}
