import { spawn } from 'node:child_process';

/** Runs a program to its end; its output appears only in the error when it fails. */
export function execute(
  command: string,
  args: readonly string[],
  { cwd = process.cwd(), environment = {} }: { readonly cwd?: string; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`\`${command} ${args.join(' ')}\` ended with status ${code}:\n${output.slice(-4000)}`));
    });
  });
}
