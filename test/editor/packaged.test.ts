import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { contributes } from '../../package.json';
import { execute } from './execute';
import { emptyExtension, packageEmptyExtension } from './emptyExtension';
import { openPackaged, pressUntil, type PackagedEditor } from './packagedEditor';

/** The list of what can be done; newer editors keep an empty panel for another one beside it. */
const actions = '.action-widget:not(.action-list-submenu-panel)';

/** Bytes. */
const largestPackage = 2.5 * 1024 * 1024;

async function filesIn(vsix: string): Promise<readonly string[]> {
  const listing = await execute('python3', ['-c', 'import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))', vsix]);
  return listing.trim().split('\n');
}

describe('the package', function () {
  this.timeout(300_000);
  let editor: PackagedEditor;
  let page: Page;

  before(async () => {
    editor = await openPackaged('app/api/cron/digest/route.ts', { others: [await packageEmptyExtension()] });
    ({ page } = editor);
  });

  after(() => editor?.close());

  it('is small and holds what runs, nothing else', async () => {
    const { size } = await stat(editor.vsix);
    assert.ok(size <= largestPackage, `${size} bytes`);
    const files = (await filesIn(editor.vsix)).filter((name) => !name.startsWith('extension/test/sample/'));
    const unexpected = files.filter((name) => /node_modules|\/src\/|\/test\/|\.ts$|\.map$|tsconfig/.test(name));
    assert.deepEqual(unexpected, []);
    assert.ok(files.includes('extension/server/out/third-party-notices.txt'), 'the notices of bundled packages');
    const pictures = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => `extension/${media.image}`));
    assert.deepEqual(
      pictures.filter((picture) => !files.includes(picture)),
      [],
    );
  });

  it('underlines the handler that anyone can call', async () => {
    await page.locator('.squiggly-error').first().waitFor();
    await handler(page).hover();
    const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'require-authentication' });
    await hover
      .getByText(/Quick.Fix/)
      .first()
      .waitFor();
    await editor.picture('diagnostic');
  });

  it('offers the verification at the lightbulb', async () => {
    await page.keyboard.press('Escape');
    await handler(page).click();
    const menu = page.locator(actions);
    await pressUntil(page, 'Control+.', menu.locator('.action-item, .monaco-list-row').first());
    assert.match(await menu.innerText(), /verify/i);
    assert.match(await menu.innerText(), /suppress/i);
    await editor.picture('fixes');
  });

  it('inserts it, and the underline goes', async () => {
    const file = join(editor.folder, 'app/api/cron/digest/route.ts');
    const before = await readFile(file, 'utf8');
    await page.keyboard.press('Enter');
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await page.locator(actions).waitFor({ state: 'hidden' });
    await editor.picture('fixed');
    await page.keyboard.press('Control+s');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    const after = await savedText(file, before);
    const guard = after.slice(after.indexOf('GET('), after.indexOf('db.subscriber.findMany'));
    assert.ok(guard.length > before.slice(before.indexOf('GET('), before.indexOf('db.subscriber.findMany')).length, after);
  });

  // How long that takes depends on the machine; what is done in that time, the tests of activation tell.
  it('activates, which the editor measures', async () => {
    const [own = NaN, empty = NaN] = await editor.activationTimes('Zero-Trust Cron', emptyExtension);
    assert.ok(own >= 0 && empty >= 0, 'the editor tells no time');
    process.stdout.write(`  activation ${own} ms, of an empty extension ${empty} ms\n`);
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
