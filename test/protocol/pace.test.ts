import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver/node';
import type { EndpointItem } from '../../server/src/protocol/messages';
import { fakeAnalyzer, fakeRules, type FakeAnalyzer } from '../support/fakeAnalyzer';
import { LanguageClient } from '../support/languageClient';
import { memoryFiles } from '../support/memoryFiles';

const open = 'export async function GET() {\n  return run();\n}\n';
const verified = 'export async function GET() {\n  verify();\n  return run();\n}\n';
const route = '/project/app/api/cron/a/route.ts';
const at = (line: number, character: number, end = character) => ({ start: { line, character }, end: { line, character: end } });

describe('while an analysis takes long', () => {
  let client: LanguageClient;
  let analyzer: FakeAnalyzer;

  const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`/project/app/api/cron/${index}/route.ts`, `SLOW\n${open}`]));

  /** With what the server does by itself at the start behind it, and something new to analyse. */
  const startSlowly = async (): Promise<void> => {
    analyzer = fakeAnalyzer();
    const files = memoryFiles({ ...many, [route]: open });
    client = await LanguageClient.start({ roots: ['/project'], files, createAnalyzer: () => analyzer, rules: fakeRules });
    await client.open(route, open);
    await client.until(() => client.statuses.some(({ busy }) => !busy));
    await client.change(route, at(0, 0), ' ');
  };
  const ask = (token?: CancellationToken): Promise<readonly EndpointItem[]> =>
    client.connection.sendRequest('zeroTrustCron/endpoints', { progress: true }, token ?? CancellationToken.None);

  afterEach(() => client.stop());

  it('tells how far it is', async () => {
    await startSlowly();
    const endpoints = await ask();
    assert.equal(endpoints.length, 41);
    assert.ok(client.progress.length > 1);
    for (const { folder, folders, done, total } of client.progress)
      assert.deepEqual([folder, folders, total, done <= total], [0, 1, 41, true]);
    assert.deepEqual(
      client.progress.map(({ done }) => done),
      client.progress.map(({ done }) => done).toSorted((a, b) => a - b),
    );
  });

  it('gives up when nobody waits for it any more, and makes the next answer whole', async () => {
    await startSlowly();
    const before = analyzer.followed;
    const source = new CancellationTokenSource();
    const answer = ask(source.token);
    await client.until(() => client.progress.length > 0);
    source.cancel();
    await assert.rejects(answer, /cancel/i);
    const followed = analyzer.followed - before;
    assert.ok(followed > 0 && followed < 41, `${followed} of 41`);
    assert.equal((await ask()).length, 41);
  });

  it('answers what needs no analysis at once', async () => {
    await startSlowly();
    let isOver = false;
    const answer = ask().then(() => (isOver = true));
    await client.until(() => client.progress.length > 0);
    await client.connection.sendRequest('textDocument/completion', {
      textDocument: { uri: `file://${route}` },
      position: at(0, 0).start,
    });
    assert.equal(isOver, false);
    await answer;
  });

  it('begins anew with what is typed meanwhile', async () => {
    await startSlowly();
    const answer = ask();
    await client.until(() => client.progress.length > 0);
    await client.change(route, { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } }, verified);
    const verdicts = (await answer).filter(({ path }) => path.endsWith('/a')).map(({ verdict }) => verdict);
    assert.deepEqual(verdicts, ['verified']);
    assert.deepEqual(await client.diagnostics(route), []);
  });

  it('comes to an end where files never stop changing', async () => {
    await startSlowly();
    const typing = new AbortController();
    const type = async (): Promise<void> => {
      while (!typing.signal.aborted) {
        await client.change(route, at(0, 0), ' ');
        await setTimeout(20);
      }
    };
    const typed = type();
    assert.equal((await ask()).length, 41);
    typing.abort();
    await typed;
  });
});
