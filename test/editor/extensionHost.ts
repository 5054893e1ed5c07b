import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cache, install, sampleWorkspace, start, type Release, type Settings } from './codeServer';
import { launchBrowser, openPage } from './browser';
import { execute } from './execute';
import { acceptedFile, resultFileVariable, resultPrefix, type Result } from './protocol';

/** Which extension host runs the suite: a Node process, or the web worker that vscode.dev uses. */
export type HostKind = 'node' | 'web';

const root = resolve(import.meta.dirname, '../..');

/** A host that has not told its result by then hangs. Milliseconds. */
const patience = 300_000;

/** The settings by which an editor runs the extension in one of its hosts. */
export function hostSettings(kind: HostKind): Settings {
  // The payload's `extensionDevelopmentKind`, which says the same, is lost in the oldest supported workbench.
  return { 'remote.extensionKind': { 'zero-trust-cron.zero-trust-cron': [kind === 'web' ? 'web' : 'workspace'] } };
}

/** Runs the suite in VS Code's workbench in Chromium, against the extension as built in this folder. */
export async function runInCodeServer(release: Release, kind: HostKind): Promise<Result> {
  const server = await start(await install(release), { settings: hostSettings(kind), driver: true });
  const browser = await launchBrowser();
  try {
    const page = await openPage(browser);
    const lines: string[] = [];
    const ended = new Promise<number>((exit) => void page.exposeFunction('codeAutomationExit', exit));
    await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => lines.push(logged(args.join(' '))));
    const remote = `vscode-remote://127.0.0.1:${server.port}`;
    const payload = [
      ['extensionDevelopmentPath', `${remote}${root}`],
      ['extensionTestsPath', `${remote}${root}/test/out/host.${kind}.js`],
      ['enableProposedApi', ''],
      ['skipWelcome', 'true'],
    ] as const;
    await page.goto(server.page({ folder: await acceptedSample() }, payload));
    const code = await withPatience(ended, () => lines);
    return resultIn(lines, code);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Runs the suite in desktop VS Code: the one that `VSCODE_PATH` names, or the downloaded version. */
export async function runInDesktop(version: string): Promise<Result> {
  const { runTests, downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  const executable = process.env.VSCODE_PATH ?? (await downloadAndUnzipVSCode({ version, cachePath: cache }));
  const answer = join(await mkdtemp(join(tmpdir(), 'zero-trust-cron-result-')), 'result');
  const code = await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: resolve(root, 'test/out/host.node.js'),
    extensionTestsEnv: { [resultFileVariable]: answer },
    launchArgs: [await acceptedSample(), '--disable-extensions', '--disable-workspace-trust', '--no-sandbox'],
  });
  return resultIn((await readFile(answer, 'utf8')).split('\n'), code);
}

/** The sample, with what the command line tool writes to accept its findings in a file that holds for nothing until it is renamed. */
async function acceptedSample(): Promise<string> {
  const folder = await sampleWorkspace();
  const tool = join(root, 'server/out/cli.js');
  await execute(process.execPath, [tool, 'check', folder, '--baseline', join(folder, acceptedFile), '--update-baseline']);
  return folder;
}

/** Shows the tests only: VS Code itself writes a lot beside them, which matters when a host fails. */
function logged(line: string): string {
  if (/^ {2}[✔✖]/.test(line)) process.stdout.write(`${line}\n`);
  return line;
}

/** A suite that ends without a result (it failed to load, say) counts as a failure. */
function resultIn(lines: readonly string[], code: number): Result {
  const line = lines.find((candidate) => candidate.startsWith(resultPrefix));
  if (line === undefined) throw new Error(`The extension host ended with status ${code} and no result:\n${lines.slice(-30).join('\n')}`);
  const result: Result = JSON.parse(line.slice(resultPrefix.length));
  return result;
}

async function withPatience<T>(ended: Promise<T>, lines: () => readonly string[]): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No result from the extension host:\n${lines().slice(-30).join('\n')}`)), patience);
  });
  try {
    return await Promise.race([ended, late]);
  } finally {
    clearTimeout(timer);
  }
}
