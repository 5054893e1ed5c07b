import type { InSteps } from '../project/steps';
import type { Surveyed } from './survey';

/** How far the following of endpoints is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Steps of an analysis; while endpoints are still being looked for, they tell nothing. */
export type Steps<T> = InSteps<T, Progress | undefined>;

/** Code that may be that of cron endpoints, found and not followed yet; following it takes time. */
export type Pending = () => readonly Surveyed[];
