import type { Connection } from 'vscode-languageserver';
import { checkSettings } from '../engine/settings';
import type { Folder, FolderSettings } from './folders';
import { toClientUri } from '../host/uri';

/** The client's settings section. */
export const section = 'zeroTrustCron';

/** Reads the editor's settings of a folder; wrong values are logged and keep their defaults. */
export async function pullSettings(connection: Connection, folder: Folder, ruleIds: ReadonlySet<string>): Promise<FolderSettings> {
  const value: unknown = await connection.workspace.getConfiguration({ scopeUri: toClientUri(folder.root), section });
  return folderSettings(value, ruleIds, (message) => connection.console.warn(message));
}

/** The same from a value that the client sent by itself. */
export function folderSettings(value: unknown, ruleIds: ReadonlySet<string>, warn: (message: string) => void): FolderSettings {
  if (typeof value !== 'object' || value === null) return { enable: true, partial: undefined };
  const { settings, problems } = checkSettings(value, ruleIds);
  // The section holds entries of the client, too; only values are judged here.
  for (const problem of problems) if (!problem.atName) warn(`Setting ${[section, ...problem.path].join('.')}: ${problem.message}`);
  return { enable: !('enable' in value) || value.enable !== false, partial: settings };
}
