import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  DiagnosticSeverity,
  type CodeAction,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { fakeAnalyzer, fakeRules, type FakeAnalyzer } from './support/fakeAnalyzer';
import { LanguageClient, type ClientOptions } from './support/languageClient';
import { memoryFiles, type MemoryFiles } from './support/memoryFiles';

const open = 'export async function GET() {\n  return run();\n}\n';
const verified = 'export async function GET() {\n  verify();\n  return run();\n}\n';
const route = '/project/app/api/cron/a/route.ts';
const other = '/project/app/api/cron/b/route.ts';
const at = (line: number, character: number, end = character) => ({ start: { line, character }, end: { line, character: end } });
const rulesOf = (diagnostics: readonly Diagnostic[] | undefined) => (diagnostics ?? []).map(({ code }) => code);

describe('language server', () => {
  let client: LanguageClient;
  let files: MemoryFiles;
  let analyzers: FakeAnalyzer[];

  const start = async (table: Readonly<Record<string, string>>, options: Partial<ClientOptions> = {}, synchronous = true) => {
    files = memoryFiles(table, synchronous);
    analyzers = [];
    const createFake = () => {
      const analyzer = fakeAnalyzer();
      analyzers.push(analyzer);
      return analyzer;
    };
    client = await LanguageClient.start({ roots: ['/project'], files, createAnalyzer: createFake, rules: fakeRules, ...options });
  };

  afterEach(() => client.stop());

  it('answers a pull with the finding, its rule, its document and its path', async () => {
    await start({ [route]: open });
    await client.open(route, open);
    const [diagnostic, ...rest] = await client.diagnostics(route);
    assert.equal(rest.length, 0);
    assert.equal(diagnostic?.code, 'require-authentication');
    assert.equal(diagnostic.source, 'zero-trust-cron');
    assert.equal(diagnostic.severity, DiagnosticSeverity.Error);
    assert.deepEqual(diagnostic.range, at(0, 22, 25));
    assert.match(diagnostic.codeDescription?.href ?? '', /\/require-authentication\.md$/);
    assert.deepEqual(diagnostic.relatedInformation, [
      { location: { uri: `file://${route}`, range: at(0, 0, 1) }, message: 'the request enters' },
    ]);
  });

  it('follows incremental edits and says "unchanged" when nothing changed', async () => {
    await start({ [route]: open });
    await client.open(route, open);
    const first = await client.pull(route);
    const again = await client.pull(route, first.kind === 'full' ? first.resultId : undefined);
    assert.equal(again.kind, 'unchanged');
    await client.change(route, at(1, 2), 'verify();\n  ');
    assert.deepEqual(await client.diagnostics(route), []);
    await client.change(route, { start: { line: 1, character: 2 }, end: { line: 2, character: 2 } }, '');
    assert.deepEqual(rulesOf(await client.diagnostics(route)), ['require-authentication']);
  });

  it('analyses again only what changed, and nothing when a file is opened as it is stored', async () => {
    await start({ [route]: open, [other]: open });
    await client.open(route, open);
    await client.diagnostics(route);
    await client.until(() => client.statuses.some(({ busy }) => !busy));
    const before = analyzers[0]?.reports;
    await client.open(other, open);
    await client.diagnostics(other);
    assert.equal(analyzers[0]?.reports, before);
    await client.change(other, at(0, 0), ' ');
    await client.diagnostics(other);
    assert.deepEqual(analyzers[0]?.updates, [undefined, [other]]);
  });

  it('streams closed files through one workspace request that it never answers by itself', async () => {
    await start({ [route]: open, [other]: verified });
    let answered = false;
    void client.holdWorkspace().then(
      () => (answered = true),
      () => undefined,
    );
    await client.until(() => client.streamed.has(`file://${route}`));
    assert.deepEqual(rulesOf(client.streamed.get(`file://${route}`)), ['require-authentication']);
    assert.equal(client.streamed.has(`file://${other}`), false);
    files.contents.set(other, open);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${other}`, type: 2 }] });
    await client.until(() => client.streamed.has(`file://${other}`));
    files.contents.delete(route);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${route}`, type: 3 }] });
    await client.until(() => client.streamed.get(`file://${route}`)?.length === 0);
    assert.equal(answered, false);
    assert.equal(client.pushed.size, 0);
  });

  it('shows unsaved text while a document is open and the stored one when it is closed', async () => {
    await start({ [route]: open });
    void client.holdWorkspace().catch(() => undefined);
    await client.until(() => client.streamed.has(`file://${route}`));
    await client.open(route, verified);
    assert.deepEqual(await client.diagnostics(route), []);
    await client.until(() => client.streamed.get(`file://${route}`)?.length === 0);
    await client.close(route);
    await client.until(() => client.streamed.get(`file://${route}`)?.length === 1);
  });

  it('asks the client to pull again when another file changes an open one', async () => {
    const helper = '/project/app/api/cron/a/helper.ts';
    await start({ [route]: `import './helper';\n${verified}`, [helper]: '' });
    await client.open(helper, '');
    assert.deepEqual(await client.diagnostics(helper), []);
    await client.open(route, `import './helper';\n${verified}`);
    files.contents.set(helper, 'a === secret');
    await client.close(helper);
    await client.open(helper, '');
    await client.diagnostics(helper);
    assert.equal(client.refreshes, 0);
    await client.change(helper, at(0, 0), 'a === secret');
    await client.until(() => client.refreshes === 1);
    assert.deepEqual(rulesOf(await client.diagnostics(helper)), ['require-constant-time-comparison']);
  });

  it('pushes everything to a client that cannot pull, and clears it', async () => {
    await start({ [route]: open }, { capabilities: { textDocument: {} } });
    await client.until(() => client.pushed.get(`file://${route}`)?.length === 1);
    await client.open(route, open);
    await client.change(route, at(1, 2), 'verify(); ');
    await client.until(() => client.pushed.get(`file://${route}`)?.length === 0);
  });

  describe('code actions', () => {
    const table = { [route]: open };
    const preferred = (actions: readonly CodeAction[]) => actions.find(({ isPreferred }) => isPreferred);

    it('offers the preferred fix first and suppression last, and computes edits on request', async () => {
      await start(table);
      await client.open(route, open);
      const actions = await client.actions(route, at(0, 23));
      assert.deepEqual(
        actions.map(({ title, kind, isPreferred }) => ({ title, kind, isPreferred })),
        [
          { title: 'Verify the caller', kind: 'quickfix', isPreferred: true },
          { title: 'Verify in another way', kind: 'quickfix', isPreferred: undefined },
          { title: 'Suppress require-authentication for this line, with a reason', kind: 'quickfix', isPreferred: undefined },
        ],
      );
      assert.deepEqual(rulesOf(actions[0]?.diagnostics), ['require-authentication']);
      const action = preferred(actions);
      assert.equal(action?.edit, undefined);
      assert.ok(action);
      const { edit } = await client.resolve(action);
      assert.deepEqual(edit?.documentChanges, [
        { kind: 'create', uri: 'file:///project/app/api/cron/a/verify.ts', options: { overwrite: false, ignoreIfExists: false } },
        {
          textDocument: { uri: 'file:///project/app/api/cron/a/verify.ts', version: null },
          edits: [{ range: at(0, 0), newText: 'export function verify() {}\n' }],
        },
        { textDocument: { uri: `file://${route}`, version: 1 }, edits: [{ range: at(0, 29), newText: '\n  verify();' }] },
      ]);
    });

    it('resolves against the text as it is then', async () => {
      await start(table);
      await client.open(route, open);
      const action = preferred(await client.actions(route, at(0, 23)));
      assert.ok(action);
      await client.change(route, at(0, 0), '\n');
      const { edit } = await client.resolve(action);
      assert.deepEqual(edit?.documentChanges?.at(-1), {
        textDocument: { uri: `file://${route}`, version: 2 },
        edits: [{ range: at(1, 29), newText: '\n  verify();' }],
      });
      await client.change(route, at(2, 2), 'verify(); ');
      assert.equal((await client.resolve(action)).edit, undefined);
    });

    it('gives a client that cannot resolve the edit at once, and no fix that creates a file to one that cannot', async () => {
      const capabilities = { workspace: { workspaceEdit: { documentChanges: true } }, textDocument: { diagnostic: {}, codeAction: {} } };
      await start({ ...table, '/project/app/api/cron/a/verify.ts': '' }, { capabilities });
      assert.notEqual(preferred(await client.actions(route, at(0, 23)))?.edit, undefined);
      await client.stop();
      await start(table, { capabilities });
      assert.equal(preferred(await client.actions(route, at(0, 23)))?.edit, undefined);
    });

    it('says what to do where no edit is right in every project, to a client that shows it', async () => {
      const inPath = '/project/app/api/cron/[key]/route.ts';
      const text = [
        'export async function GET(request: Request, { params }: { params: { key: string } }) {',
        '  if (!process.env.CRON_SECRET || params.key !== process.env.CRON_SECRET) return new Response(null, { status: 401 });',
        "  await fetch('https://jobs.example/run', { method: 'POST' });",
        '  return Response.json({ ok: true });',
        '}',
        '',
      ].join('\n');
      const ofRule = async (options: Partial<ClientOptions>): Promise<readonly CodeAction[]> => {
        const real = { createAnalyzer, rules: ruleMetas, ...options };
        await start({ [inPath]: text, '/project/package.json': '{ "dependencies": { "next": "*" } }' }, real);
        await client.open(inPath, text);
        const actions = await client.actions(inPath, { start: { line: 1, character: 36 }, end: { line: 1, character: 40 } });
        return actions.filter(({ diagnostics }) => rulesOf(diagnostics).includes('no-secret-in-url'));
      };
      const actions = await ofRule({});
      assert.deepEqual(
        actions.map(({ title }) => title),
        ['Fix no-secret-in-url by hand', 'Suppress no-secret-in-url for this line, with a reason'],
      );
      assert.equal(actions[0]?.disabled?.reason, `No edit is right in every project. ${ruleMetas.get('no-secret-in-url')?.remedy}`);
      await client.stop();
      const capabilities = { textDocument: { diagnostic: {}, codeAction: {} } };
      assert.equal((await ofRule({ capabilities })).length, 1);
    });

    it('fixes all only with fixes that keep behaviour, importing once', async () => {
      await start({ [route]: `${open}a === secret;\nb === secret;\n` });
      const [action, ...rest] = await client.actions(route, at(0, 0), ['source.fixAll']);
      assert.deepEqual([action?.kind, rest], ['source.fixAll.zeroTrustCron', []]);
      assert.deepEqual(textEdits(action?.edit), ["import { equal } from './equal';\n", 'equal(a, secret)', 'equal(b, secret)']);
      assert.deepEqual(await client.actions(route, at(0, 23), ['refactor']), []);
    });

    it('offers what goes along with a fix beside it, and as a refactoring where nothing is wrong', async () => {
      const kinds = (actions: readonly CodeAction[]) => actions.filter(({ title }) => title === 'Add a note').map(({ kind }) => kind);
      await start({ [route]: `${open}// ACCOMPANY`, [other]: `${verified}// ACCOMPANY` });
      const actions = await client.actions(route, at(0, 23));
      assert.deepEqual(
        actions.map(({ title }) => title),
        ['Verify the caller', 'Verify in another way', 'Add a note', 'Suppress require-authentication for this line, with a reason'],
      );
      assert.deepEqual(kinds(actions), ['quickfix']);
      const [note] = await client.actions(other, at(0, 23), ['refactor']);
      assert.deepEqual(kinds(note ? [note] : []), ['refactor.zeroTrustCron']);
      assert.deepEqual(await client.actions(other, at(0, 23), ['quickfix']), []);
      assert.deepEqual(textEdits(note && (await client.resolve(note)).edit), ['A note.']);
    });

    it('suppresses with a comment that counts once its reason is written', async () => {
      await start({ [route]: '  export async function GET() {}\n' });
      const [action] = (await client.actions(route, at(0, 25))).slice(-1);
      const [change] = action?.edit?.documentChanges ?? [];
      assert.deepEqual(change, {
        textDocument: { uri: `file://${route}`, version: null },
        edits: [
          { range: at(0, 0), snippet: { kind: 'snippet', value: '  // zero-trust-cron-ignore require-authentication -- ${1:<reason>}\n' } },
        ],
      });
      const comment = '  // zero-trust-cron-ignore require-authentication -- <reason>\n';
      await client.open(route, `${comment}  export async function GET() {}\n`);
      assert.deepEqual(rulesOf(await client.diagnostics(route)), ['require-authentication', 'directive']);
      await client.change(route, at(0, comment.indexOf('<'), comment.length - 1), 'a health check');
      assert.deepEqual(await client.diagnostics(route), []);
    });
  });

  it('verifies all endpoints at once, and asks about each', async () => {
    await start({ [route]: open, [other]: open });
    const verifyAll = () => client.connection.sendRequest('workspace/executeCommand', { command: 'zeroTrustCron.verifyAll' });
    await verifyAll();
    const [edit, ...rest] = client.applied;
    assert.deepEqual(rest, []);
    assert.deepEqual(textEdits(edit), ['export function verify() {}\n', 'export function verify() {}\n', '\n  verify();', '\n  verify();']);
    const names = ['a', 'b'].map((name) => `app/api/cron/${name}/route.ts#GET: Verify the caller`);
    assert.deepEqual(edit?.changeAnnotations, Object.fromEntries(names.map((label) => [label, { label, needsConfirmation: true }])));
    const ids = (edit.documentChanges ?? []).flatMap((change) =>
      'edits' in change ? change.edits.map((one) => Reflect.get(one, 'annotationId')) : [change.annotationId],
    );
    assert.deepEqual(ids, [names[0], names[0], names[1], names[1], names[0], names[1]]);
    files.contents.set(route, verified).set(other, verified);
    for (const uri of [route, other]) {
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${uri}`, type: 2 }] });
    }
    await verifyAll();
    await client.until(() => client.shown.length > 0);
    assert.deepEqual([client.applied.length, client.shown], [1, ['No endpoint lacks a verification that can be inserted.']]);
  });

  it('takes settings from the editor, and the project file over them', async () => {
    let settings: unknown = { rules: { 'require-authentication': 'off' }, profile: 'lax' };
    const file = '/project/zero-trust-cron.json';
    await start({ [route]: open, [file]: '{}' }, { settings: () => settings });
    assert.deepEqual(await client.diagnostics(route), []);
    await client.until(() => client.logged.some((line) => line.includes('zeroTrustCron.profile')));
    settings = {};
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(rulesOf(await client.diagnostics(route)), ['require-authentication']);
    await client.open(file, '{ "rules": { "require-authentication": "off", "no-such-rule": "off" } }');
    assert.deepEqual(await client.diagnostics(route), []);
    const [problem] = await client.diagnostics(file);
    assert.match(String(problem?.message), /no-such-rule/);
    assert.deepEqual(problem?.range, at(0, 46, 60));
    settings = { enable: false };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await client.diagnostics(file), []);
  });

  it('survives an analyzer that throws, and recovers', async () => {
    await start({ [route]: open });
    await client.open(route, '// EXPLODE');
    const [notice, ...rest] = await client.diagnostics(route);
    assert.deepEqual([notice?.severity, notice?.code, rest], [DiagnosticSeverity.Information, undefined, []]);
    assert.deepEqual(await client.actions(route, at(0, 0)), []);
    await client.until(() => client.logged.some((line) => line.includes('The analyzer exploded.')));
    await client.change(route, at(0, 0, 10), open);
    assert.deepEqual(rulesOf(await client.diagnostics(route)), ['require-authentication']);
  });

  it('answers a cancelled pull as cancelled', async () => {
    await start({ [route]: open });
    const source = new CancellationTokenSource();
    const pull = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: `file://${route}` } }, source.token);
    source.cancel();
    await assert.rejects(pull, { code: -32800 });
    assert.equal((await client.diagnostics(route)).length, 1);
  });

  it('works with files that can only be read by waiting', async () => {
    const helper = '/project/app/api/cron/a/helper.ts';
    await start({ [route]: `import './helper';\n${open}`, [helper]: 'a === secret' }, {}, false);
    assert.deepEqual(rulesOf(await client.diagnostics(route)), ['require-authentication']);
    assert.deepEqual(rulesOf(await client.diagnostics(helper)), ['require-constant-time-comparison']);
  });

  it('serves folders apart, and documents of none', async () => {
    await start(
      { [route]: open, '/second/app/api/cron/route.ts': open, '/loose/route.ts': open },
      { roots: ['/project', '/second', '/project/app'] },
    );
    const items = await client.connection.sendRequest<readonly { id: string; location: { uri: string } }[]>('zeroTrustCron/endpoints');
    assert.deepEqual(
      items.map(({ id }) => id),
      ['app/api/cron/a/route.ts#GET', 'app/api/cron/route.ts#GET'],
    );
    assert.deepEqual(await client.diagnostics('/loose/route.ts'), []);
    await client.open('/loose/route.ts', open);
    assert.equal((await client.diagnostics('/loose/route.ts')).length, 1);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: 'file:///second', name: 'second' }] },
    });
    assert.deepEqual(await client.diagnostics('/second/app/api/cron/route.ts'), []);
  });

  it('leaves an ignored file out although it is open', async () => {
    await start({ [route]: verified });
    await client.open('/project/node_modules/x/route.ts', open);
    await client.open(other, open);
    assert.deepEqual(await client.diagnostics('/project/node_modules/x/route.ts'), []);
    assert.deepEqual(await client.diagnostics(other), []);
    files.contents.set(other, open);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${other}`, type: 1 }] });
    assert.equal((await client.diagnostics(other)).length, 1);
  });

  it('judges directives only where the analysis looks, open or not', async () => {
    const unused = '// zero-trust-cron-ignore require-authentication -- of nothing\n';
    const helper = '/project/lib/helper.ts';
    await start({ [route]: `${unused}${verified}`, [helper]: unused });
    await client.open(route, `${unused}${verified}`);
    await client.open(helper, unused);
    assert.deepEqual(rulesOf(await client.diagnostics(route)), ['directive']);
    assert.deepEqual(await client.diagnostics(helper), []);
  });

  it('tells how the endpoints are', async () => {
    await start({ [route]: open, [other]: verified });
    await client.until(() => client.statuses.some(({ busy }) => !busy));
    const untimed = client.statuses.map((status) => ({ ...status, milliseconds: 0 }));
    assert.deepEqual(untimed, [
      { endpoints: 0, unverified: 0, weak: 0, busy: true, milliseconds: 0 },
      { endpoints: 2, unverified: 1, weak: 0, busy: false, milliseconds: 0 },
    ]);
    assert.ok(client.statuses.every(({ milliseconds }) => milliseconds >= 0));
  });
});

function textEdits(edit: WorkspaceEdit | undefined): readonly string[] {
  return (edit?.documentChanges ?? []).flatMap((change) =>
    'edits' in change ? change.edits.flatMap((one) => ('newText' in one ? [one.newText] : [])) : [],
  );
}
