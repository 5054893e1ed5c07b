import { window, type LogOutputChannel } from 'vscode';

/** The name people see: of the output channel and in messages of the client library. */
export const displayName = 'Zero-Trust Cron';

/** The channel that the `showLog` command opens; its level is the user's choice there. */
export function createLog(): LogOutputChannel {
  return window.createOutputChannel(displayName, { log: true });
}
