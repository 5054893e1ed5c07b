import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { send } from '../server/src/host/http';
import { nodeFiles } from '../server/src/host/node';
import { readArguments } from '../server/src/main.cli.arguments';
import { runProbe } from '../server/src/main.cli.probe';
import type { Terminal } from '../server/src/main.cli.terminal';
import { readBase } from '../server/src/probe/base';
import { judge } from '../server/src/probe/run';
import type { EndpointItem, ProbeAnswer } from '../server/src/protocol/messages';
import { LanguageClient } from './support/languageClient';
import { recordingTerminal } from './support/terminal';
import { repository } from './support/update';

const sample = join(repository, 'test/sample');
const ask = (text: string, allowed: readonly string[] = []) => readBase(text, allowed);

describe('the address of the server under test', () => {
  it('is this machine, or a host that the user named', () => {
    for (const text of ['http://localhost:3000', 'https://127.0.0.1', 'http://127.1.2.3:1/', 'http://[::1]:8080/base'])
      assert.ok('host' in ask(text), text);
    for (const text of [
      'http://example.com',
      'http://10.0.0.1',
      'http://localhost.example.com',
      'http://2130706433',
      'http://127.0.0.1.nip.io',
    ])
      assert.ok('problem' in ask(text), text);
    assert.ok('host' in ask('http://Staging.internal:80', ['staging.INTERNAL']));
    assert.ok('problem' in ask('http://other.internal', ['staging.internal']));
  });

  it('has no user, query, fragment or other scheme', () => {
    for (const text of [
      'http://localhost@example.com',
      'http://localhost?a',
      'http://localhost#a',
      'ftp://localhost',
      'localhost:3000',
      'http://localhost:99999',
    ])
      assert.ok('problem' in ask(text, ['example.com']), text);
  });

  it('keeps its path in front of every target', () => {
    assert.deepEqual(ask('http://localhost:3000/app/'), {
      protocol: 'http:',
      host: 'localhost',
      port: 3000,
      path: '/app',
      text: 'http://localhost:3000/app',
    });
  });
});

describe('an answer', () => {
  const judged = (status: number, location?: string, target = '/a?b') =>
    judge({ status, ...(location === undefined ? {} : { location }) }, { target });

  it('is judged by its status', () => {
    for (const status of [200, 202, 204]) assert.equal(judged(status), 'accepted', String(status));
    for (const status of [301, 302, 304, 400, 401, 403, 404, 405, 429]) assert.equal(judged(status), 'refused', String(status));
    for (const status of [500, 501, 503]) assert.equal(judged(status), 'failed', String(status));
    assert.equal(judge({ failure: 'no server answers there' }, { target: '/' }), 'failed');
  });

  it('is no refusal when it redirects to the endpoint itself', () => {
    for (const location of ['/a', '/a/', 'https://other.example/a?b', '//other.example/a/#c'])
      assert.equal(judged(308, location), 'moved', location);
    for (const location of ['/login?next=/a', 'https://accounts.example/', '/A', '/b/a'])
      assert.equal(judged(307, location), 'refused', location);
    // Other spellings are led back to the usual one, which is not let in.
    assert.equal(judged(308, '/a', '/a/'), 'refused');
  });
});

describe('probe', () => {
  let server: Server;
  let url: string;
  const seen: string[] = [];
  const statusOf: (...request: Parameters<RequestListener>) => number = ({ url: target = '', headers }) => {
    switch (target.replace(/[?].*/, '')) {
      case '/api/cron/digest':
        return 200;
      case '/api/cron/cleanup':
        return headers.authorization === 'Bearer undefined' ? 200 : 401;
      case '/cron/sessions':
        return headers['x-forwarded-for'] === undefined ? 403 : 204;
      case '/api/cron/reports':
      case '//api/cron/reports':
        return target.startsWith('//') ? 200 : 401;
      default:
        if (!target.startsWith('/api/cron/heartbeat')) return 404;
        return headers.authorization === 'Bearer wrong' ? 503 : 302;
    }
  };
  before(async () => {
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.writeHead(statusOf(request, response)).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });
  after(() => void server.close());
  beforeEach(() => void seen.splice(0));

  const run = async (args: readonly string[], given: Partial<Terminal> = {}) => {
    const terminal = recordingTerminal(sample, given);
    const command = readArguments(['probe', '.', ...args]);
    assert.ok(command.kind === 'probe', JSON.stringify(command));
    const status = await runProbe(command, terminal, { createAnalyzer, rules: ruleMetas, version: '9.9.9' });
    return { status, out: terminal.written.out.replaceAll(url, 'URL'), error: terminal.written.error };
  };

  it('shows which requests were accepted, and stops where anyone may do anything', async () => {
    const { status, out } = await run(['--base-url', url, '--yes']);
    assert.equal(status, 1);
    const accepting = out.split('\n').filter((line) => /^\S|accepted/.test(line));
    assert.deepEqual(accepting, [
      'GET /api/cron/cleanup accepts requests without a valid credential  app/api/cron/cleanup/route.ts:3',
      '  accepted  200  the text "undefined" as the secret',
      'GET /api/cron/digest accepts requests without a valid credential  app/api/cron/digest/route.ts:4',
      '  accepted  200  no credential',
      'GET /api/cron/heartbeat fails or gives no answer  app/api/cron/heartbeat/route.ts:4',
      'GET /api/cron/reports accepts requests without a valid credential  app/api/cron/reports/route.ts:4',
      '  accepted  200  the path with a doubled slash: //api/cron/reports',
      'POST /cron/sessions accepts requests without a valid credential  worker/src/server.ts:7',
      '  accepted  204  an internal address',
      '5 endpoints, 53 requests to URL: 4 accepting, 1 failed.',
    ]);
    assert.equal(seen.length, 53);
    assert.ok(seen.includes('GET /%61pi/%63ron/%63leanup'), 'sent as written');
  });

  it('is one JSON document for machines', async () => {
    const { out } = await run(['--base-url', url, '--yes', '--format', 'json']);
    const { baseUrl, endpoints, notProbed } = JSON.parse(out);
    assert.deepEqual([baseUrl, notProbed, endpoints.length], ['URL', 0, 5]);
    const { outcome, requests, verdict } = endpoints[1];
    assert.deepEqual(
      [outcome, verdict, requests],
      [
        'accepted',
        'unverified',
        [{ title: 'no credential', method: 'GET', target: '/api/cron/digest', headers: {}, status: 200, judgement: 'accepted' }],
      ],
    );
  });

  it('sends nothing without agreement, and nothing to other machines', async () => {
    const silent = [
      await run(['--base-url', url]),
      await run(['--base-url', url], { confirm: () => Promise.resolve(false) }),
      await run(['--base-url', 'http://192.0.2.1', '--yes']),
    ];
    assert.deepEqual(
      silent.map(({ status, error }) => [status, error]),
      [
        [2, 'zero-trust-cron: Endpoints that accept a request do their work; "--yes" agrees to that.\n'],
        [2, 'zero-trust-cron: Nothing was sent.\n'],
        [
          2,
          'zero-trust-cron: "192.0.2.1" is not this machine, and it is not named as a host that may be probed (--allow-host names one).\n',
        ],
      ],
    );
    assert.deepEqual(seen, []);
    const asked: string[] = [];
    await run(['--base-url', url], { confirm: (question) => Promise.resolve(asked.push(question) > 0) });
    assert.deepEqual([asked.length, seen.length], [1, 53]);
  });

  it('ends after two minutes, and takes no endpoint for closed that it has not probed to the end', async () => {
    let now = 0;
    const { status, out } = await run(['--base-url', url, '--yes'], { milliseconds: () => (now += 6_000) });
    assert.equal(status, 1);
    assert.equal(seen.length, 20);
    assert.match(out, /2 endpoints, 14 requests to URL: 2 accepting.\nThere was no time for 3 more endpoints.\n$/);
  });

  it('fails when no server answers', async () => {
    const { status, error } = await run(['--base-url', 'http://127.0.0.1:1', '--yes']);
    assert.deepEqual([status, error], [2, 'zero-trust-cron: http://127.0.0.1:1 gave no answer.\n']);
  });

  it('is answered by the server of an editor, one endpoint at a time', async () => {
    const client = await LanguageClient.start({ roots: [sample], files: nodeFiles, createAnalyzer, rules: ruleMetas, send });
    const [cleanup] = await client.connection.sendRequest<readonly EndpointItem[]>('zeroTrustCron/endpoints');
    const ask = (baseUrl: string) =>
      client.connection.sendRequest<ProbeAnswer>('zeroTrustCron/probe', {
        uri: cleanup?.location.uri,
        id: cleanup?.id,
        baseUrl,
        allowedHosts: [],
      });
    const answer = await ask(url);
    assert.ok('outcome' in answer);
    assert.deepEqual([answer.outcome, answer.requests.length, seen.length], ['accepted', 13, 13]);
    const stopped = new CancellationTokenSource();
    server.once('request', () => stopped.cancel());
    seen.splice(0);
    const params = { uri: cleanup?.location.uri, id: cleanup?.id, baseUrl: url, allowedHosts: [] };
    await assert.rejects(client.connection.sendRequest('zeroTrustCron/probe', params, stopped.token));
    assert.ok(seen.length < 13, `${seen.length} requests after it was cancelled`);
    assert.deepEqual(await ask('http://example.com'), {
      problem: '"example.com" is not this machine, and it is not named as a host that may be probed.',
    });
    await client.stop();
  });

  it('is not possible where a server cannot send requests', async () => {
    const client = await LanguageClient.start({ roots: [sample], files: nodeFiles, createAnalyzer, rules: ruleMetas });
    const params = {
      uri: `file://${sample}/app/api/cron/digest/route.ts`,
      id: 'app/api/cron/digest/route.ts#GET',
      baseUrl: url,
      allowedHosts: [],
    };
    const answer = await client.connection.sendRequest<ProbeAnswer>('zeroTrustCron/probe', params);
    assert.ok('problem' in answer && /browser/.test(answer.problem));
    await client.stop();
  });
});
