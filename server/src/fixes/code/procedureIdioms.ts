import type { FixContext } from '../../model/fixing';
import type { HandlerIdiom, StatusIdiom } from './idioms';

/** What procedures of a framework are given the project's context as, and what they throw to refuse. */
interface Procedures {
  readonly member: string;
  readonly module: string;
  readonly error: string;
  refuse(code: string): string;
}

const frameworks: Readonly<Record<string, Procedures>> = {
  trpc: { member: 'ctx', module: '@trpc/server', error: 'TRPCError', refuse: (code) => `new TRPCError({ code: ${code} })` },
  orpc: { member: 'context', module: '@orpc/server', error: 'ORPCError', refuse: (code) => `new ORPCError(${code})` },
};

type ReadsHeader = StatusIdiom['header'];

const ofNode =
  (headers: string): ReadsHeader =>
  (name) =>
    name === 'authorization' ? `${headers}.authorization` : `String(${headers}['${name}'] ?? '')`;

/** How contexts hold the request's headers, by how projects write that. */
const contexts: readonly (readonly [holds: RegExp, header: ReadsHeader])[] = [
  [/\bheaders\s*:\s*Headers\b|\b(?:ctx|context)\.headers\.get\(/, (name) => `$member.headers.get('${name}')`],
  [/\bheaders\s*:\s*IncomingHttpHeaders\b|\b(?:ctx|context)\.headers\.authorization\b/, ofNode('$member.headers')],
  [/\b(?:ctx|context)\.req\.headers\.get\(|FetchCreateContextFnOptions[^]*?\{\s*req\b/, (name) => `$member.req.headers.get('${name}')`],
  [/\b(?:ctx|context)\.req\.headers\b|Create(?:Express|Next|HTTP)ContextOptions[^]*?\{\s*req\b/, ofNode('$member.req')],
];

/** The idiom of procedures, where the project's context is seen to hold the request's headers. A body is parsed before they run. */
export function procedureIdiom(context: FixContext, style: string): (HandlerIdiom & StatusIdiom) | undefined {
  const framework = frameworks[style];
  const header = framework && headerOf(context, framework);
  if (!header) return undefined;
  const { member, module, error, refuse } = framework;
  return {
    parameters: [{ names: ['options', 'procedureOptions'], type: '' }],
    member: { name: member, type: '' },
    header,
    refusal: [`if (refusal) throw ${refuse("refusal === 503 ? 'SERVICE_UNAVAILABLE' : 'UNAUTHORIZED'")};`],
    imports: { from: module, names: [error] },
  };
}

/** Files that a project makes its context in are called so. */
const contextFile =
  /(?:trpc|orpc|rpc|context|procedures?|router|init|server|route|index|app|base)[^/]*\.[mc]?tsx?$|\/(?:trpc|orpc|rpc|api|server)\//i;

const mostContextFiles = 40;

function headerOf(context: FixContext, { module }: Procedures): ReadsHeader | undefined {
  const own = [context.endpoint.uri, context.endpoint.declaration.uri, context.endpoint.site?.uri ?? context.endpoint.uri];
  const others = [...context.files()].filter((uri) => contextFile.test(uri) && !/\/node_modules\//.test(uri)).slice(0, mostContextFiles);
  const texts = [...new Set([...own, ...others])].map((uri) => context.read(uri) ?? '').filter((text) => text.includes(module));
  return contexts.find(([holds]) => texts.some((text) => holds.test(text)))?.[1];
}
