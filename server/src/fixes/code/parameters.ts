import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import { insert, slice } from './text';

/** A parameter that added code needs. */
export interface Wanted {
  readonly names: readonly [string, ...string[]];
  /** Its annotation where the language has types. */
  readonly type: string;
  /** The module that the annotation is imported from; absent: it needs no import. */
  readonly from?: string;
}

/** The handler's parameters made available by name. */
export interface NamedParameters {
  readonly names: readonly string[];
  readonly edits: readonly TextEdit[];
  /** Statements that take apart what a parameter's pattern took apart before; they go behind the added code. */
  readonly statements: readonly string[];
  /** Annotations that were written and so must be imported. */
  readonly types: readonly Wanted[];
}

/** Names a handler's first parameters, adding those that are missing; `undefined` when one cannot be used as it is declared. */
export function nameParameters(
  site: HandlerSite,
  text: string,
  wanted: readonly Wanted[],
  typescript: boolean,
  taken: ReadonlySet<string>,
): NamedParameters | undefined {
  const names: string[] = [];
  const edits: TextEdit[] = [];
  const statements: string[] = [];
  const added: Wanted[] = [];
  for (const [index, want] of wanted.entries()) {
    const parameter = site.parameters[index];
    const name = parameter?.name ?? want.names.find((candidate) => !taken.has(candidate));
    if (name === undefined) return undefined;
    names.push(name);
    if (parameter === undefined) {
      added.push({ ...want, names: [name] });
    } else if (parameter.span.start !== parameter.binding.start || /^\s*(\?|=(?!>))/.test(text.slice(parameter.binding.end))) {
      return undefined;
    } else if (parameter.name === undefined) {
      edits.push({ span: parameter.binding, newText: name });
      statements.push(`const ${slice(text, parameter.binding)} = ${name};`);
    }
  }
  if (added.length > 0 && site.bareParameter) return undefined;
  const list = added.map(({ names: [name], type }) => (typescript ? `${name}: ${type}` : name)).join(', ');
  const last = site.parameters.at(-1);
  if (list !== '') edits.push(last ? insert(site.uri, last.span.end, `, ${list}`) : insert(site.uri, site.parametersAt, list));
  return { names, edits, statements, types: typescript ? added : [] };
}
