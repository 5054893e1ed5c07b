import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { folderOf, mixedWorkspace, packages, writeWorkspace } from '../support/mixedWorkspace';
import { openPackaged, type PackagedEditor } from './packagedEditor';

/** All endpoints of a workspace are verified at once, as somebody does it who looks at each change first. */
describe('verifying all endpoints in the editor', function () {
  this.timeout(300_000);
  let editor: PackagedEditor;
  let page: Page;

  before(async () => {
    const workspace = await mkdtemp(join(tmpdir(), 'zero-trust-cron-mixed-'));
    writeWorkspace(workspace, mixedWorkspace());
    editor = await openPackaged('packages/hono/src/index.ts', { workspace, settings: { 'files.refactoring.autoSave': true } });
    ({ page } = editor);
    await page.locator('.squiggly-error').first().waitFor();
  });

  after(async () => {
    await editor?.close();
    await rm(editor.folder, { recursive: true, force: true });
  });

  it('shows what it would change, with nothing of it chosen', async () => {
    await editor.command('Zero-Trust Cron: Verify All Endpoints');
    await boxes(page).first().waitFor();
    assert.deepEqual(await boxes(page).evaluateAll((found) => found.filter((one) => 'checked' in one && one.checked === true).length), 0);
    await editor.picture('verify-all');
  });

  it('changes every package that is chosen', async () => {
    await editor.command('View: Toggle Maximized Panel');
    const files = await chooseAll(page);
    assert.ok(files >= 2 * packages.length, `${files} files`);
    await page.locator('.bulk-edit-panel').getByRole('button', { name: 'Apply' }).click();
    await page.locator('.bulk-edit-panel').waitFor({ state: 'hidden' });
    // That the servers then refuse every attack is shown by verifyAll.test.ts.
    do await editor.command('File: Save All');
    while (!(await isSaved(editor.folder)));
  });
});

/** Whether something of every package is on the disk that was not there before. */
async function isSaved(folder: string): Promise<boolean> {
  const changed = new Set<string>();
  for (const [path, text] of Object.entries(mixedWorkspace())) {
    if ((await readFile(join(folder, path), 'utf8')) !== text) changed.add(path.split('/').slice(0, 2).join('/'));
  }
  return packages.every((row) => changed.has(folderOf(row)));
}

function boxes(page: Page): Locator {
  return page.locator('.bulk-edit-panel input[type=checkbox]');
}

/** Ticks the box of every file, and tells how many there are. */
async function chooseAll(page: Page): Promise<number> {
  const list = page.locator('.bulk-edit-panel .monaco-list');
  await list.focus();
  await page.keyboard.press('Control+ArrowLeft');
  await list.locator('.monaco-list-row[aria-level="2"]').first().waitFor({ state: 'detached' });
  const files = await boxes(page).count();
  for (let index = 0; index < files; index++) await tick(list.locator(`.monaco-list-row[data-index="${index}"] input`));
  // What is ticked last is taken over a moment later than it is drawn.
  await page.waitForTimeout(1_000);
  assert.equal(await boxes(page).and(page.locator(':checked')).count(), files);
  return files;
}

/** Ticks a box; the editor draws the row anew then, and a click that falls into that is lost. */
async function tick(box: Locator): Promise<void> {
  const ticked = box.and(box.page().locator(':checked'));
  for (let attempt = 0; attempt < 10 && (await ticked.count()) === 0; attempt++) {
    await box.click();
    await ticked.waitFor({ timeout: 3_000 }).catch(() => undefined);
  }
  await ticked.waitFor();
}
