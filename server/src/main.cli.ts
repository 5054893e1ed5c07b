import type { Terminal } from './main.cli.check';
import { runCommandLine } from './main.cli.run';

const { stdout, stderr, env } = process;

const terminal: Terminal = {
  out: (text) => void stdout.write(text),
  error: (text) => void stderr.write(text),
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

async function main(): Promise<void> {
  process.exitCode = await runCommandLine(process.argv.slice(2), terminal);
}

void main();
