import { CancellationTokenSource, EventEmitter, type CancellationToken, type Disposable, type Event, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  endpointsChangedNotification,
  progressNotification,
  statusNotification,
  type CheckProgress,
  type Questions,
  type Status,
} from '../../server/src/protocol/messages';

/** Whether the server can be asked. */
export type ServerState = 'starting' | 'running' | 'stopped';

/** The server, as the parts of the extension see it. */
export interface Server extends Disposable {
  readonly state: ServerState;
  readonly onState: Event<ServerState>;
  readonly onStatus: Event<Status>;
  /** How far the analysis is that a question waits for which asked to be told. */
  readonly onProgress: Event<CheckProgress>;
  /** The answers of the server may be others now: there is a new analysis, or another server. */
  readonly onChange: Event<void>;
  /** Asks the server, once it runs; rejects when it does not start, or when the question is cancelled. */
  ask<Name extends keyof Questions>(
    name: Name,
    params: Questions[Name]['params'],
    token?: CancellationToken,
  ): Promise<Questions[Name]['answer']>;
  /** Starts it, once; what talks to it is large and loaded only then. */
  start(): void;
  restart(): Promise<void>;
}

/** Makes what the parts of the extension have of the server; it is started later. */
export function connectServer(load: (log: LogOutputChannel) => Promise<BaseLanguageClient>, log: () => LogOutputChannel): Server {
  const [states, statuses, changes] = [new EventEmitter<ServerState>(), new EventEmitter<Status>(), new EventEmitter<void>()];
  const progresses = new EventEmitter<CheckProgress>();
  let state: ServerState = 'starting';
  const become = (next: ServerState): void => {
    state = next;
    states.fire(next);
    changes.fire();
  };
  const connect = async (): Promise<BaseLanguageClient> => {
    const client = await load(log());
    // One whose start has failed needs no start, says the client, but it is not starting either.
    client.onDidChangeState(() => become(client.isRunning() ? 'running' : client.needsStop() ? 'starting' : 'stopped'));
    client.onNotification(endpointsChangedNotification, () => changes.fire());
    client.onNotification(statusNotification, (status: Status) => statuses.fire(status));
    client.onNotification(progressNotification, (progress: CheckProgress) => progresses.fire(progress));
    return client;
  };
  let start = (): void => undefined;
  const started = new Promise<void>((resolve) => (start = resolve));
  const client = started.then(connect);
  const run = async (work: (client: BaseLanguageClient) => Promise<void>): Promise<void> => {
    try {
      await work(await client);
    } catch (error) {
      log().error(`The server did not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      if (state === 'starting') become('stopped');
    }
  };
  void run((connected) => connected.start());
  return {
    get state() {
      return state;
    },
    onState: states.event,
    onStatus: statuses.event,
    onProgress: progresses.event,
    onChange: changes.event,
    // The client library takes a token that is not given for a parameter.
    ask: async (name, params, token = new CancellationTokenSource().token) => (await client).sendRequest(name, params, token),
    start,
    restart: () =>
      run(async (connected) => {
        await connected.stop();
        await connected.start();
      }),
    dispose: () => {
      for (const emitter of [states, statuses, progresses, changes]) emitter.dispose();
      client.then(
        (connected) => connected.dispose(),
        () => undefined,
      );
    },
  };
}
