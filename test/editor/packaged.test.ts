import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage } from './browser';
import { install, installExtension, releases, sampleWorkspace, start, type CodeServer } from './codeServer';
import { execute } from './execute';

const root = resolve(import.meta.dirname, '../..');
/** The README's pictures are taken anew with `npm run pictures`. */
const pictures = process.env.UPDATE === undefined ? join(root, 'test/out/pictures') : join(root, 'media');

/** Bytes. */
const largestPackage = 2.5 * 1024 * 1024;

/** Set as users may have them; the pictures show nothing that asks for attention. */
const settings = {
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.layoutControl.enabled': false,
  'chat.commandCenter.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 15,
  'editor.lightbulb.enabled': 'on',
  'files.autoSave': 'off',
};

async function packageExtension(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'zero-trust-cron-package-')), 'zero-trust-cron.vsix');
  await execute('npm', ['run', 'package', '--', '--out', file], { cwd: root });
  return file;
}

async function filesIn(vsix: string): Promise<readonly string[]> {
  const listing = await execute('python3', ['-c', 'import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))', vsix]);
  return listing.trim().split('\n');
}

describe('the package', function () {
  this.timeout(300_000);
  let vsix: string;
  let folder: string;
  let server: CodeServer;
  let browser: Browser;
  let page: Page;

  before(async () => {
    vsix = await packageExtension();
    await mkdir(pictures, { recursive: true });
    const installation = await install(releases.oldest);
    server = await start(installation, { settings, extensions: await installExtension(installation, vsix) });
    browser = await launchBrowser();
    page = await openPage(browser);
    page.setDefaultTimeout(60_000);
    folder = await sampleWorkspace();
    const file = `vscode-remote://127.0.0.1:${server.port}${folder}/app/api/cron/digest/route.ts`;
    await page.goto(server.page(folder, [['openFile', file]]));
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('is small and holds what runs, nothing else', async () => {
    const { size } = await stat(vsix);
    assert.ok(size <= largestPackage, `${size} bytes`);
    const unexpected = (await filesIn(vsix)).filter((name) => /node_modules|\/src\/|\/test\/|\.ts$|\.map$|tsconfig/.test(name));
    assert.deepEqual(unexpected, []);
  });

  it('underlines the handler that anyone can call', async () => {
    await page.locator('.squiggly-error').first().waitFor();
    await handler(page).hover();
    const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'require-authentication' });
    await hover
      .getByText(/Quick.Fix/)
      .first()
      .waitFor();
    await page.screenshot({ path: join(pictures, 'diagnostic.png') });
  });

  it('offers the verification at the lightbulb', async () => {
    await page.keyboard.press('Escape');
    await handler(page).click();
    await page.keyboard.press('Control+.');
    const menu = page.locator('.action-widget');
    await menu.locator('.action-item, .monaco-list-row').first().waitFor();
    assert.match(await menu.innerText(), /verify/i);
    assert.match(await menu.innerText(), /suppress/i);
    await page.screenshot({ path: join(pictures, 'fixes.png') });
  });

  it('inserts it, and the underline goes', async () => {
    const file = join(folder, 'app/api/cron/digest/route.ts');
    const before = await readFile(file, 'utf8');
    await page.keyboard.press('Enter');
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await page.locator('.action-widget').waitFor({ state: 'hidden' });
    await page.screenshot({ path: join(pictures, 'fixed.png') });
    await page.keyboard.press('Control+s');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    const after = await savedText(file, before);
    const guard = after.slice(after.indexOf('GET('), after.indexOf('db.subscriber.findMany'));
    assert.ok(guard.length > before.slice(before.indexOf('GET('), before.indexOf('db.subscriber.findMany')).length, after);
  });
});

/** A file's new text. The editor calls a file saved while it is still being written, and empties it first. */
async function savedText(file: string, before: string): Promise<string> {
  for (const end = performance.now() + 10_000; performance.now() < end; await setTimeout(50)) {
    const text = await readFile(file, 'utf8');
    if (text !== before && text !== '') return text;
  }
  throw new Error(`${file} was not saved`);
}

/** The name of the handler in the editor. */
function handler(page: Page) {
  return page.locator('.view-line').filter({ hasText: 'export async function' }).getByText('GET', { exact: true });
}
