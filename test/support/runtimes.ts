import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { repository } from './update';

/** A server that listens in a process of its own. */
export interface Listening {
  readonly port: number;
  close(): void;
}

const { platform, arch } = process;
const suffix = platform === 'win32' ? '.exe' : '';
const bunArchitecture = arch === 'arm64' ? 'aarch64' : arch;

/** The programs of other runtimes, which their packages hold for this platform, with what makes them run a file. */
const runtimes = {
  bun: { file: `@oven/bun-${platform === 'win32' ? 'windows' : platform}-${bunArchitecture}/bin/bun${suffix}`, args: ['run'] },
  deno: {
    file: `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}/deno${suffix}`,
    args: ['run', '--allow-net', '--allow-env', '--no-lock', '--no-config'],
  },
};

/** Runs a file in another runtime. It writes the port it listens on as its first line. */
export async function listen(runtime: keyof typeof runtimes, file: string): Promise<Listening> {
  const { file: program, args } = runtimes[runtime];
  const child = spawn(join(repository, 'node_modules', program), [...args, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    return { port: Number(line), close: () => void child.kill() };
  }
  throw new Error(`${runtime} ended before it listened`);
}
