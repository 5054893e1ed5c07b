import { createInterface } from 'node:readline/promises';
import type { Terminal } from './main.cli.terminal';
import { runCommandLine } from './main.cli.run';

const { stdin, stdout, stderr, env } = process;

const terminal: Terminal = {
  out: (text) => void stdout.write(text),
  error: (text) => void stderr.write(text),
  confirm: stdin.isTTY === true && stderr.isTTY === true ? confirm : undefined,
  outIsTerminal: stdout.isTTY === true,
  errorIsTerminal: stderr.isTTY === true,
  colors: (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  directory: process.cwd(),
  milliseconds: () => performance.now(),
  // Kilobytes, whatever the platform.
  peakRssMegabytes: () => process.resourceUsage().maxRSS / 1024,
};

// A reader that has enough (`| head`) is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: stdin, output: stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

async function main(): Promise<void> {
  process.exitCode = await runCommandLine(process.argv.slice(2), terminal);
}

void main();
