// Without Node's and the browser's types; both have these.
declare function setTimeout(callback: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Work that is put off until nothing asked for it for a while; one call runs for many requests. */
export interface Delayed {
  /** Runs the work that many milliseconds after the last request. */
  request(milliseconds: number): void;
  cancel(): void;
}

/** Puts off work. */
export function delayed(work: () => void): Delayed {
  let timer: unknown;
  const cancel = (): void => {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
  };
  return {
    cancel,
    request: (milliseconds) => {
      cancel();
      timer = setTimeout(() => {
        timer = undefined;
        work();
      }, milliseconds);
    },
  };
}
