import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { FrameLocator, Page } from 'playwright-core';
import { openPackaged, trust, type PackagedEditor } from './packagedEditor';

/** What people look at beside the code, in the packaged extension. */
describe('the views of the package', function () {
  this.timeout(300_000);
  let editor: PackagedEditor;
  let page: Page;
  let server: Server;
  const requests: string[] = [];

  before(async () => {
    server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      const isOpen = request.url === '/api/cron/digest' || (request.url === '/cron/sessions' && 'x-forwarded-for' in request.headers);
      response.writeHead(isOpen ? 200 : 401).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    editor = await openPackaged('app/api/cron/cleanup/route.ts', { 'zeroTrustCron.probe.baseUrl': `http://localhost:${port}` });
    ({ page } = editor);
  });

  after(async () => {
    server?.close();
    await editor?.close();
  });

  it('stand above and at the code: lenses and hovers', async () => {
    const lens = page.locator('.codelens-decoration');
    await lens.getByText('weak, assurance none').waitFor();
    await lens.getByText(/^Every 15 minutes; next run .*; Vercel Cron$/).waitFor();
    await page.locator('.view-line').filter({ hasText: 'authorization' }).getByText('authorization').first().hover();
    await page.locator('.monaco-hover:visible').filter({ hasText: 'Proves' }).waitFor();
    await editor.picture('lenses');
    await page.keyboard.press('Escape');
  });

  it('list the scheduled endpoints, each with a label for people who hear it', async () => {
    await editor.command('View: Show Zero-Trust Cron');
    const rows = page.locator('.pane-body .monaco-list-row');
    await rows.filter({ hasText: '/api/cron/heartbeat' }).waitFor();
    const labels = await rows.evaluateAll((found) => found.map((row) => row.getAttribute('aria-label') ?? ''));
    assert.ok(
      labels.some((label) =>
        /^GET \/api\/cron\/digest, unverified, assurance none, At 07:00, next run .*, called by Vercel Cron, findings require-authentication/.test(
          label,
        ),
      ),
      labels.join('\n'),
    );
    assert.deepEqual(
      labels.filter((label) => !/\w{3}/.test(label)),
      [],
    );
    await editor.picture('endpoints');
  });

  it('explain a verdict with a picture, whose boxes lead to the code by keyboard too', async () => {
    await page.locator('.pane-body .monaco-list-row').filter({ hasText: '/api/cron/reports' }).click();
    await page.locator('.view-line').filter({ hasText: 'NODE_ENV' }).waitFor();
    await editor.command('Zero-Trust Cron: Explain This Endpoint');
    const picture = explanation(page);
    await picture.getByRole('link', { name: /^Decision: `NODE_ENV` is "production", on an unverified path, route.ts:5$/ }).waitFor();
    await editor.picture('explanation');
    await picture.getByText('In words').click();
    await picture.getByText('What happens').waitFor();
    await picture.getByText('In words').click();
    const helper = picture.getByRole('link', { name: /verify-scheduler\.ts:9$/ });
    await helper.focus();
    await helper.press('Enter');
    await page.locator('.view-line').filter({ hasText: 'timingSafeEqual(digest' }).waitFor();
  });

  for (const [name, theme, kind] of [
    ['light', 'Default Light Modern', 'vs'],
    ['contrast', 'Default High Contrast', 'hc-black'],
  ] as const) {
    it(`can be read in the theme ${theme}`, async () => {
      await editor.configure({ 'workbench.colorTheme': theme });
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      const colors = await explanation(page)
        .locator('.picture .node.open')
        .first()
        .evaluate((node) => [
          getComputedStyle(node.querySelector('rect')!).stroke,
          getComputedStyle(node.querySelector('text')!).fill,
          getComputedStyle(document.body).backgroundColor,
        ]);
      assert.equal(new Set(colors).size, 3, colors.join(', '));
      await editor.picture(`explanation-${name}`);
    });
  }

  it('probe a running server after asking once, and show which requests were accepted', async () => {
    await editor.configure({});
    await editor.command('Testing: Focus on Test Explorer View');
    const tests = page.locator('.test-explorer .monaco-list-row');
    await tests.filter({ hasText: '/api/cron/digest' }).waitFor();
    assert.deepEqual(requests, []);
    const [first, last] = [tests.filter({ hasText: '/api/cron/cleanup' }), tests.filter({ hasText: '/cron/sessions' })];
    await first.click();
    await last.click({ modifiers: ['Shift'] });
    await last.click({ button: 'right' });
    // A click that comes right after a menu opens is taken for the end of the one that opened it.
    await page.locator('.monaco-menu').getByRole('menuitem', { name: 'Run Test' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText(/Send 5 endpoints at .* requests that they must refuse/).waitFor();
    assert.deepEqual(requests, []);
    await dialog.getByRole('button', { name: 'Send requests' }).click();
    await tests
      .filter({ has: page.locator('.codicon-testing-failed-icon') })
      .filter({ hasText: '/cron/sessions' })
      .waitFor();
    await tests
      .filter({ has: page.locator('.codicon-testing-passed-icon') })
      .filter({ hasText: '/api/cron/heartbeat' })
      .waitFor();
    assert.equal(requests.filter((request) => request === 'GET /api/cron/digest').length, 1);
    await editor.picture('probe');
  });

  it('begin with a walkthrough beside the sample, in a window of its own', async () => {
    const opened = page.context().waitForEvent('page');
    await editor.command('Zero-Trust Cron: Open a Vulnerable Sample');
    const window = await opened;
    await trust(window);
    await window.locator('.getting-started-step').filter({ hasText: 'Open a project with mistakes' }).waitFor();
    await window.locator('.squiggly-error').first().waitFor();
    assert.equal(await window.locator('.getting-started-step').count(), 5);
    await window.locator('.getting-started-step').filter({ hasText: 'Insert the missing verification' }).first().click();
    await window.locator('.getting-started-media img').first().waitFor();
    await editor.picture('walkthrough', window);
    await window.close();
  });
});

/** The page inside the page that shows explanations. */
function explanation(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}
