import { l10n, LanguageModelTextPart, LanguageModelToolResult, lm, type Disposable } from 'vscode';
import { toolRequest } from '../../server/src/protocol/messages';
import type { Server } from './server';

/** The tools that the manifest declares for language models, by their names there and in the server. */
const tools = {
  zeroTrustCron_listEndpoints: 'list_endpoints',
  zeroTrustCron_explainEndpoint: 'explain_endpoint',
  zeroTrustCron_proposeFix: 'propose_fix',
  zeroTrustCron_verify: 'verify',
} as const;

/** Lets the editor's language models ask the server what agents ask on the command line. */
export function registerTools(server: Server): readonly Disposable[] {
  return Object.entries(tools).map(([name, asked]) =>
    lm.registerTool<object>(name, {
      invoke: async ({ input }, token) => {
        if (server.state === 'stopped') throw new Error(l10n.t('The server is not running.'));
        const answer = await server.ask(toolRequest, { name: asked, input }, token);
        if ('problem' in answer) throw new Error(answer.problem);
        return new LanguageModelToolResult([new LanguageModelTextPart(answer.text)]);
      },
    }),
  );
}
