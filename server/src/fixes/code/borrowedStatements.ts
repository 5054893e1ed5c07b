import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import type { FileSite, FixContext } from '../../model/fixing';
import type { Span } from '../../model/source';
import type { BorrowedFunction } from './borrowing';
import { makeAsync, putFirst } from './firstStatement';
import { importName, importNames, stacked } from './imports';
import { type Wanted, nameParameters } from './parameters';
import { languageOf } from './style';
import { freshName, indentationAt, namesAround, namesWithin, slice } from './text';

/** Statements of a handler that verify by calling a function and stop when it says no, in front of another handler. */
export function borrowedStatements(
  context: FixContext,
  site: HandlerSite,
  from: HandlerSite,
  fn: BorrowedFunction,
): readonly TextEdit[] | undefined {
  const source = context.read(from.uri);
  const text = context.read(site.uri);
  const origin = context.file(from.uri);
  const file = context.file(site.uri);
  if (source === undefined || text === undefined || !origin || !file) return undefined;
  const spans = verifyingStatements(context, from, source, fn.name);
  if (!spans) return undefined;
  const code = spans.map((span) => dedented(source, span, origin.style.indent)).join('\n');
  const names = namesIn(code);
  const declared = /^const (\w+)\b/.exec(code)?.[1];
  const used = from.parameters.filter(({ name }) => name !== undefined && names.has(name));
  const wanted = wantedBy(from, source, origin, Math.max(-1, ...used.map((parameter) => from.parameters.indexOf(parameter))));
  const { typescript } = languageOf(file);
  if (typescript && wanted.some(({ type }, index) => type === '' && site.parameters[index] === undefined)) return undefined;
  const parameters = nameParameters(site, text, wanted, typescript, namesWithin(text, site.function));
  const imports = importsFor(context, file, origin, names, fn, [declared, ...used.map(({ name }) => name)]);
  if (!parameters || !imports) return undefined;
  const renamed = new Map(
    from.parameters.flatMap(({ name }, index) => (name === undefined ? [] : [[name, parameters.names[index] ?? name] as const])),
  );
  if (declared !== undefined) renamed.set(declared, freshName(namesAround(text, site.function), declared));
  const lines = [...code.replace(identifiers, (name) => renamed.get(name) ?? name).split('\n'), ...parameters.statements];
  const types = parameters.types.flatMap(({ type, from: module }) =>
    module === undefined ? [] : importNames(file, [type], module, 'type'),
  );
  return [
    ...stacked([...imports, ...types]),
    ...(/\bawait\b/.test(code) ? makeAsync(site, text) : []),
    ...parameters.edits,
    ...putFirst(site, text, file.style, lines),
  ];
}

/** The statement that calls the verifier and the one that stops by its result, if that is another one. */
function verifyingStatements(context: FixContext, from: HandlerSite, source: string, name: string): readonly Span[] | undefined {
  const at = new RegExp(`\\b${name}\\(`).exec(slice(source, from.function))?.index;
  const call = at === undefined ? undefined : context.callAt(from.uri, from.function.start + at);
  const place = call && context.place(call);
  if (!place) return undefined;
  const { statement, branch } = place;
  if (branch) return branch.leaves ? [branch.statement.span] : undefined;
  if (statement.kind === 'expression') return [statement.span];
  const result = /^const (\w+)\b/.exec(slice(source, statement.span))?.[1];
  const next = result === undefined ? null : new RegExp(`^\\s*if \\([^\\n]*?\\b${result}\\b`).exec(source.slice(statement.span.end));
  if (result === undefined || !next) return undefined;
  const end = statement.span.end + next[0].length;
  const condition = context.place({ uri: from.uri, start: end - result.length, end })?.branch;
  return condition?.leaves ? [statement.span, condition.statement.span] : undefined;
}

/** A statement as templates are written: without its own indentation, two spaces a level. */
function dedented(source: string, span: Span, indent: string): string {
  const own = indentationAt(source, span.start);
  return slice(source, span)
    .split(/\r?\n/)
    .map((line) =>
      (line.startsWith(own) ? line.slice(own.length) : line).replace(/^\s+/, (space) =>
        '  '.repeat(Math.round(space.length / indent.length)),
      ),
    )
    .join('\n');
}

/** Words that are no members and stand in no quotes; what three dots are in front of is no member. */
const identifiers = /(?<![\w$'"`]|(?<!\.\.)\.)[A-Za-z_$][\w$]*(?!['"`\w$])/g;

/** Identifiers of statements, without members, keys and words in texts. */
function namesIn(code: string): ReadonlySet<string> {
  const bare = code.replace(/'[^'\n]*'|"[^"\n]*"/g, '""').replace(/([{,]\s*)[\w$]+\s*:/g, '$1');
  return new Set(bare.match(identifiers) ?? []);
}

/** Parameters up to one that the statements use. */
function wantedBy(from: HandlerSite, source: string, origin: FileSite, last: number): readonly Wanted[] {
  return from.parameters.slice(0, last + 1).map(({ name = '_', binding, span }, index): Wanted => {
    const written = /^\s*:\s*(\w+)$/.exec(source.slice(binding.end, span.end))?.[1];
    // Where the type is not written the platform's own is meant.
    const type = written ?? (from.style === 'web' && index === 0 && span.end === binding.end ? 'Request' : '');
    const module = origin.imports.find(({ names }) => names[type] === type)?.specifier;
    return { names: [name], type, ...(module === undefined ? {} : { from: module }) };
  });
}

const known = new Set(
  'await return if else const throw new true false null undefined typeof void Response Request Error JSON console process URL'.split(' '),
);

/** Imports of everything that the statements use; `undefined` when they use something else of their own file. */
function importsFor(
  context: FixContext,
  file: FileSite,
  origin: FileSite,
  names: ReadonlySet<string>,
  { name: verifier, module }: BorrowedFunction,
  own: readonly (string | undefined)[],
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const name of names) {
    if (known.has(name) || own.includes(name)) continue;
    const entry = origin.imports.find(({ names: imported, typeOnly }) => imported[name] === name && !typeOnly);
    if (!entry) return undefined;
    const isOfVerifier = entry.specifier === context.specifier(origin.uri, module);
    if (!isOfVerifier && entry.specifier.startsWith('.')) return undefined;
    edits.push(...importName(file, name, isOfVerifier ? context.specifier(file.uri, module) : entry.specifier));
  }
  return names.has(verifier) ? edits : undefined;
}
