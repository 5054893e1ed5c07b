import { commands, Position, Uri, ViewColumn, window, workspace, Range, Location, type Disposable } from 'vscode';
import type { Location as ProtocolLocation } from 'vscode-languageclient';

/** The commands that lenses and the view of endpoints run; the server names them. */
export function registerPlaceCommands(): readonly Disposable[] {
  return [
    commands.registerCommand('zeroTrustCron.openLocation', (place: ProtocolLocation) => openLocation(place)),
    commands.registerCommand('zeroTrustCron.showPath', async (from: ProtocolLocation, to: readonly ProtocolLocation[]) => {
      if (to.length === 0) return openLocation(from);
      const { uri, range } = locationOf(from);
      await commands.executeCommand('editor.action.peekLocations', uri, range.start, to.map(locationOf), 'peek');
    }),
  ];
}

/** Shows a place in an editor, selected. */
export async function openLocation(place: ProtocolLocation, viewColumn: ViewColumn = ViewColumn.Active): Promise<void> {
  const { uri, range } = locationOf(place);
  await window.showTextDocument(await workspace.openTextDocument(uri), { selection: range, viewColumn });
}

/** The workspace folder that a file is in, by name; `undefined` where there is only one, which goes without saying. */
export function folderName(uri: string): string | undefined {
  return (workspace.workspaceFolders ?? []).length > 1 ? workspace.getWorkspaceFolder(Uri.parse(uri))?.name : undefined;
}

/** A place as people name it: `lib/verify.ts:4`. */
export function placeInWords({ uri, range }: ProtocolLocation): string {
  return `${workspace.asRelativePath(Uri.parse(uri))}:${range.start.line + 1}`;
}

/** The range of a place, as the editor has it. */
export function rangeOf({ range: { start, end } }: ProtocolLocation): Range {
  return new Range(new Position(start.line, start.character), new Position(end.line, end.character));
}

function locationOf(place: ProtocolLocation): Location {
  return new Location(Uri.parse(place.uri), rangeOf(place));
}
