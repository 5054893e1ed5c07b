import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { repository } from './update';

/** A server that listens in a process of its own. */
export interface Listening {
  readonly port: number;
  close(): void;
}

const { platform, arch } = process;
const packages = join(repository, 'node_modules');
const suffix = platform === 'win32' ? '.exe' : '';
const bunArchitecture = arch === 'arm64' ? 'aarch64' : arch;

/** The programs of other runtimes, which their packages hold for this platform, with what makes them run a file. */
const runtimes = {
  bun: {
    // The package's installation moves the program into it.
    files: ['bun/bin/bun.exe', `@oven/bun-${platform === 'win32' ? 'windows' : platform}-${bunArchitecture}/bin/bun${suffix}`],
    args: ['run'],
  },
  deno: {
    files: [`@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}/deno${suffix}`],
    args: ['run', '--allow-net', '--allow-env', '--no-lock', '--no-config'],
  },
};

/** Bytes; what stands in for a program until its package is installed is smaller. */
const leastProgram = 1_000_000;

/** Runs a file in another runtime. It writes the port it listens on as its first line. */
export async function listen(runtime: keyof typeof runtimes, file: string): Promise<Listening> {
  const { files, args } = runtimes[runtime];
  const program = files.map((path) => join(packages, path)).find((path) => existsSync(path) && statSync(path).size > leastProgram);
  if (program === undefined) throw new Error(`${runtime} is not installed`);
  const child = spawn(program, [...args, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    return { port: Number(line), close: () => void child.kill() };
  }
  throw new Error(`${runtime} ended before it listened`);
}
