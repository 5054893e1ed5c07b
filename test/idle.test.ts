import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { toClientUri } from '../server/src/host/uri';
import { repository } from './support/update';

const sample = join(repository, 'test/sample');
const file = join(sample, 'app/api/cron/digest/route.ts');

/** Milliseconds of processor time that an idle server may use in a minute. */
const budget = 50;
const observed = 15_000;
/** Milliseconds of processor time in ten seconds after which the work is taken to be over, and how often that is asked. */
const quiet = 5;
const mostRest = 6;

describe('an idle server', function () {
  this.timeout(150_000);

  it('does nothing', async () => {
    // The server as it is packaged: sources that are compiled as they run keep the engine busy longer.
    const args = ['--require', join(repository, 'test/support/reportUsage.cjs'), join(repository, 'server/out/server.js'), '--stdio'];
    const server = spawn(process.execPath, args, {
      cwd: repository,
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    assert.ok(server.stdout && server.stdin);
    const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    const uri = toClientUri(file);
    const published = new Promise<void>((resolve) => {
      connection.onNotification(
        'textDocument/publishDiagnostics',
        (params: { readonly uri: string; readonly diagnostics: readonly unknown[] }) => {
          if (params.uri === uri && params.diagnostics.length > 0) resolve();
        },
      );
    });
    connection.listen();
    const workspaceFolders = [{ uri: toClientUri(sample), name: 'sample' }];
    await connection.sendRequest('initialize', { processId: null, rootUri: null, workspaceFolders, capabilities: {} });
    await connection.sendNotification('initialized', {});
    const textDocument = { uri, languageId: 'typescript', version: 1, text: readFileSync(file, 'utf8') };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    await published;
    const used = async (): Promise<number> => {
      server.send('usage');
      const [usage]: readonly { readonly user: number; readonly system: number }[] = await once(server, 'message');
      return ((usage?.user ?? NaN) + (usage?.system ?? NaN)) / 1000;
    };
    // The JavaScript engine cleans up once, within twenty seconds after the work; what the server puts off for later is done before.
    await setTimeout(25_000);
    for (let last = await used(), rest = mostRest; rest > 0; rest--) {
      await setTimeout(10_000);
      const now = await used();
      if (now - last <= quiet) break;
      last = now;
    }
    const before = await used();
    await setTimeout(observed);
    const milliseconds = (await used()) - before;
    connection.dispose();
    server.kill();
    assert.ok(milliseconds <= (budget * observed) / 60_000, `${milliseconds.toFixed(1)} ms in ${observed / 1000} s`);
    process.stdout.write(`  ${milliseconds.toFixed(1)} ms of processor time in ${observed / 1000} s\n`);
  });
});
