import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { openPackaged, type PackagedEditor } from './packagedEditor';

describe('the package in a German editor', function () {
  this.timeout(300_000);
  let editor: PackagedEditor;
  let page: Page;

  before(async () => {
    editor = await openPackaged('app/api/cron/digest/route.ts', { language: 'de' });
    ({ page } = editor);
    await page.locator('.codelens-decoration').first().waitFor();
  });

  after(() => editor?.close());

  it('speaks German in its commands, its view and to screen readers', async () => {
    await editor.command('Geplante Endpunkte nach Urteil gruppieren');
    await editor.command('Focus on Geplante Endpunkte View');
    await page.getByRole('treeitem', { name: /\/api\/cron\/digest, unverified, Verlässlichkeit none, .*nächster Lauf/ }).waitFor();
  });

  it('copies one endpoint as a table', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(page.url()).origin });
    await page.getByRole('treeitem', { name: /\/api\/cron\/digest/ }).click({ button: 'right' });
    const copy = page.getByRole('menuitem', { name: 'Als Markdown kopieren' });
    await copy.waitFor();
    let copied = '';
    // A menu that has only just opened may miss a click.
    while (!copied.startsWith('| Endpunkt |')) {
      if (await copy.isVisible()) await copy.click();
      await page.waitForTimeout(200);
      copied = await page.evaluate('navigator.clipboard.readText()');
    }
    assert.match(copied, /^\| Endpunkt .*\n\| ---.*\n\| `GET \/api\/cron\/digest` \| Vercel Cron .*\n$/);
  });

  it('says that the server has stopped, and starts it again when asked', async () => {
    const stopped = page.getByText('Der Server läuft nicht, also wird nichts geprüft.');
    // The client starts a server anew that ends by itself, until it has ended too often.
    for (let tries = 0; tries < 60 && !(await stopped.isVisible()); tries++) {
      for (const id of serversOf(editor.extensions)) process.kill(id, 'SIGKILL');
      await page.waitForTimeout(1000);
    }
    await page.getByRole('button', { name: 'Server neu starten' }).click();
    await page.getByRole('treeitem', { name: /\/api\/cron\/digest/ }).waitFor();
  });
});

/** The processes of the servers that run from an installation of the extension. */
function serversOf(extensions: string): readonly number[] {
  const processes = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return processes.filter((line) => line.includes(extensions) && line.includes('--node-ipc')).map((line) => Number.parseInt(line, 10));
}
