import { parseArgs } from 'node:util';

/** How reports are written. */
export const formats = ['text', 'json', 'sarif', 'github'] as const;

/** See {@link formats}. */
export type Format = (typeof formats)[number];

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' | 'version' | 'lsp' }
  | ({ readonly kind: 'check' | 'endpoints' } & CheckOptions)
  | ({ readonly kind: 'explain' } & ExplainOptions)
  | ({ readonly kind: 'probe' } & ProbeOptions)
  | { readonly kind: 'mcp'; readonly folder: string }
  | { readonly kind: 'wrong'; readonly message: string };

/** The place in the code of which the verdict is explained. */
export interface ExplainOptions {
  /** As given, relative to the current folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly profile: 'recommended' | 'strict' | undefined;
}

/** Which server is probed, and how that is told. */
export interface ProbeOptions {
  readonly folder: string;
  readonly baseUrl: string;
  /** Hosts besides this machine that may be probed. */
  readonly allowedHosts: readonly string[];
  /** Whether the user has agreed already. */
  readonly yes: boolean;
  readonly format: 'text' | 'json';
  readonly everyEndpoint: boolean;
}

/** What is checked and how it is told. */
export interface CheckOptions {
  readonly folder: string;
  readonly format: Format;
  readonly config: string | undefined;
  readonly profile: 'recommended' | 'strict' | undefined;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly everyEndpoint: boolean;
  /** More warnings than this fail; `undefined`: none do. */
  readonly maxWarnings: number | undefined;
  /** Which part of the report is written, from 1; `undefined`: the whole. */
  readonly shard: { readonly index: number; readonly count: number } | undefined;
}

/** What `--help` prints. */
export const usage = `Usage: zero-trust-cron <command> [options]

Commands:
  check [folder]       Check that scheduled endpoints verify their callers
  endpoints [folder]   List scheduled endpoints and how they are verified
  explain FILE:LINE    Tell how the verdict of the endpoint at a line was reached
  probe [folder]       Send a running server the requests that its scheduled endpoints must refuse
  mcp [folder]         Serve an agent through the Model Context Protocol, on standard input and output
  lsp --stdio          Serve an editor through the Language Server Protocol

Options of check:
  --format FORMAT      text (default), json, sarif or github
  --config FILE        The only configuration file, instead of each zero-trust-cron.json in the folder and below
  --profile PROFILE    recommended (default) or strict
  --baseline FILE      Accept the findings in FILE (default: zero-trust-cron-baseline.json in the folder, if it is there)
  --update-baseline    Write the present findings to the baseline
  --max-warnings N     Fail when there are more than N warnings
  --every-endpoint     Apply the rules to every endpoint, not only to scheduled ones
  --shard I/N          Report the I-th of N parts; all parts together are the whole report

Options of endpoints:
  --format FORMAT      text (default) or json
  --config FILE, --profile PROFILE, --every-endpoint

Options of explain:
  --profile PROFILE

Options of probe:
  --base-url URL       The running server, for example http://localhost:3000
  --allow-host HOST    Probe this host although it is another machine; may be repeated
  --yes                Do not ask: an endpoint that accepts a request does its work
  --format FORMAT      text (default) or json
  --every-endpoint

Other options:
  --help               Print this help
  --version            Print the version

Exit status: 0 no errors found, 1 errors found (probe: a request was accepted), 2 wrong usage or failure
`;

const options = {
  format: { type: 'string' },
  config: { type: 'string' },
  profile: { type: 'string' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  'max-warnings': { type: 'string' },
  'every-endpoint': { type: 'boolean' },
  shard: { type: 'string' },
  'base-url': { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  yes: { type: 'boolean' },
  stdio: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const allowed: Readonly<Record<string, readonly string[]>> = {
  check: ['format', 'config', 'profile', 'baseline', 'update-baseline', 'max-warnings', 'every-endpoint', 'shard'],
  endpoints: ['format', 'config', 'profile', 'every-endpoint'],
  explain: ['profile'],
  probe: ['base-url', 'allow-host', 'yes', 'format', 'every-endpoint'],
  mcp: [],
  lsp: ['stdio'],
};

/** Reads the arguments after the program's name. */
export function readArguments(args: readonly string[]): Command {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    return wrong(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { kind: 'help' };
  if (values.version === true) return { kind: 'version' };
  const [command, folder = '.', ...rest] = positionals;
  if (command === undefined) return wrong('No command is given');
  const known = allowed[command];
  if (known === undefined) return wrong(`There is no command "${command}"`);
  const foreign = Object.keys(values).find((name) => !known.includes(name));
  if (foreign !== undefined) return wrong(`"${command}" has no option "--${foreign}"`);
  if (rest.length > 0) return wrong(`"${command}" takes one ${command === 'explain' ? 'place' : 'folder'}, not ${rest.length + 1}`);
  if (command === 'lsp') return values.stdio === true ? { kind: 'lsp' } : wrong('"lsp" needs "--stdio"');
  if (command === 'mcp') return { kind: 'mcp', folder };
  const format = formats.find((name) => name === (values.format ?? 'text'));
  if (format === undefined || (command !== 'check' && format !== 'text' && format !== 'json')) {
    return wrong(`"${command}" has no format "${values.format ?? ''}"`);
  }
  const { profile } = values;
  if (profile !== undefined && profile !== 'recommended' && profile !== 'strict') return wrong(`There is no profile "${profile}"`);
  if (command === 'explain') return place(positionals[1], profile);
  if (command === 'probe') {
    const baseUrl = values['base-url'];
    if (baseUrl === undefined) return wrong('"probe" needs "--base-url"');
    const allowedHosts = values['allow-host'] ?? [];
    const everyEndpoint = values['every-endpoint'] === true;
    return {
      kind: 'probe',
      folder,
      baseUrl,
      allowedHosts,
      yes: values.yes === true,
      format: format === 'json' ? 'json' : 'text',
      everyEndpoint,
    };
  }
  const limit = values['max-warnings'];
  if (limit !== undefined && !/^\d+$/.test(limit)) return wrong(`"--max-warnings" takes a number, not "${limit}"`);
  const shard = values.shard === undefined ? undefined : shardIn(values.shard);
  if (values.shard !== undefined && shard === undefined) return wrong(`"--shard" takes a part like "2/3", not "${values.shard}"`);
  if (shard !== undefined && values['update-baseline'] === true) return wrong('A baseline is of the whole report, not of a part of it');
  return {
    kind: command === 'check' ? 'check' : 'endpoints',
    folder,
    format,
    profile,
    config: values.config,
    baseline: values.baseline,
    updateBaseline: values['update-baseline'] === true,
    everyEndpoint: values['every-endpoint'] === true,
    maxWarnings: limit === undefined ? undefined : Number(limit),
    shard,
  };
}

function shardIn(text: string): CheckOptions['shard'] {
  const [index = 0, count = 0] = /^[1-9]\d*\/[1-9]\d*$/.test(text) ? text.split('/').map(Number) : [];
  return index >= 1 && index <= count ? { index, count } : undefined;
}

/** `FILE:LINE`; a column after it is what other tools write, and means nothing here. */
function place(text: string | undefined, profile: ExplainOptions['profile']): Command {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(text ?? '') ?? [];
  return file === undefined || line === undefined
    ? wrong('"explain" takes FILE:LINE')
    : { kind: 'explain', file, line: Number(line), profile };
}

function wrong(message: string): Command {
  return { kind: 'wrong', message };
}
