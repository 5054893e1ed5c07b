import type { Cancellation } from '../engine/report';
import type { Pace } from '../engine/session';
import type { Progress } from '../engine/steps';

/** Lets a host do what has come in meanwhile. */
export type Pause = () => Promise<void>;

/** Who waits for a report, and may give it up. */
export interface Watch {
  readonly token?: Cancellation | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** How long messages of the client may wait for an analysis, if its steps are short. Milliseconds. */
const slice = 10;

/** A pace that serves the client in between, and measures. */
export function paceOf({ token, onProgress }: Watch, pause: Pause): Pace & { milliseconds(): number } {
  let [start, resumed] = [0, 0];
  const afterPause = async (): Promise<void> => {
    await pause();
    resumed = Date.now();
  };
  return {
    onStart: () => {
      start = resumed = Date.now();
    },
    pause: () => (Date.now() - resumed < slice ? undefined : afterPause()),
    get isCancellationRequested() {
      return token?.isCancellationRequested === true;
    },
    onProgress: (progress) => onProgress?.(progress),
    milliseconds: () => Date.now() - start,
  };
}
