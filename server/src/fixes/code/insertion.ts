import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import type { FileSite } from '../../model/fixing';
import type { Span } from '../../model/source';
import type { Idiom, MemberSite } from './idioms';
import { importNames } from './imports';
import type { Scheme } from './scheme';
import { type NamedParameters, type Wanted, nameParameters } from './parameters';
import { languageOf } from './style';
import { freshName, insert, namesAround, namesWithin, slice } from './text';

/** The text of a guard and what it needs of the handler's parameters. */
export interface Insertion {
  readonly edits: readonly TextEdit[];
  readonly lines: readonly string[];
}

/** The call of a verifier in a handler as its idiom has it; `undefined` when the parameters cannot be used as they are declared. Names that it declares differ from those of a scope. */
export function insertionOf(
  site: HandlerSite,
  text: string,
  file: FileSite,
  idiom: Idiom,
  call: { readonly name: string; readonly isAsync: boolean; readonly bindings: boolean; readonly scheme: Scheme },
  scope: Span,
): Insertion | undefined {
  const annotates = languageOf(file).typescript && !isTypedByContext(site, text, idiom);
  const bindings = call.bindings ? bindingsOf(site, text, idiom) : undefined;
  const member = bindings?.startsWith('$0') ? undefined : memberOf(site, text, idiom.member, file);
  const variables = member && memberOf(site, text, idiom.variables, file);
  const wanted = bindings === '$1' ? [...idiom.parameters, { names: ['env', 'bindings'] as const, type: 'unknown' }] : idiom.parameters;
  const parameters: NamedParameters | undefined =
    member && (variables || !idiom.variables)
      ? { names: [], edits: [...member.edits, ...(variables?.edits ?? [])], statements: [], types: [] }
      : nameParameters(site, text, wanted, annotates, namesWithin(text, site.function));
  if (!parameters) return undefined;
  const [first = '', second = ''] = parameters.names;
  const taken = namesAround(text, scope);
  const constant = idiom.constant && freshName(taken, ...idiom.constant.names);
  const filled = (code: string): string =>
    code
      .replaceAll('$constant', constant ?? '')
      .replaceAll('$variables', variables?.name ?? `${first}.${idiom.variables?.name ?? ''}`)
      .replaceAll('$member', member?.name ?? `${first}.${idiom.member?.name ?? ''}`)
      .replaceAll('$0', first)
      .replaceAll('$1', second);
  const given = [...givenBy(idiom, call.scheme), ...(bindings === undefined ? [] : [bindings])].map(filled).join(', ');
  const called = `${call.isAsync ? 'await ' : ''}${call.name}(${given})`;
  const result = idiom.refusal === 'response' ? freshName(taken, 'rejection', 'cronRejection') : freshName(taken, 'refusal', 'cronRefusal');
  const answer = idiom.refusal === 'response' ? [`if (${result}) return ${result};`] : idiom.refusal.map(filled);
  return {
    edits: [...parameters.edits, ...importTypes(file, parameters.types), ...importedWith(file, idiom, call.scheme)],
    lines: [
      ...(idiom.constant && constant !== undefined ? [`const ${constant} = ${idiom.constant.value};`] : []),
      `const ${result} = ${called};`,
      ...answer.map((line) => (result === 'refusal' ? line : line.replace(/\brefusal\b/g, result))),
      ...parameters.statements,
    ],
  };
}

/** What the verifier is given, in the order of its parameters. */
function givenBy(idiom: Idiom, { headers, coversBody, bindsPath, readsSocket }: Scheme): readonly string[] {
  if (idiom.refusal === 'response') return [idiom.request];
  return [
    ...Object.values(headers).map((name) => idiom.header(name)),
    ...(coversBody && idiom.body ? [idiom.body.code] : []),
    ...(bindsPath && idiom.path !== undefined ? [idiom.path] : []),
    ...(readsSocket && idiom.socket !== undefined ? [idiom.socket] : []),
  ];
}

/** Imports of the added code itself; one of names that come together, so that they share a line. */
function importedWith(file: FileSite, idiom: Idiom, { coversBody }: Scheme): readonly TextEdit[] {
  const body = idiom.refusal === 'response' || !coversBody ? undefined : idiom.body?.imports;
  const wanted = [idiom.imports ?? [], body ?? []].flat();
  const modules = [...new Set(wanted.map(({ from }) => from))];
  return modules.flatMap((module) =>
    importNames(
      file,
      wanted.flatMap(({ from, names }) => (from === module ? names : [])),
      module,
    ),
  );
}

function importTypes(file: FileSite, types: readonly Wanted[]): readonly TextEdit[] {
  const modules = new Set(types.flatMap(({ from }) => from ?? []));
  return [...modules].flatMap((module) =>
    importNames(
      file,
      types.flatMap(({ type, from }) => (from === module ? [type] : [])),
      module,
      'type',
    ),
  );
}

/** Whether parameters get their types from where the function stands: as an argument, a member, or the value of an annotated constant. */
function isTypedByContext(site: HandlerSite, text: string, idiom: Idiom): boolean {
  if (idiom.refusal === 'response' && idiom.request === '$0') return false;
  return /[(,]\s*$|:\s*[\w.<>[\], ]+=\s*$|[\w'"]\s*:\s*$/.test(text.slice(Math.max(0, site.function.start - 200), site.function.start));
}

/** Where variables are that come with the request: a property of the context, or the second parameter. */
function bindingsOf(site: HandlerSite, text: string, idiom: Idiom): string {
  if (idiom.variables) return '$variables';
  if (idiom.refusal === 'response' && idiom.request.startsWith('$0.')) return '$0.env';
  return /\bextends\s+WorkerEntrypoint\b/.test(text) && site.parameters.length < 2 ? 'this.env' : '$1';
}

/** The member that a first parameter's pattern takes out, added to it where it does not; `undefined` when the parameter is no pattern. */
function memberOf(
  site: HandlerSite,
  text: string,
  member: MemberSite | undefined,
  file: FileSite,
): { readonly name: string; readonly edits: readonly TextEdit[] } | undefined {
  const [parameter] = site.parameters;
  if (!member || !parameter || parameter.name !== undefined) return undefined;
  const pattern = slice(text, parameter.binding);
  const annotation = text.slice(parameter.binding.end, parameter.span.end);
  const taken = new RegExp(`[{,]\\s*${member.name}\\s*(?::\\s*(\\w+)\\s*)?[,}]`).exec(pattern);
  if (taken) return { name: taken[1] ?? member.name, edits: [] };
  if (!pattern.startsWith('{') || file.identifiers.has(member.name) || new RegExp(`\\b${member.name}\\b`).test(pattern)) return undefined;
  const inside = pattern.slice(1).trimStart();
  const at = parameter.binding.start + 1;
  const spaced = pattern.length - 1 - inside.length > 0;
  const edits = [
    insert(
      site.uri,
      at,
      inside === '}' ? ` ${member.name}${spaced ? '' : ' '}` : `${spaced ? ' ' : ''}${member.name},${spaced ? '' : ' '}`,
    ),
  ];
  const literal = /^\s*:\s*\{/.exec(annotation);
  if (literal && !new RegExp(`\\b${member.name}\\??:`).test(annotation)) {
    edits.push(insert(site.uri, parameter.binding.end + literal[0].length, ` ${member.name}: ${member.type};`));
  }
  return { name: member.name, edits };
}
