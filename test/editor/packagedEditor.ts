import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser, openPage } from './browser';
import { install, installExtension, releases, sampleWorkspace, start, type CodeServer, type Release, type Settings } from './codeServer';
import { execute } from './execute';
import { hostSettings, type HostKind } from './extensionHost';

const root = resolve(import.meta.dirname, '../..');

/** The README's pictures are taken anew with `npm run pictures`. */
const pictures = process.env.UPDATE === undefined ? join(root, 'test/out/pictures') : join(root, 'media');

/** How long the page may take for anything that a test waits for. Milliseconds. */
const patience = 60_000;

/** Set as users may have them; the pictures show nothing that asks for attention. */
const usual: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.commandCenter.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 15,
  'editor.lightbulb.enabled': 'on',
  'files.autoSave': 'off',
};

/** The release that `ZERO_TRUST_CRON_VSCODE` names; the oldest supported one without it. */
const release: Release = process.env.ZERO_TRUST_CRON_VSCODE === 'newest' ? releases.newest : releases.oldest;

/** How a packaged editor is opened. */
export interface PackagedOptions {
  readonly settings?: Settings;
  /** The extension host that the extension runs in. */
  readonly host?: HostKind;
  /** Packages of other extensions that are installed, too. */
  readonly others?: readonly string[];
  /** The folder that is opened; a copy of the sample when absent. */
  readonly workspace?: string;
  /** The language that the editor asks extensions for; its own texts stay English, for which it would take a language pack. */
  readonly language?: string;
}

/** A VS Code in a browser with the extension installed as users do, and a folder opened. */
export interface PackagedEditor {
  readonly vsix: string;
  /** The folder that it is installed in. */
  readonly extensions: string;
  readonly folder: string;
  readonly page: Page;
  /** Keeps what the page, or another one, shows now. */
  picture(name: string, of?: Pick<Page, 'screenshot'>): Promise<void>;
  /** Runs a command by its name in the palette. */
  command(name: string, of?: Page): Promise<void>;
  /** Opens another window of the same editor. */
  open(address: Parameters<CodeServer['page']>[0]): Promise<Page>;
  /** Changes settings while the editor runs. */
  configure(settings: Settings): Promise<void>;
  /** Milliseconds that extensions took to activate, as the editor measured it. */
  activationTimes(...extensions: readonly string[]): Promise<readonly number[]>;
  close(): Promise<void>;
}

let packaged: Promise<string> | undefined;

async function packageExtension(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'zero-trust-cron-package-')), 'zero-trust-cron.vsix');
  await execute('npm', ['run', 'package', '--', '--out', file], { cwd: root });
  return file;
}

/** Packages the extension, once for a run, and starts an editor with a file of the sample open. */
export async function openPackaged(
  file: string,
  { settings = {}, host = 'node', others = [], workspace, language }: PackagedOptions = {},
): Promise<PackagedEditor> {
  packaged ??= packageExtension();
  const vsix = await packaged;
  await mkdir(pictures, { recursive: true });
  const installation = await install(release);
  const always: Settings = { ...usual, ...settings, ...hostSettings(host) };
  const extensions = await installExtension(installation, vsix, ...others);
  const server = await start(installation, { settings: always, extensions });
  const browser: Browser = await launchBrowser();
  const page = await openPage(browser);
  page.setDefaultTimeout(patience);
  if (language !== undefined) await page.addInitScript({ content: speaking(language) });
  const folder = workspace ?? (await sampleWorkspace());
  await page.goto(server.page({ folder }, [['openFile', `vscode-remote://127.0.0.1:${server.port}${folder}/${file}`]]));
  await trust(page);
  const command = async (name: string, of = page): Promise<void> => {
    const input = of.locator('.quick-input-widget input').first();
    await pressUntil(of, 'F1', input);
    await input.fill(`>${name}`);
    await of.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: name }).waitFor();
    await of.keyboard.press('Enter');
  };
  return {
    vsix,
    extensions,
    folder,
    page,
    picture: async (name, of = page) => void (await of.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })),
    command,
    // Newer editors show the list in a dialog in which no command is heard: all is read from it before it is closed.
    activationTimes: async (...extensions) => {
      await command('Developer: Show Running Extensions');
      // Only the entries that fit are there.
      const size = page.viewportSize() ?? { width: 1280, height: 800 };
      await page.setViewportSize({ ...size, height: 3 * size.height });
      const shown = page.locator('.running-extensions .monaco-list-row, .runtime-extensions-editor .monaco-list-row');
      const texts = await Promise.all(extensions.map((extension) => shown.filter({ hasText: extension }).innerText()));
      await page.setViewportSize(size);
      await page.keyboard.press('Escape');
      return texts.map((text) => Number(/(\d+)\s*ms/.exec(text)?.[1] ?? NaN));
    },
    open: async (address) => {
      const opened = await page.context().newPage();
      opened.setDefaultTimeout(patience);
      await opened.goto(server.page(address));
      return opened;
    },
    configure: (changed) => server.configure({ ...always, ...changed }),
    close: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

/** What the page runs before the editor, and what a language pack would tell it. */
function speaking(language: string): string {
  return `Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => ${JSON.stringify(language)}, set: () => undefined });`;
}

/**
 * Presses keys until they show something. An editor that is still starting hears no keys, and one whose cursor has just moved may give up what it
 * was asked for to ask for itself; people press again, too.
 */
export async function pressUntil(page: Page, keys: string, shown: Locator): Promise<void> {
  const isShown = (): Promise<boolean> =>
    shown.waitFor({ timeout: patience / 12 }).then(
      () => true,
      () => false,
    );
  for (let tries = 0; tries < 12; tries++) {
    await page.keyboard.press(keys);
    if (await isShown()) return;
  }
  await shown.waitFor();
}

/** Answers the question that older editors ask of every folder they open for the first time. */
export async function trust(page: Page, answer: 'Yes, I trust the authors' | "No, I don't trust the authors" = 'Yes, I trust the authors') {
  // The newest one asks nothing and restricts the folder, in which the extension does all its work.
  if (release === releases.newest) return;
  await page.locator('.monaco-dialog-box').getByRole('button', { name: answer }).click();
}

/** Answers the question that newer editors ask before they run tests of a folder they have not asked about. */
export async function trustTests(page: Page): Promise<void> {
  if (release !== releases.newest) return;
  await page.locator('.monaco-dialog-box').filter({ hasText: 'trust' }).getByRole('button', { name: /Trust/ }).first().click();
}
