import type { Guard } from './access';
import type { Trigger } from './endpoint';
import type { EndpointContext, FixChange } from './fixing';
import type { Span } from './source';

/** Everything that what goes along with a verification may look at. */
export interface CompanionContext extends EndpointContext {
  readonly guards: readonly Guard[];
  readonly triggers: readonly Trigger[];
  /** Ids of the fixes that the endpoint's findings prefer. */
  readonly fixes: readonly string[];
  /** What `npm test` runs: of the nearest `package.json` that says so. */
  readonly testCommand: string | undefined;
}

/** What goes along with the verification of an endpoint, as an adapter: a test of it, the credential at the scheduler's side. */
export interface CompanionAdapter {
  readonly id: string;
  /** What it is called, and where it is offered; `undefined` when there is nothing (left) to do. */
  offer(context: CompanionContext): { readonly title: string; readonly places: readonly Span[] } | undefined;
  build(context: CompanionContext): FixChange | undefined;
}

/** A companion as it is offered, before its edits are made. */
export interface CompanionOffer {
  readonly id: string;
  /** The endpoint's id. */
  readonly endpoint: string;
  readonly title: string;
}

/** A companion with its edits. */
export interface Companion extends CompanionOffer, FixChange {}
