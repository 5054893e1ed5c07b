import { version } from '../../package.json';
import { readArguments, usage } from './main.cli.arguments';
import type { Terminal } from './main.cli.terminal';

/** Runs the tool with the arguments after its name and returns the exit status. Heavy parts are loaded when a command needs them. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const command = readArguments(args);
  switch (command.kind) {
    case 'help':
      terminal.out(usage);
      return 0;
    case 'version':
      terminal.out(`${version}\n`);
      return 0;
    case 'wrong':
      terminal.error(`zero-trust-cron: ${command.message}.\nTry "zero-trust-cron --help".\n`);
      return 2;
    case 'lsp':
      await import('./main.node');
      return 0;
    case 'check':
    case 'endpoints':
    case 'explain':
    case 'probe':
    case 'mcp':
      return await runAnalysis(command, terminal);
  }
}

async function runAnalysis(
  command: Extract<ReturnType<typeof readArguments>, { readonly kind: 'check' | 'endpoints' | 'explain' | 'probe' | 'mcp' }>,
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  try {
    const [{ createAnalyzer }, { ruleMetas }] = await Promise.all([import('./engine/analyzer'), import('./engine/ruleMetas')]);
    const engine = { createAnalyzer, rules: ruleMetas, version };
    if (command.kind === 'explain') return await (await import('./main.cli.explain')).explain(command, terminal, engine);
    if (command.kind === 'mcp') return await (await import('./main.cli.mcp')).serveAgent(command.folder, terminal, engine);
    if (command.kind === 'probe') return await (await import('./main.cli.probe')).runProbe(command, terminal, engine);
    return await (await import('./main.cli.check')).check(command.kind, command, terminal, engine);
  } catch (error) {
    terminal.error(`zero-trust-cron: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 2;
  }
}
