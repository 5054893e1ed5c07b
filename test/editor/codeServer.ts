import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execute } from './execute';

/** A VS Code that is an npm package: the oldest version the extension supports, and the newest there is. */
export interface Release {
  readonly version: string;
  readonly node: number;
}

/** See {@link Release}; the oldest one's is the version of `engines.vscode`. */
export const releases = { oldest: { version: '4.100.3', node: 20 }, newest: { version: '4.139.1', node: 24 } } as const satisfies Record<
  string,
  Release
>;

/** A release on this machine. */
export interface Installation {
  readonly release: Release;
  readonly node: string;
  /** The script that serves, and that installs extensions. */
  readonly server: string;
}

/** Settings by their full names. */
export type Settings = Readonly<Record<string, unknown>>;

/** A running VS Code server. */
export interface CodeServer {
  readonly port: number;
  /** The workbench with a folder, a workspace file or nothing open and, for tests, the payload that runs a suite. */
  page(
    opened: { readonly folder: string } | { readonly workspace: string } | { readonly ew: 'true' },
    payload?: readonly (readonly [string, string])[],
  ): string;
  /** Replaces the settings of its machine. */
  configure(settings: Settings): Promise<void>;
  stop(): Promise<void>;
}

/** Where downloads are kept between runs, as `@vscode/test-electron` keeps its own. */
export const cache = resolve(import.meta.dirname, '../../.vscode-test');

/** Compiled by hand, because the install scripts of the package also download a search tool from elsewhere. */
const nativeModules = ['node-pty', '@vscode/spdlog', 'native-watchdog', '@vscode/deviceid'];

/** Installs a release into the cache unless it is there; takes about a minute the first time. */
export async function install(release: Release): Promise<Installation> {
  const folder = join(cache, `code-server-${release.version}`);
  const runtime = await installNode(release.node);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, 'package.json'), '{ "private": true }\n');
    process.stdout.write(`Installing VS Code (code-server ${release.version}) into .vscode-test; this is done once …\n`);
    const inside = join(unfinished, 'node_modules/code-server/lib/vscode');
    const environment = buildEnvironment(runtime);
    const npm = (cwd: string, ...args: readonly string[]) => execute('npm', [...args, '--no-audit', '--no-fund'], { cwd, environment });
    await npm(unfinished, 'install', `code-server@${release.version}`, '--ignore-scripts');
    await npm(inside, 'install', '--omit=dev', '--ignore-scripts');
    await npm(inside, 'rebuild', ...nativeModules);
    // It would look for a language server that the package leaves out, and complain.
    await rm(join(inside, 'extensions/typescript-language-features'), { recursive: true, force: true });
    await rename(unfinished, folder);
  }
  await installSearch(join(folder, 'node_modules/code-server/lib/vscode'));
  return { release, node: runtime, server: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js') };
}

/** The search tool of older releases; without it their web extension host does not find out what a workspace contains. */
async function installSearch(inside: string): Promise<void> {
  const wanted = join(inside, 'node_modules/@vscode/ripgrep');
  if (!existsSync(wanted) || existsSync(join(wanted, 'bin'))) return;
  const folder = join(cache, 'ripgrep-1.18.0');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await execute('npm', ['install', '@vscode/ripgrep@1.18.0', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
  await cp(join(folder, `node_modules/@vscode/ripgrep-${process.platform}-${process.arch}/bin`), join(wanted, 'bin'), { recursive: true });
}

/** The script of the program that publishes to Open VSX, from npm; it is only asked to publish to a server of the tests. */
export async function installPublisher(): Promise<string> {
  const folder = join(cache, 'ovsx-0.10.12');
  const script = join(folder, 'node_modules/ovsx/bin/ovsx');
  if (!existsSync(script)) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await execute('npm', ['install', 'ovsx@0.10.12', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
  }
  return script;
}

/** This process's own Node where it fits, or the one from npm. */
async function installNode(major: number): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  const folder = join(cache, `node-${major}`);
  const binary = join(folder, 'node_modules/node/bin/node');
  if (!existsSync(binary)) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    // Its install script links the binary of this platform; some configurations of npm run none unless asked to.
    await execute('npm', ['install', `node@${major}`, '--no-audit', '--no-fund', '--ignore-scripts=false'], { cwd: folder });
  }
  return binary;
}

/** Lets native modules be compiled against the headers beside that Node, without a download of them. */
function buildEnvironment(node: string): NodeJS.ProcessEnv {
  const bin = dirname(node);
  const places = [dirname(bin), join(bin, `../node_modules/node-${process.platform}-${process.arch}`)];
  const headers = places.find((place) => existsSync(join(place, 'include/node/node.h')));
  return { PATH: `${bin}:${process.env.PATH}`, npm_config_yes: 'true', ...(headers === undefined ? {} : { npm_config_nodedir: headers }) };
}

/** What a server starts with: the settings of its machine, and a folder with installed extensions. */
export interface StartOptions {
  readonly settings?: Settings;
  readonly extensions?: string | undefined;
  /** Lets pages run a suite; such an editor refuses to show dialogs. */
  readonly driver?: boolean;
}

/** A server with a fresh state of its own. */
export async function start(
  { node, server }: Installation,
  { settings = {}, extensions, driver = false }: StartOptions = {},
): Promise<CodeServer> {
  const folder = await mkdtemp(join(tmpdir(), 'zero-trust-cron-server-'));
  await mkdir(join(folder, 'data/Machine'), { recursive: true });
  const configure = (changed: Settings): Promise<void> => writeFile(join(folder, 'data/Machine/settings.json'), JSON.stringify(changed));
  await configure(settings);
  const port = await freePort();
  const args = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'];
  args.push('--server-data-dir', folder, '--telemetry-level', 'off', ...(driver ? ['--enable-smoke-test-driver'] : []));
  if (extensions !== undefined) args.push('--extensions-dir', extensions);
  // Its own process group: the server forks extension hosts, which must end with it.
  const child = spawn(node, [server, ...args], { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: quietEnvironment() });
  await ready(child, port);
  return {
    port,
    page: (opened, payload) => {
      const query = new URLSearchParams({ ...opened, ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }) });
      return `http://127.0.0.1:${port}/?${query.toString().replaceAll('+', '%20')}`;
    },
    configure,
    stop: async () => {
      await stopGroup(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Installs a package as users do and gives the folder for {@link start}. */
export async function installExtension({ node, server }: Installation, ...packages: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zero-trust-cron-extensions-'));
  const state = await mkdtemp(join(tmpdir(), 'zero-trust-cron-server-'));
  const wanted = packages.flatMap((vsix) => ['--install-extension', vsix]);
  const args = [...wanted, '--extensions-dir', folder, '--server-data-dir', state, '--accept-server-license-terms'];
  await execute(node, [server, ...args], { environment: quietEnvironment() });
  await rm(state, { recursive: true, force: true });
  return folder;
}

/** A copy of the vulnerable sample that tests may edit. */
export async function sampleWorkspace(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'zero-trust-cron-sample-')), 'sample');
  await cp(resolve(import.meta.dirname, '../sample'), folder, { recursive: true });
  return folder;
}

/** Without what a surrounding VS Code terminal would make the server mistake for its own. */
function quietEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_') && name !== 'NODE_OPTIONS'));
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(`:${port}`)) resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The VS Code server ended with status ${code}:\n${output}`)));
  });
  child.stdout?.removeAllListeners('data').resume();
  child.stderr?.removeAllListeners('data').resume();
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
