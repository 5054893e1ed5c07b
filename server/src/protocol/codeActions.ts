import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { fromClientUri } from '../host/uri';
import { actionKey, codeActions, resolveCodeAction, type CodeActionContext } from './actions';
import { editSupport } from './edits';
import type { Folder } from './folders';
import { guarded } from './guarded';
import type { ServerState } from './state';

/** Answers what can be done about a range, and computes the edits of what was chosen. */
export function serveCodeActions(state: ServerState): void {
  const { connection, log } = state;
  connection.onCodeAction(
    guarded<CodeActionParams, CodeAction[]>(
      log,
      'The code actions of a document',
      async (params, token) => {
        await state.ready;
        const uri = fromClientUri(params.textDocument.uri);
        const folder = state.folders.of(uri);
        if (folder === undefined || !folder.settings.enable) return [];
        const report = await folder.report({ token });
        return report === undefined ? undefined : [...(await codeActions(uri, params, contextOf(state, folder, report)))];
      },
      [],
    ),
  );
  connection.onCodeActionResolve(async (action, token) => {
    const resolve = guarded<CodeAction, CodeAction>(
      log,
      'A code action',
      async (chosen) => {
        const key = actionKey(chosen.data);
        const folder = key === undefined ? undefined : state.folders.of(key.uri);
        if (key === undefined || folder === undefined) return chosen;
        const report = await folder.report({ token });
        return report === undefined ? undefined : resolveCodeAction(chosen, key, contextOf(state, folder, report));
      },
      action,
    );
    return resolve(action, token);
  });
}

function contextOf(state: ServerState, folder: Folder, report: CodeActionContext['report']): CodeActionContext {
  return {
    session: folder.session,
    report,
    positions: state.positionsOf(folder),
    versionOf: (uri) => state.versionOf(uri),
    support: editSupport(state.capabilities),
    explains: state.capabilities.textDocument?.codeAction?.disabledSupport === true,
    remedyOf: (rule) => state.rules.get(rule)?.remedy,
    resolves: state.capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
  };
}
