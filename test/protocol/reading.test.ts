import assert from 'node:assert/strict';
import type { CodeLens, Diagnostic, Hover } from 'vscode-languageserver/node';
import { createAnalyzer } from '../../server/src/engine/analyzer';
import type { EndpointItem, Explanation } from '../../server/src/protocol/messages';
import { fakeRules } from '../support/fakeAnalyzer';
import { LanguageClient } from '../support/languageClient';
import { memoryFiles } from '../support/memoryFiles';

const route = '/project/app/api/cron/a/route.ts';
const manifest = '/project/vercel.json';
const guarded = `import { db } from '@acme/db';

export async function GET(request: Request) {
  const secret = process.env.CRON_SECRET;
  if (!secret || request.headers.get('authorization') !== \`Bearer \${secret}\`) {
    return new Response('Unauthorized', { status: 401 });
  }
  await db.session.deleteMany();
  return Response.json({ ok: true });
}
`;
const crons = (schedule: string) => `{ "crons": [{ "path": "/api/cron/a", "schedule": "${schedule}" }] }\n`;

describe('what is read at a place', () => {
  let client: LanguageClient;
  const start = async (schedule: string, commands: boolean, text = guarded) => {
    client = await LanguageClient.start({
      roots: ['/project'],
      files: memoryFiles(
        { [route]: text, [manifest]: crons(schedule), '/project/package.json': '{ "dependencies": { "next": "16" } }' },
        true,
      ),
      createAnalyzer,
      rules: fakeRules,
      capabilities: commands ? { experimental: { zeroTrustCronCommands: true } } : {},
    });
    await client.open(route, text);
    await client.open(manifest, crons(schedule));
  };
  const document = (uri: string) => ({ textDocument: { uri: `file://${uri}` } });
  const lenses = (uri: string): Promise<readonly CodeLens[]> => client.connection.sendRequest('textDocument/codeLens', document(uri));
  const hover = async (uri: string, text: string, at: string): Promise<string | undefined> => {
    const before = text.slice(0, text.indexOf(at)).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const answer: Hover | null = await client.connection.sendRequest('textDocument/hover', { ...document(uri), position });
    return answer === null || typeof answer.contents !== 'object' || !('value' in answer.contents) ? undefined : answer.contents.value;
  };

  afterEach(() => client.stop());

  it('is the verdict, the assurance, a schedule in words, the next run and the scheduler above an endpoint', async () => {
    await start('0 5 * * 1-5', true);
    const [verdict, called, ...others] = await lenses(route);
    assert.match(called?.command?.title ?? '', /^At 05:00, Monday through Friday; next run \d{4}-\d\d-\d\d 05:00 UTC; Vercel Cron$/);
    assert.equal(called?.command?.command, 'zeroTrustCron.openLocation');
    assert.equal(called.command.arguments?.[0].uri, `file://${manifest}`);
    assert.equal(verdict?.command?.title, 'verified, assurance static-secret');
    assert.equal(verdict.command.command, 'zeroTrustCron.showPath');
    assert.deepEqual([called.range.start, others], [{ line: 2, character: 22 }, []]);
    assert.deepEqual(await lenses(manifest), []);
  });

  it('has no commands that the client does not know', async () => {
    await start('0 5 * * *', false);
    assert.deepEqual(
      (await lenses(route)).map(({ command }) => command?.command),
      ['', ''],
    );
  });

  it('says what an expression means in a manifest', async () => {
    await start('0 5 * * 1-5', false);
    const said = (await hover(manifest, crons('0 5 * * 1-5'), '0 5')) ?? '';
    assert.match(said, /^\*\*At 05:00, Monday through Friday\*\* \(Vercel Cron\)/);
    assert.equal(said.match(/05:00 UTC/g)?.length, 3);
    assert.equal(await hover(manifest, crons('0 5 * * 1-5'), '"path"'), undefined);
  });

  it('says what an expression means in code, and nothing of other text', async () => {
    const text = `${guarded}const nightly = '0 2 * * *';\nconst other = 'a * b';\n`;
    await start('0 5 * * *', false, text);
    assert.match((await hover(route, text, '0 2 *')) ?? '', /^\*\*At 02:00\*\*/);
    assert.equal(await hover(route, text, 'a * b'), undefined);
  });

  it('says what a guard proves and what it does not', async () => {
    await start('0 5 * * *', false);
    const said = (await hover(route, guarded, "request.headers.get('authorization')")) ?? '';
    assert.match(said, /\*\*Proves\*\* that the caller knows or holds what `authorization` is verified with: `CRON_SECRET`/);
    assert.match(said, /Assurance: `static-secret`/);
    assert.match(said, /\*\*Does not prove\*\*: the time, the body, the caller/);
  });

  it('sums an endpoint up at its name', async () => {
    await start('0 5 * * *', false);
    const said = (await hover(route, guarded, 'GET')) ?? '';
    assert.match(said, /^\*\*GET \/api\/cron\/a\*\*: verified, assurance `static-secret`/);
    assert.match(said, /Verified by `authorization`\./);
  });

  it('explains a verdict as the command line tool does', async () => {
    await start('0 5 * * *', false);
    const explain = (uri: string, line: number): Promise<readonly Explanation[]> =>
      client.connection.sendRequest('zeroTrustCron/explain', { ...document(uri), position: { line, character: 0 } });
    const [explanation, ...others] = await explain(route, 3);
    assert.deepEqual([explanation?.title, explanation?.verdict, others], ['GET /api/cron/a', 'verified', []]);
    const { text = '', picture } = explanation ?? {};
    assert.match(text, /^GET \/api\/cron\/a {2}app\/api\/cron\/a\/route\.ts:3:23\nnext-app, verified, assurance static-secret\n/);
    assert.match(text, /Verified by\n {2}`authorization` against `CRON_SECRET`/);
    assert.match(picture?.svg ?? '', /^<svg .*aria-label="GET \/api\/cron\/a: verified; guards: 1, /);
    assert.ok(picture?.places.every(({ uri }) => uri === `file://${route}`));
    assert.deepEqual(await explain('/project/none.ts', 0), []);
  });

  it('lists endpoints with everything a view opens', async () => {
    await start('0 5 * * *', false);
    const [item, ...others]: readonly EndpointItem[] = await client.connection.sendRequest('zeroTrustCron/endpoints');
    assert.deepEqual(others, []);
    assert.equal(item?.triggers[0]?.schedulerName, 'Vercel Cron');
    assert.equal(item.triggers[0].words, 'At 05:00');
    assert.equal(item.triggers[0].location.uri, `file://${manifest}`);
    assert.equal(item.guards[0]?.words, '`authorization`');
    assert.deepEqual(item.handler.range.start.line, 2);
  });

  it('is information on an expression that never runs', async () => {
    await start('0 0 30 2 *', false);
    const diagnostics: readonly Diagnostic[] = await client.diagnostics(manifest);
    assert.deepEqual(
      diagnostics.map(({ message, severity, range }) => [message, severity, range.start.character, range.end.character]),
      [['The cron expression `0 0 30 2 *` of Vercel Cron names only dates that do not exist, so it never runs.', 3, 50, 60]],
    );
  });
});
