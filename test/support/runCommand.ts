import { execFile, spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Listening } from './runtimes';
import { repository } from './update';

/**
 * Runs the command of an installed package in a folder, in a process of its own: frameworks build the application of the working directory, and
 * leave watchers and caches behind. `file` is the command's script in `node_modules`.
 */
export async function runCommand(folder: string, file: string, ...args: readonly string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [script(file), ...args], { cwd: folder, env: environment() });
}

/** Runs such a command that serves until it is closed; `args` are given free ports, the first of which is asked. */
export async function runServer(
  folder: string,
  file: string,
  args: (...ports: readonly number[]) => readonly string[],
): Promise<Listening> {
  const ports = [await freePort(), await freePort()];
  const [port = 0] = ports;
  const child = spawn(process.execPath, [script(file), ...args(...ports)], { cwd: folder, env: environment(), stdio: 'ignore' });
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Error(`${file} ended before it listened`);
    await new Promise((passed) => setTimeout(passed, 200));
  }
  return { port, close: () => void child.kill() };
}

function script(file: string): string {
  return join(repository, 'node_modules', file);
}

function environment(): NodeJS.ProcessEnv {
  // A server of Next.js that was started in this process has left its bundler's name there.
  const { TURBOPACK: _, ...inherited } = process.env;
  const silent = {
    NEXT_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    SLS_TELEMETRY_DISABLED: '1',
    SLS_NOTIFICATIONS_MODE: 'off',
  };
  return { ...inherited, ...silent, NODE_ENV: 'production', CI: 'true' };
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function isListening(port: number): Promise<boolean> {
  return new Promise((found) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => found(false));
    socket.on('connect', () => {
      socket.destroy();
      found(true);
    });
  });
}
