import { MessageType, ShowMessageNotification, type ExecuteCommandParams } from 'vscode-languageserver';
import type { Report } from '../engine/report';
import { isShown } from './diagnostics';
import { editSupport, type NamedFix, workspaceEdit } from './edits';
import type { Uri } from '../model/source';
import type { Folder } from './folders';
import { guarded } from './guarded';
import type { ServerState } from './state';

/** The command that verifies every endpoint of the workspace; the client asks about each change. */
export const verifyAllCommand = 'zeroTrustCron.verifyAll';

/** Runs the server's commands. */
export function serveCommands(state: ServerState): void {
  const { connection, log } = state;
  connection.onExecuteCommand(
    guarded<ExecuteCommandParams, null>(
      log,
      verifyAllCommand,
      async ({ command }) => {
        if (command === verifyAllCommand) await verifyAll(state);
        return null;
      },
      null,
    ),
  );
}

async function verifyAll(state: ServerState): Promise<void> {
  const { connection, capabilities } = state;
  const { folders } = await state.overview();
  let changes = 0;
  for (const { folder, report } of folders) {
    const fixes = fixesOf(folder, report);
    const edit = workspaceEdit(fixes, state.positionsOf(folder), (uri) => state.versionOf(uri), editSupport(capabilities));
    if (fixes.length === 0 || edit === undefined) continue;
    changes += fixes.length;
    await connection.workspace.applyEdit({ label: 'Verify all endpoints', edit });
  }
  if (changes > 0) return;
  const message = 'No endpoint lacks a verification that can be inserted.';
  await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
}

/** The preferred fix of every error, named after its endpoint. */
function fixesOf({ session }: Folder, report: Report): readonly NamedFix[] {
  const created = new Map<Uri, string>();
  return report.findings.flatMap((finding): readonly NamedFix[] => {
    const offer = finding.severity === 'error' && isShown(finding) ? finding.fixes.find(({ preferred }) => preferred) : undefined;
    const fix = offer && session.fix(finding, offer.id, created);
    return fix ? [{ ...fix, confirm: `${finding.endpoints.join(', ')}: ${fix.title}` }] : [];
  });
}
