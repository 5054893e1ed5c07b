import { CancellationToken, type Connection } from 'vscode-languageserver';
import { serveAgents } from './agents';
import { serveCodeActions } from './codeActions';
import { serveDiagnostics } from './diagnosticRequests';
import { followDocuments } from './documents';
import { endpointItems } from './endpointItems';
import { guarded, guardedNotification } from './guarded';
import { followLifecycle } from './lifecycle';
import { endpointsRequest, progressNotification, type CheckProgress, type EndpointItem, type EndpointsParams } from './messages';
import { serveProbe } from './probing';
import { serveReading } from './reading';
import { ServerState, type ServerParts } from './state';
import { delayed } from './timer';
import { serveCommands } from './verifying';

/** Serves one client until the connection ends. */
export function startServer(connection: Connection, parts: ServerParts): void {
  const state = new ServerState(connection, parts);
  /** Brings everything that nobody asked for to the client: other files' diagnostics and the status. */
  const settle = guardedNotification<void>(state.log, 'The analysis', async () => {
    const { folders, files } = await state.overview();
    state.publisher.publish(files);
    state.sendStatus(
      folders.map(({ report }) => report),
      false,
    );
    state.tellChanges(folders.map(({ report }) => report));
  });
  const settling = delayed(() => void settle());

  followLifecycle(state, settling);
  followDocuments(state, settling);
  serveDiagnostics(state, settling);
  serveCodeActions(state);
  serveCommands(state);
  serveReading(state);
  serveAgents(state);
  serveProbe(state, parts.send);
  const endpoints = guarded<EndpointsParams | undefined, readonly EndpointItem[]>(
    state.log,
    endpointsRequest,
    async (params, token) => {
      const onProgress = params?.progress === true ? progressTeller(state) : undefined;
      const { folders } = await state.overview({ token, onProgress });
      return folders.flatMap(({ folder, report }) => endpointItems(report, state.positionsOf(folder), new Date()));
    },
    [],
  );
  // Clients may send no parameters: then the token comes first.
  connection.onRequest(endpointsRequest, (first: EndpointsParams | CancellationToken, second?: CancellationToken) =>
    CancellationToken.is(first) ? endpoints(undefined, first) : endpoints(first, second ?? CancellationToken.None),
  );
  connection.onExit(() => settling.cancel());
  connection.listen();
}

/** At least between two notifications of how far an analysis is. Milliseconds. */
const tellingDelay = 100;

function progressTeller({ connection }: ServerState): (progress: CheckProgress) => void {
  let told = 0;
  return (progress) => {
    if (Date.now() - told < tellingDelay) return;
    told = Date.now();
    void connection.sendNotification(progressNotification, progress);
  };
}
