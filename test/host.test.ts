import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { clientFiles } from '../server/src/host/client';
import { nodeFiles } from '../server/src/host/node';
import { fromClientUri, fromPath, relativeUri, toClientUri } from '../server/src/host/uri';
import { listRequest, readRequest } from '../server/src/protocol/messages';
import { Workspace } from '../server/src/host/workspace';
import { memoryFiles } from './support/memoryFiles';

describe('files of this machine', () => {
  let root: string;

  beforeEach(() => {
    root = fromPath(realpathSync(mkdtempSync(join(tmpdir(), 'ztc-host-'))));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (path: string, content: string | Uint8Array = ''): string => {
    const file = `${root}/${path}`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  const list = async (folder = root) => {
    const { files, unreadable } = await nodeFiles.list(folder);
    return { files: files.map((uri) => relativeUri(folder, uri)), unreadable: unreadable.map(({ uri }) => relativeUri(folder, uri)) };
  };

  it('lists code and manifests, not packages, repositories and build output', async () => {
    for (const path of ['package.json', 'src/a.ts', '.github/workflows/cron.yml', '.env.example']) write(path);
    for (const path of ['node_modules/x/index.js', '.git/HEAD', '.next/server/a.js', '.vercel/project.json', 'dist/a.js', 'coverage/a.js'])
      write(path);
    for (const path of ['app/api/build/route.ts', 'app/api/cron/out/route.ts']) write(path);
    for (const path of ['packages/a/package.json', 'packages/a/build/a.js', 'packages/a/node_modules/y/index.js']) write(path);
    assert.deepEqual((await list()).files, [
      '.env.example',
      '.github/workflows/cron.yml',
      'app/api/build/route.ts',
      'app/api/cron/out/route.ts',
      'package.json',
      'packages/a/package.json',
      'src/a.ts',
    ]);
  });

  it('reads no copies of code that editors and tools keep', async () => {
    for (const path of ['app/api/cron/a/route.ts', 'app/history/route.ts', 'app/backup/route.ts']) write(path);
    for (const folder of ['.history', '.backup', '.worktrees/fix', '.claude/worktrees/fix', 'apps/web/.history'])
      for (const path of ['app/api/cron/a/route.ts', 'vercel.json', 'package.json']) write(`${folder}/${path}`);
    assert.deepEqual((await list()).files, ['app/api/cron/a/route.ts', 'app/backup/route.ts', 'app/history/route.ts']);
  });

  it('leaves out what nested .gitignore files exclude, and keeps what an inner one takes back', async () => {
    write('.gitignore', 'generated/\n*.log\n/only-here.ts\n');
    write('packages/a/.gitignore', '!kept.log\nlocal.ts\n');
    for (const path of [
      'generated/a.ts',
      'x.log',
      'only-here.ts',
      'packages/only-here.ts',
      'packages/a/kept.log',
      'packages/a/local.ts',
      'local.ts',
    ])
      write(path);
    assert.deepEqual((await list()).files, [
      '.gitignore',
      'local.ts',
      'packages/a/.gitignore',
      'packages/a/kept.log',
      'packages/only-here.ts',
    ]);
  });

  it('honours the repository around the folder, unless it ignores the folder itself', async () => {
    write('.git/HEAD');
    write('.gitignore', 'ignored/\n*.log\n');
    for (const path of ['apps/web/a.ts', 'apps/web/a.log', 'ignored/a.ts', 'ignored/a.log']) write(path);
    assert.deepEqual((await list(`${root}/apps/web`)).files, ['a.ts']);
    assert.deepEqual((await list(`${root}/ignored`)).files, ['a.log', 'a.ts']);
  });

  it('enters no symbolic link twice and survives loops and dangling links', async () => {
    write('project/src/a.ts');
    write('outside/b.ts');
    symlinkSync(`${root}/project`, `${root}/project/src/up`);
    symlinkSync(root, `${root}/project/above`);
    symlinkSync(`${root}/project/src`, `${root}/project/again`);
    symlinkSync(`${root}/outside`, `${root}/project/linked`);
    symlinkSync(`${root}/outside`, `${root}/project/twice`);
    symlinkSync(`${root}/outside`, `${root}/outside/self`);
    symlinkSync(`${root}/nowhere`, `${root}/project/dangling`);
    symlinkSync(`${root}/outside/b.ts`, `${root}/project/file.ts`);
    const { files } = await list(`${root}/project`);
    assert.deepEqual(
      files.filter((file) => !/^(?:linked|twice)\//.test(file)),
      ['file.ts', 'src/a.ts'],
    );
    assert.equal(files.filter((file) => file.endsWith('/b.ts')).length, 1);
  });

  it('tells which folders cannot be read, and lists the others', async () => {
    write('open/a.ts');
    write('closed/b.ts');
    chmodSync(`${root}/closed`, 0);
    chmodSync(root, 0o755);
    const listing = await asOrdinaryUser(() => list());
    chmodSync(`${root}/closed`, 0o755);
    assert.deepEqual(listing, { files: ['open/a.ts'], unreadable: ['closed'] });
  });

  it('reads text with a version, and says why it cannot read the rest', async () => {
    const read = (uri: string) => nodeFiles.read(uri);
    const file = write('a.ts', '\uFEFFexport {};\n');
    const first = await read(file);
    assert.equal('text' in first && first.text, 'export {};\n');
    assert.deepEqual(await read(file), first);
    write('a.ts', 'export const changed = 1;\n');
    const second = await read(file);
    assert.notEqual('version' in first && first.version, 'version' in second && second.version);
    assert.deepEqual(await read(write('b.ts', Uint8Array.of(0x61, 0, 0x62))), { reason: 'It is a binary file.' });
    assert.deepEqual(await read(write('c.ts', ' '.repeat(1024 * 1024 + 1))), { reason: 'It is larger than 1 MB (1.0 MB).' });
    assert.equal('text' in (await read(write('d.ts', ' '.repeat(1024 * 1024)))), true);
    assert.deepEqual(await read(root), { reason: 'It is not a file.' });
    assert.deepEqual(await read(`${root}/none.ts`), { reason: 'It does not exist.', absent: true });
  });
});

/** The super-user can read everything, so a test of what cannot be read needs somebody else. */
async function asOrdinaryUser<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('files of the editor', () => {
  const serve = (table: Readonly<Record<string, string | Uint8Array>>) => {
    const asked: string[] = [];
    const files = clientFiles({
      sendRequest: (method, params) => {
        asked.push(method);
        const uri = typeof params === 'object' && params !== null && 'uri' in params ? String(params.uri) : '';
        if (method === listRequest) return Promise.resolve(Object.keys(table).map(toClientUri));
        const content = method === readRequest ? table[fromClientUri(uri)] : undefined;
        return Promise.resolve(content === undefined ? null : Buffer.from(content).toString('base64'));
      },
    });
    return { files, asked };
  };
  const root = 'vscode-vfs://github/owner/name';

  it('are chosen as the local ones are', async () => {
    const { files } = serve({
      [`${root}/.gitignore`]: 'generated/\n*.log\n',
      [`${root}/package.json`]: '{}',
      [`${root}/dist/a.js`]: '',
      [`${root}/app/dist/[id]/route.ts`]: '',
      [`${root}/generated/deep/a.ts`]: '',
      [`${root}/sub/.gitignore`]: '!kept.log',
      [`${root}/sub/kept.log`]: '',
      [`${root}/sub/other.log`]: '',
    });
    const { files: listed } = await files.list(root);
    assert.deepEqual(
      listed.map((uri) => relativeUri(root, uri)),
      ['.gitignore', 'app/dist/[id]/route.ts', 'package.json', 'sub/.gitignore', 'sub/kept.log'],
    );
  });

  it('are read as bytes, and only by waiting', async () => {
    const { files } = serve({ [`${root}/ä.ts`]: 'const ä = "€";', [`${root}/b.ts`]: Uint8Array.of(1, 0) });
    const content = await files.read(`${root}/ä.ts`);
    assert.equal('text' in content && content.text, 'const ä = "€";');
    assert.deepEqual(await files.read(`${root}/b.ts`), { reason: 'It is a binary file.' });
    assert.deepEqual(await files.read(`${root}/none.ts`), { reason: 'It does not exist.', absent: true });
    assert.equal(files.readSync, undefined);
  });

  it('report a client that fails', async () => {
    const files = clientFiles({ sendRequest: () => Promise.reject(new Error('offline')) });
    assert.deepEqual(await files.list(root), { files: [], unreadable: [{ uri: root, reason: 'The folder cannot be listed (offline).' }] });
    assert.deepEqual(await files.read(`${root}/a.ts`), { reason: 'The file cannot be read (offline).' });
  });
});

describe('names of files', () => {
  for (const [client, uri] of [
    ['file:///work/app/%5Bid%5D/route.ts', '/work/app/[id]/route.ts'],
    ['file:///c%3A/work/a%23b.ts', 'c:/work/a#b.ts'],
    ['file://server/share/a.ts', '//server/share/a.ts'],
    ['vscode-vfs://github/owner/name/%5B...all%5D.ts', 'vscode-vfs://github/owner/name/[...all].ts'],
  ] as const) {
    it(`turn ${client} into ${uri} and back`, () => {
      assert.equal(fromClientUri(client), uri);
      assert.equal(toClientUri(uri), client);
    });
  }

  it('have lower-case drives and forward slashes', () => {
    assert.equal(fromClientUri('file:///C:/Work/a.ts'), 'c:/Work/a.ts');
    assert.equal(fromPath('C:\\Work\\a.ts'), 'c:/Work/a.ts');
  });
});

describe('a workspace', () => {
  const root = '/project';
  const file = `${root}/a.ts`;

  it('tells what changed since it was last asked', async () => {
    const files = memoryFiles({ [file]: 'stored', [`${root}/b.ts`]: '' });
    const workspace = new Workspace(files, root);
    await workspace.list();
    assert.equal(workspace.takeChanged(), undefined);
    assert.deepEqual(workspace.takeChanged(), []);
    assert.equal(workspace.read(file)?.text, 'stored');
    const before = workspace.snapshot();

    workspace.setDocument(file, 'stored');
    assert.deepEqual(workspace.takeChanged(), []);
    workspace.setDocument(file, 'edited');
    assert.deepEqual([workspace.read(file)?.text, workspace.takeChanged()], ['edited', [file]]);
    workspace.watched([{ uri: file, kind: 'changed' }]);
    assert.deepEqual(workspace.takeChanged(), []);
    workspace.closeDocument(file);
    assert.deepEqual([workspace.read(file)?.text, workspace.takeChanged()], ['stored', [file]]);

    files.contents.set(file, 'newer');
    workspace.watched([{ uri: file, kind: 'changed' }]);
    assert.deepEqual([workspace.read(file)?.text, workspace.takeChanged()], ['newer', [file]]);
    workspace.watched([{ uri: `${root}/node_modules/x/a.ts`, kind: 'created' }]);
    assert.deepEqual(workspace.takeChanged(), []);
    assert.equal(workspace.snapshot().files.size, before.files.size);
  });

  it('lists again when something comes or goes, also a whole folder', async () => {
    const files = memoryFiles({ [file]: '', [`${root}/sub/b.ts`]: '', [`${root}/sub/c.ts`]: '' });
    const workspace = new Workspace(files, root);
    await workspace.list();
    workspace.takeChanged();
    await workspace.list();
    assert.equal(files.listings, 1);
    files.contents.delete(`${root}/sub/b.ts`);
    files.contents.delete(`${root}/sub/c.ts`);
    files.contents.set(`${root}/d.ts`, '');
    workspace.watched([{ uri: `${root}/sub`, kind: 'deleted' }]);
    assert.equal(workspace.isChanged, true);
    await workspace.list();
    assert.deepEqual([...workspace.snapshot().files], [file, `${root}/d.ts`]);
    assert.deepEqual([...(workspace.takeChanged() ?? [])].toSorted(), [
      `${root}/d.ts`,
      `${root}/sub`,
      `${root}/sub/b.ts`,
      `${root}/sub/c.ts`,
    ]);
  });

  it('remembers why a file that was asked for is not read', async () => {
    const files = memoryFiles({ [file]: { reason: 'It is a binary file.' }, [`${root}/unasked.ts`]: { reason: 'It is a binary file.' } });
    const workspace = new Workspace(files, root);
    await workspace.list();
    assert.equal(workspace.read(file), undefined);
    assert.equal(workspace.read(`${root}/absent.ts`), undefined);
    assert.deepEqual(workspace.unread(), [{ uri: file, reason: 'It is a binary file.' }]);
    workspace.setDocument(file, 'text after all');
    assert.deepEqual(workspace.unread(), []);
  });

  it('names files that must be loaded first, and marks them once they are', async () => {
    const workspace = new Workspace(memoryFiles({ [file]: 'stored' }, false), root);
    await workspace.list();
    workspace.takeChanged();
    assert.equal(workspace.read(file), undefined);
    assert.deepEqual(workspace.missing, [file]);
    await workspace.load([]);
    assert.deepEqual([workspace.read(file)?.text, workspace.missing, workspace.takeChanged()], ['stored', [], [file]]);
  });
});
