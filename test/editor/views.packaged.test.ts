import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { openPackaged, pressUntil, trust, trustTests, type PackagedEditor } from './packagedEditor';

/** What a choice shows, and the menu that it is made in, are there by then, or something took the menu away. Milliseconds. */
const soon = 15_000;

/** What people look at beside the code, in the packaged extension, in both extension hosts. The pictures are of the first. */
for (const host of ['node', 'web'] as const) {
  describe(`the views of the package (${host})`, function () {
    this.timeout(300_000);
    let editor: PackagedEditor;
    let page: Page;
    let server: Server;
    const requests: string[] = [];
    const picture = async (name: string, of?: Page): Promise<void> => {
      if (host === 'node') await editor.picture(name, of);
    };

    before(async () => {
      server = createServer((request, response) => {
        requests.push(`${request.method} ${request.url}`);
        const isOpen = request.url === '/api/cron/digest' || (request.url === '/cron/sessions' && 'x-forwarded-for' in request.headers);
        response.writeHead(isOpen ? 200 : 401).end();
      });
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      // No check of a folder is as fast as that: the web host shows what is late, the other one what is not.
      const budget = host === 'web' ? { 'zeroTrustCron.timeBudget': 1 } : {};
      const settings = { 'zeroTrustCron.probe.baseUrl': `http://localhost:${port}`, ...budget };
      editor = await openPackaged('app/api/cron/cleanup/route.ts', { settings, host });
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
      await hoverGuard(page, 'authorization');
      await picture('lenses');
      await page.keyboard.press('Escape');
    });

    it('let lenses be chosen: a verdict shows its path', async () => {
      const verdict = page.locator('.codelens-decoration').getByRole('button', { name: 'weak, assurance none' });
      await verdict.click();
      await page.locator('.peekview-widget').filter({ hasText: 'route.ts' }).waitFor();
      await page.keyboard.press('Escape');
    });

    it('tell in the language status how the endpoints are, and when a check took too long', async () => {
      const details = page.locator('.monaco-hover:visible').filter({ hasText: '5 scheduled endpoints, 1 unverified, 3 weak' });
      const show = async (): Promise<string> => {
        await page.mouse.move(640, 400);
        await page.locator('[id="status.languageStatus"]').hover();
        return details.innerText();
      };
      assert.match(await show(), host === 'web' ? /the last check took \d+ ms, more than 1 ms/ : /^\d+ ms$/m);
      await details.getByText('Show Endpoints').waitFor();
    });

    it('list the scheduled endpoints, each with a label for people who hear it', async () => {
      await editor.command('View: Show Zero-Trust Cron');
      await row(page, '/api/cron/heartbeat').waitFor();
      const labels = await rows(page).evaluateAll((found) => found.map((one) => one.getAttribute('aria-label') ?? ''));
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
      const actions = await page
        .locator('.pane-header .action-label, .composite.title .action-label')
        .evaluateAll((found) => found.map((one) => one.getAttribute('aria-label') ?? ''));
      for (const name of ['Filter Scheduled Endpoints', 'Group Scheduled Endpoints by Verdict', 'Copy Scheduled Endpoints as Markdown'])
        assert.ok(
          actions.some((label) => label.includes(name)),
          `${name} in ${actions.join(', ')}`,
        );
      await picture('endpoints');
    });

    it('group the endpoints by verdict, the worst first, or by scheduler', async () => {
      await editor.command('Zero-Trust Cron: Group Scheduled Endpoints by Verdict');
      await row(page, 'unverified').waitFor();
      const groups = await rows(page).evaluateAll((found) =>
        found.filter((one) => one.getAttribute('aria-level') === '1').map((one) => one.getAttribute('aria-label')),
      );
      assert.deepEqual(groups, ['unverified, 1 endpoint', 'weak, 3 endpoints', 'verified, 1 endpoint']);
      await editor.command('Zero-Trust Cron: Group Scheduled Endpoints by Scheduler');
      await row(page, 'Vercel Cron').waitFor();
    });

    it('filter the endpoints by words, and say so where none is left', async () => {
      const filter = async (text: string): Promise<void> => {
        await editor.command('Zero-Trust Cron: Filter Scheduled Endpoints');
        await page.locator('.quick-input-widget').getByText('empty shows all endpoints').waitFor();
        await page.locator('.quick-input-widget input').first().fill(text);
        await page.keyboard.press('Enter');
      };
      await filter('weak monday');
      await row(page, '/api/cron/digest').waitFor({ state: 'detached' });
      await row(page, '/api/cron/reports').waitFor();
      await page.getByText('filtered by “weak monday”').first().waitFor();
      await filter('nothing like it');
      const welcome = page.locator('.welcome-view-content');
      await welcome.getByText('None of the scheduled endpoints fits the filter.').waitFor();
      await welcome.getByRole('button', { name: 'Change the Filter' }).waitFor();
      await welcome.getByRole('button', { name: 'Show All Scheduled Endpoints' }).click();
      await row(page, '/api/cron/digest').waitFor();
    });

    it('lead to what schedules an endpoint, to its handler and to its guard', async () => {
      const heartbeat = row(page, '/api/cron/heartbeat');
      await choose(heartbeat, 'Open What Schedules It', page.locator('.tab.active').filter({ hasText: 'vercel.json' }));
      await choose(heartbeat, 'Open the Guard', page.locator('.tab.active').filter({ hasText: 'verify-scheduler.ts' }));
      await choose(heartbeat, 'Open the Handler', page.locator('.view-line').filter({ hasText: 'db.heartbeat.create' }));
    });

    it('explain a verdict with a picture, whose boxes lead to the code by keyboard too', async () => {
      await select(row(page, '/api/cron/reports'));
      await page.locator('.view-line').filter({ hasText: 'NODE_ENV' }).waitFor();
      await editor.command('Zero-Trust Cron: Explain This Endpoint');
      const explained = explanation(page);
      await explained.getByRole('link', { name: /^Decision: NODE_ENV is "production", on an unverified path, route.ts:5$/ }).waitFor();
      const unnamed = await explained
        .locator('[data-place]')
        .evaluateAll(
          (found) => found.filter((one) => one.getAttribute('aria-label') === null || one.getAttribute('tabindex') !== '0').length,
        );
      assert.equal(unnamed, 0, 'boxes that cannot be heard or reached');
      await picture('explanation');
      await explained.getByText('In words').click();
      await explained.getByText('What happens').waitFor();
      await explained.getByText('In words').click();
      const helper = explained.getByRole('link', { name: /verify-scheduler\.ts:9$/ });
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
        await select(row(page, '/api/cron/cleanup'));
        await page.locator('.codelens-decoration').getByText('weak, assurance none').waitFor();
        await picture(`explanation-${name}`);
        // Beside the explanation there is no room for whole lenses.
        await editor.command('View: Toggle Maximize Editor Group');
        await hoverGuard(page, 'authorization');
        await picture(`lenses-${name}`);
        await page.keyboard.press('Escape');
        await editor.command('View: Toggle Maximize Editor Group');
      });
    }

    it('highlight cron expressions in manifests', async () => {
      await editor.configure({});
      const line = page.locator('.view-line').filter({ hasText: '/api/cron/reports' });
      await choose(row(page, '/api/cron/reports'), 'Open What Schedules It', line);
      await line.click();
      await page.keyboard.press('End');
      for (let left = ' 1" },'.length - 1; left > 0; left--) await page.keyboard.press('ArrowLeft');
      await editor.command('Developer: Inspect Editor Tokens and Scopes');
      await page.locator('.token-inspect-widget').filter({ hasText: 'cron' }).waitFor();
      await page.keyboard.press('Escape');
    });

    it('propose every missing verification of the workspace at once, and ask before anything is changed', async () => {
      await editor.command('Zero-Trust Cron: Verify All Endpoints');
      const preview = page.locator('.bulk-edit-panel');
      await preview.getByText('app/api/cron/digest').first().waitFor();
      await preview.getByRole('button', { name: 'Discard' }).click();
    });

    if (host === 'node') {
      it('probe a running server after asking once, and show which requests were accepted', async () => {
        const tests = await chooseTests(editor, requests);
        await tests
          .filter({ has: page.locator('.codicon-testing-failed-icon') })
          .filter({ hasText: '/cron/sessions' })
          .waitFor();
        await tests
          .filter({ has: page.locator('.codicon-testing-passed-icon') })
          .filter({ hasText: '/api/cron/heartbeat' })
          .waitFor();
        assert.equal(requests.filter((request) => request === 'GET /api/cron/digest').length, 1);
        await picture('probe');
      });
    } else {
      it('say that a browser cannot probe a server', async () => {
        const tests = await chooseTests(editor, requests);
        await tests
          .filter({ has: page.locator('.codicon-testing-error-icon') })
          .filter({ hasText: '/cron/sessions' })
          .waitFor();
        assert.deepEqual(requests, []);
      });
    }

    it('begin with a walkthrough beside the sample, in a window of its own, whose steps are done by doing them', async () => {
      const opened = page.context().waitForEvent('page');
      await editor.command('Zero-Trust Cron: Open a Vulnerable Sample');
      const window = await opened;
      await trust(window);
      const step = (title: string): Locator => window.locator('.getting-started-step').filter({ hasText: title });
      const done = (title: string): Promise<void> => step(title).locator('.codicon-getting-started-step-checked').first().waitFor();
      await step('Open a project with mistakes').waitFor();
      await window.locator('.squiggly-error').first().waitFor();
      await done('Open a project with mistakes');
      assert.equal(await window.locator('.getting-started-step').count(), 5);
      await step('Insert the missing verification').first().click();
      // Newer editors hide it where there is little room beside the steps.
      const image = window.locator('.getting-started-media img').first();
      await image.waitFor({ state: 'attached' });
      assert.ok(await image.evaluate((one) => one instanceof HTMLImageElement && one.decode().then(() => one.naturalWidth > 0)));
      await picture('walkthrough', window);
      await window.locator('.view-line').filter({ hasText: 'export async function' }).getByText('GET', { exact: true }).click();
      await pressUntil(window, 'Control+.', window.locator('.action-widget').filter({ hasText: 'erify' }));
      await window.keyboard.press('Enter');
      await done('Insert the missing verification');
      await editor.command('Zero-Trust Cron: Explain This Endpoint', window);
      await done('Understand a verdict');
      await editor.command('View: Show Zero-Trust Cron', window);
      await done('See who is called by whom');
      await editor.command('Zero-Trust Cron: Create or Open the Configuration', window);
      await done('Keep it that way');
      await window.close();
    });

    it('say what to do where no endpoint is known', async () => {
      const window = await editor.open({ folder: await mkdtemp(join(tmpdir(), 'zero-trust-cron-nothing-')) });
      await trust(window);
      await window.getByRole('tab', { name: 'Zero-Trust Cron' }).click();
      const welcome = window.locator('.welcome-view-content');
      await welcome.getByText('No endpoint is known that a scheduler calls.').waitFor();
      await welcome.getByRole('button', { name: 'Create a Configuration' }).waitFor();
      assert.equal(await welcome.getByRole('button', { name: 'Change the Filter' }).count(), 0);
      await window.close();
    });

    it('offer a folder and the sample where nothing is open', async () => {
      const window = await editor.open({ ew: 'true' });
      await window.getByRole('tab', { name: 'Zero-Trust Cron' }).click();
      const welcome = window.locator('.welcome-view-content');
      await welcome.getByRole('button', { name: 'Open Folder' }).waitFor();
      await welcome.getByRole('button', { name: 'Open a Vulnerable Sample' }).waitFor();
      await window.close();
    });
  });
}

/** The entries of the view of endpoints. */
function rows(page: Page): Locator {
  return page.locator('.pane-body .monaco-list-row');
}

function row(page: Page, text: string): Locator {
  return rows(page).filter({ hasText: text }).first();
}

/** Clicks an entry. The hover of the one that the mouse stood on may cover it. */
async function select(entry: Locator, button: 'left' | 'right' = 'left'): Promise<void> {
  const page = entry.page();
  await page.mouse.move(800, 700);
  await page.locator('.workbench-hover:visible').waitFor({ state: 'detached' });
  await entry.click({ button });
}

/** Chooses an action from the menu of an entry until it shows something. A list that is filled anew takes its menu away; people open it again. */
async function choose(entry: Locator, name: string, shown: Locator): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    await select(entry, 'right');
    await chooseInMenu(entry.page(), name).catch(() => entry.page().keyboard.press('Escape'));
    if (await appears(shown)) return;
  }
  await shown.waitFor();
}

async function appears(shown: Locator): Promise<boolean> {
  return shown.waitFor({ timeout: soon }).then(
    () => true,
    () => false,
  );
}

/** A click that comes right after a menu opens is taken for the end of the one that opened it: the keyboard chooses. */
async function chooseInMenu(page: Page, name: string): Promise<void> {
  const item = page.locator('.monaco-menu').getByRole('menuitem', { name });
  await item.waitFor({ timeout: soon });
  const isFocused = (): Promise<boolean> =>
    item.evaluate((one) => one.closest('.action-item')?.classList.contains('focused') === true, undefined, { timeout: soon });
  for (let tries = 0; !(await isFocused()) && tries < 20; tries++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

async function hoverGuard(page: Page, text: string): Promise<void> {
  await page.locator('.view-line').filter({ hasText: text }).getByText(text).last().hover();
  await page.locator('.monaco-hover:visible').filter({ hasText: 'Proves' }).waitFor();
}

/** Runs the tests of all endpoints from the Test Explorer and agrees to what they do. */
async function chooseTests({ page, command }: PackagedEditor, requests: readonly string[]): Promise<Locator> {
  await command('Testing: Focus on Test Explorer View');
  const tests = page.locator('.test-explorer .monaco-list-row');
  await tests.filter({ hasText: '/api/cron/digest' }).waitFor();
  assert.deepEqual(requests, []);
  const [first, last] = [tests.filter({ hasText: '/api/cron/cleanup' }), tests.filter({ hasText: '/cron/sessions' })];
  await first.click();
  await last.click({ modifiers: ['Shift'] });
  await last.click({ button: 'right' });
  await chooseInMenu(page, 'Run Test');
  await trustTests(page);
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.getByText(/Send 5 endpoints at .* requests that they must refuse/).waitFor();
  assert.deepEqual(requests, []);
  await dialog.getByRole('button', { name: 'Send requests' }).click();
  return tests;
}

/** The page inside the page that shows explanations. */
function explanation(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}
