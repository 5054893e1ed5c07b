import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { sampleWorkspace } from './codeServer';
import { openPackaged, pressUntil, trust, type PackagedEditor } from './packagedEditor';

describe('the packaged extension', function () {
  this.timeout(300_000);
  let editor: PackagedEditor;
  let page: Page;

  before(async () => {
    editor = await openPackaged('package.json');
    ({ page } = editor);
  });

  after(() => editor?.close());

  it('leads from a finding to its fix by the keyboard alone', async () => {
    await page.locator('[id="status.problems"]').filter({ hasText: '4' }).waitFor();
    const marker = page.locator('.marker-widget').filter({ hasText: 'require-authentication' });
    for (let tries = 0; tries < 8 && (await marker.count()) === 0; tries++) {
      await page.keyboard.press('F8');
      await page.locator('.marker-widget').first().waitFor();
    }
    await marker.waitFor();
    await page.keyboard.press('Escape');
    await pressUntil(page, 'Control+.', page.locator('.action-widget').filter({ hasText: 'erify' }));
    await page.keyboard.press('Enter');
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });

  it('leads from the view to an endpoint and to its explanation by the keyboard alone', async () => {
    await editor.command('View: Show Zero-Trust Cron');
    await page.locator('.pane-body .monaco-list-row').filter({ hasText: '/api/cron/reports' }).waitFor();
    // The editor focuses a view only once there is something in it.
    await editor.command('Focus on Scheduled Endpoints View');
    const focused = page.locator('.pane-body .monaco-list:focus-within .monaco-list-row.focused');
    for (let tries = 0; tries < 12 && !/reports/.test(await text(focused)); tries++) await page.keyboard.press('ArrowDown');
    assert.match(await text(focused), /\/api\/cron\/reports/);
    await page.keyboard.press('Enter');
    await page.locator('.view-line').filter({ hasText: 'db.report.create' }).waitFor();
    await page.keyboard.press('Control+1');
    await editor.command('Zero-Trust Cron: Explain This Endpoint');
    const explained = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await explained.getByRole('heading', { name: 'GET /api/cron/reports' }).waitFor();
    await page.keyboard.press('Control+2');
    const box = explained.locator('[data-place]:focus').filter({ hasText: 'verify-scheduler' });
    for (let tries = 0; tries < 12 && (await box.count()) === 0; tries++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active').filter({ hasText: 'verify-scheduler.ts' }).waitFor();
  });

  it('works in folders that nobody trusts, each with its own configuration', async () => {
    const [first, second] = [await sampleWorkspace(), await sampleWorkspace()];
    await writeFile(join(second, 'zero-trust-cron.json'), '{ "rules": { "require-authentication": "off" } }');
    const workspace = join(first, '../both.code-workspace');
    await writeFile(
      workspace,
      JSON.stringify({
        folders: [
          { path: first, name: 'first' },
          { path: second, name: 'second' },
        ],
      }),
    );
    const window = await editor.open({ workspace });
    await trust(window, "No, I don't trust the authors");
    await window.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor();
    await window.getByRole('tab', { name: 'Zero-Trust Cron' }).click();
    await window.locator('.pane-body .monaco-list-row').filter({ hasText: '/api/cron/digest' }).nth(1).waitFor();
    const labels = await window
      .locator('.pane-body .monaco-list-row')
      .filter({ hasText: '/api/cron/digest' })
      .evaluateAll((found) => found.map((one) => /findings .*$/.exec(one.getAttribute('aria-label') ?? '')?.[0] ?? ''));
    assert.deepEqual(labels.toSorted(), ['', 'findings require-authentication']);
    for (const name of ['first', 'second'])
      await window
        .locator('.pane-body .monaco-list-row')
        .filter({ hasText: `${name} · At 07:00` })
        .waitFor();
    await window.close();
  });
});

async function text(locator: ReturnType<Page['locator']>): Promise<string> {
  return (await locator.count()) === 0 ? '' : locator.first().innerText();
}
