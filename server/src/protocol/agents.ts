import { RequestType } from 'vscode-languageserver';
import type { ToolAnswer } from '../agent/project';
import { callTool } from '../agent/tools';
import { placesIn } from '../report/position';
import { guarded } from './guarded';
import { toolRequest, type ToolParams } from './messages';
import type { ServerState } from './state';

/** Answers the questions of an editor's language models from every folder. */
export function serveAgents(state: ServerState): void {
  const answer = async ({ name, input }: ToolParams): Promise<ToolAnswer> => {
    const { folders } = await state.overview();
    const projects = folders.map(({ folder: { root, session }, report }) => ({
      root,
      report,
      places: placesIn(root, (uri) => session.read(uri)),
      has: session.has,
      fix: session.fix,
    }));
    return callTool(name, input, projects);
  };
  state.connection.onRequest(
    new RequestType<ToolParams, ToolAnswer, void>(toolRequest),
    guarded<ToolParams, ToolAnswer>(state.log, 'A question of a language model', answer, { problem: 'The analysis failed.' }),
  );
}
