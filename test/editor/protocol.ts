/** Begins the console line by which a suite inside the extension host tells its result to the process that started the host. */
export const resultPrefix = 'zero-trust-cron-result ';

/** Names the environment variable with the file to which a desktop host writes that line: its console is not read. */
export const resultFileVariable = 'ZERO_TRUST_CRON_RESULT';

/** In the workspace of a suite: a baseline as the command line tool writes it. */
export const acceptedFile = 'accepted.json';

/** How a run of tests ended. */
export interface Result {
  readonly passed: number;
  readonly failed: number;
}
