import { RequestType0, type Connection } from 'vscode-languageserver';
import { serveAgents } from './agents';
import { serveCodeActions } from './codeActions';
import { serveDiagnostics } from './diagnosticRequests';
import { followDocuments } from './documents';
import { guarded, guardedNotification } from './guarded';
import { followLifecycle } from './lifecycle';
import { endpointItems, endpointsRequest, type EndpointItem } from './requests';
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
  const endpoints = guarded<void, readonly EndpointItem[]>(
    state.log,
    endpointsRequest,
    async (_, token) => {
      const { folders } = await state.overview(token);
      return folders.flatMap(({ folder, report }) => endpointItems(report, state.positionsOf(folder), new Date()));
    },
    [],
  );
  connection.onRequest(new RequestType0<readonly EndpointItem[], void>(endpointsRequest), (token) => endpoints(undefined, token));
  connection.onExit(() => settling.cancel());
  connection.listen();
}
