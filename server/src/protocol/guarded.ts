import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';

/** Where failures are told. */
export interface FailureLog {
  error(message: string): void;
}

/** The answer to a request whose work was cancelled; the client asks again if it still wants to know. */
export function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

/**
 * Makes a request handler that always answers: what it throws is logged and answered with the fallback, so that one bad file
 * or rule never takes the server down. A token that is cancelled before the work starts or when it ends is answered as such.
 */
export function guarded<Params, Answer>(
  log: FailureLog,
  name: string,
  handler: (params: Params, token: CancellationToken) => Promise<Answer | undefined>,
  fallback: Answer,
): (params: Params, token: CancellationToken) => Promise<Answer | ResponseError<never>> {
  return async (params, token) => {
    if (token.isCancellationRequested) return cancelled();
    try {
      const answer = await handler(params, token);
      return answer === undefined || token.isCancellationRequested ? cancelled() : answer;
    } catch (error) {
      log.error(`${name} failed: ${describe(error)}`);
      return fallback;
    }
  };
}

/** The same for notifications, which have no answer. */
export function guardedNotification<Params>(
  log: FailureLog,
  name: string,
  handler: (params: Params) => void | Promise<void>,
): (params: Params) => Promise<void> {
  return async (params) => {
    try {
      await handler(params);
    } catch (error) {
      log.error(`${name} failed: ${describe(error)}`);
    }
  };
}

/** An error in words, with its stack if it has one. */
export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
