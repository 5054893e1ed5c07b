import { explainEndpoint } from './explaining';
import { proposeFix } from './fixing';
import { listEndpoints, verify } from './listing';
import type { Project, ToolAnswer } from './project';

/** One argument of a tool, in JSON Schema. */
type Parameter =
  | { readonly type: 'string'; readonly description: string; readonly enum?: readonly string[] }
  | { readonly type: 'integer'; readonly description: string; readonly minimum: number };

/** The arguments of a call; they fit the tool's schema. */
export interface ToolInput {
  readonly file?: string;
  readonly line?: number;
  readonly rule?: string;
  readonly fix?: string;
  readonly verdict?: string;
}

/** What an agent can ask: the same tools for MCP and for editors' language models. None changes a file or uses the network. */
export interface Tool {
  readonly name: string;
  /** For people who pick it. */
  readonly title: string;
  /** For the model. */
  readonly description: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly required: readonly (keyof ToolInput)[];
  answer(projects: readonly Project[], input: ToolInput): ToolAnswer;
}

const file: Parameter = { type: 'string', description: 'Path of the file, absolute or relative to the project.' };
const line: Parameter = { type: 'integer', minimum: 1, description: 'Line in the file, from 1.' };

/** Every tool, in the order in which agents use them. */
export const tools: readonly Tool[] = [
  {
    name: 'list_endpoints',
    title: 'List scheduled endpoints',
    description:
      'Lists every HTTP endpoint of the project that a scheduler (cron) calls, with its schedule, whether its requests are verified before it does anything (verified, weak, unverified), and the rules that report something about it.',
    parameters: { verdict: { type: 'string', enum: ['unverified', 'weak', 'verified'], description: 'Only endpoints with this verdict.' } },
    required: [],
    answer: listEndpoints,
  },
  {
    name: 'explain_endpoint',
    title: 'Explain an endpoint',
    description:
      'Explains how the verdict of the endpoint at a line was reached: who calls it, what is verified, everything that happens with the conditions it depends on, and the findings with their paths. The line may also be one of a helper that endpoints use.',
    parameters: { file, line },
    required: ['file', 'line'],
    answer: explainEndpoint,
  },
  {
    name: 'propose_fix',
    title: 'Propose a fix',
    description:
      'Proposes the missing verification (or another fix) for the endpoint or finding at a line as text edits and new files. Apply the edits of one fix together, then call verify. Lines and columns count from 1; an end is behind the last character that is replaced.',
    parameters: {
      file,
      line,
      rule: { type: 'string', description: 'Only fixes for findings of this rule.' },
      fix: { type: 'string', description: 'Id of the fix, where another than the preferred one is wanted.' },
    },
    required: ['file', 'line'],
    answer: proposeFix,
  },
  {
    name: 'verify',
    title: 'Verify endpoints',
    description:
      'Analyses the project as it is now and answers whether scheduled endpoints verify their requests: the open findings with their paths, for one file or for all. Use it after every change of an endpoint or of what guards it.',
    parameters: { file },
    required: [],
    answer: verify,
  },
];

/** The schema of a tool's arguments, as MCP and editors want it. */
export function schemaOf({ parameters, required }: Tool) {
  return { type: 'object' as const, properties: parameters, required, additionalProperties: false };
}

/** Checks the arguments of a call and answers it. */
export function callTool(name: string, input: unknown, projects: readonly Project[]): ToolAnswer {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) return { problem: `There is no tool "${name}".` };
  const given: Readonly<Record<string, unknown>> = typeof input === 'object' && input !== null ? { ...input } : {};
  const missing = tool.required.find((parameter) => given[parameter] === undefined);
  if (missing !== undefined) return { problem: `"${name}" needs "${missing}".` };
  const wrong = Object.entries(given).find(([parameter, value]) => !fits(tool.parameters[parameter], value));
  if (wrong !== undefined) return { problem: `"${name}" does not take ${JSON.stringify(wrong[1])} as "${wrong[0]}".` };
  return tool.answer(projects, given);
}

function fits(parameter: Parameter | undefined, value: unknown): boolean {
  if (parameter === undefined) return false;
  if (parameter.type === 'integer') return typeof value === 'number' && Number.isInteger(value) && value >= parameter.minimum;
  return typeof value === 'string' && parameter.enum?.includes(value) !== false;
}
