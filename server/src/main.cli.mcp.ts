import { resolve } from 'node:path';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Project } from './agent/project';
import { callTool, schemaOf, tools } from './agent/tools';
import { folderUri, fromPath } from './host/uri';
import { folderProblem } from './main.cli.check';
import { fail, openFolder, today, type Engine, type Terminal } from './main.cli.terminal';
import { placesIn } from './report/position';

const instructions =
  'Finds the HTTP endpoints that schedulers call and says whether their requests are verified. Before changing one, ask explain_endpoint; afterwards ask verify. Where a request comes from proves nothing; only a verified credential does.';

/** Serves an agent by the Model Context Protocol until it hangs up. Standard output belongs to the protocol. */
export async function serveAgent(
  folder: string,
  terminal: Terminal,
  engine: Engine,
  transport: Transport = new StdioServerTransport(),
): Promise<0 | 2> {
  const root = folderUri(fromPath(resolve(terminal.directory, folder)));
  const problem = folderProblem(root, folder);
  if (problem !== undefined) return fail(terminal, problem);
  const { workspace, session } = await openFolder(root, engine);
  const project = async (): Promise<Project | undefined> => {
    // Nobody tells of changes here: agents write files as they like.
    workspace.revisit();
    const report = await session.report({ rules: engine.rules, today: today() });
    return report && { root, report, places: placesIn(root, (uri) => session.read(uri)), has: session.has, fix: session.fix };
  };
  const server = new Server({ name: 'zero-trust-cron', version: engine.version }, { capabilities: { tools: {} }, instructions });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map((tool) => ({
      name: tool.name,
      title: tool.title,
      description: tool.description,
      inputSchema: { ...schemaOf(tool), required: [...tool.required] },
      annotations: { readOnlyHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const analysed = await project();
    const answer = callTool(params.name, params.arguments, analysed ? [analysed] : []);
    const text = 'text' in answer ? answer.text : answer.problem;
    return { content: [{ type: 'text', text }], isError: 'problem' in answer };
  });
  const closed = new Promise<0>((end) => {
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- It is no event target.
    server.onclose = () => end(0);
  });
  await server.connect(transport);
  return closed;
}
