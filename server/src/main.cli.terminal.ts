import type { Analyzer } from './engine/analyzer';
import { createSession, type Session } from './engine/session';
import { nodeFiles } from './host/node';
import { Workspace } from './host/workspace';
import type { RuleMeta } from './model/rule';
import type { Uri } from './model/source';
import { printable } from './report/style';

/** The terminal, or whatever stands in for it. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Asks on standard error and waits for a yes; `undefined` where nobody can answer. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
  /** Whether people read standard output, and standard error, as it is written. */
  readonly outIsTerminal: boolean;
  readonly errorIsTerminal: boolean;
  /** Whether colours are wanted where a terminal can show them. */
  readonly colors: boolean;
  readonly directory: string;
  /** Since the tool was started. */
  milliseconds(): number;
  peakRssMegabytes(): number;
}

/** What a command needs of the engine. */
export interface Engine {
  createAnalyzer(): Analyzer;
  readonly rules: ReadonlyMap<string, RuleMeta>;
  readonly version: string;
}

/** Lists a folder's files and makes the session that analyses them. */
export async function openFolder(root: Uri, engine: Engine): Promise<{ readonly workspace: Workspace; readonly session: Session }> {
  const workspace = new Workspace(nodeFiles, root);
  const session = createSession(engine.createAnalyzer(), workspace);
  await workspace.list();
  return { workspace, session };
}

/** Today, for directives that expire: `YYYY-MM-DD`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Tells why a command cannot do its work. */
export function fail(terminal: Terminal, message: string): 2 {
  terminal.error(`zero-trust-cron: ${printable(message)}\n`);
  return 2;
}
