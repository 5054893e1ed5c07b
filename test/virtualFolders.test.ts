import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter, type ProtocolConnection } from 'vscode-languageserver/node';
import { toClientUri } from '../server/src/host/uri';
import { endpointsRequest, listRequest, readRequest, type EndpointItem } from '../server/src/protocol/messages';
import { repository } from './support/update';

const local = join(repository, 'test/sample');
const remote = 'vscode-vfs://github/owner/project';
const files = new Map([
  [`${remote}/package.json`, '{ "dependencies": { "next": "16.0.0" } }'],
  [`${remote}/app/api/cron/mail/route.ts`, `import { send } from '../../../mail';\nexport async function GET() {\n  return send();\n}\n`],
  [`${remote}/app/mail.ts`, `export async function send() {\n  return Response.json(await fetch('https://mail.example/send'));\n}\n`],
]);

describe('folders that are not on this machine', () => {
  let server: ChildProcess;
  let connection: ProtocolConnection;

  before(() => {
    const child = spawn(process.execPath, [join(repository, 'server/out/server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    server = child;
    connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    connection.onRequest(listRequest, ({ uri }: { readonly uri: string }) => (uri === remote ? [...files.keys()] : []));
    connection.onRequest(readRequest, ({ uri }: { readonly uri: string }) => {
      const text = files.get(uri);
      return text === undefined ? null : Buffer.from(text).toString('base64');
    });
    connection.listen();
  });

  after(() => {
    connection.dispose();
    server.kill();
  });

  it('are read through the client by the server of the desktop, beside those that are', async () => {
    const workspaceFolders = [toClientUri(local), remote].map((uri) => ({ uri, name: uri }));
    await connection.sendRequest('initialize', { processId: null, rootUri: null, workspaceFolders, capabilities: {} });
    await connection.sendNotification('initialized', {});
    const endpoints = await connection.sendRequest<readonly EndpointItem[]>(endpointsRequest, {});
    const found = endpoints.map(
      ({ location, path, verdict }) => `${location.uri.startsWith(remote) ? 'remote' : 'local'} ${path} ${verdict}`,
    );
    assert.ok(found.includes('remote /api/cron/mail unverified'), found.join('\n'));
    assert.ok(found.includes('local /api/cron/heartbeat verified'), found.join('\n'));
  });
});
