import type { TextEdit } from '../../model/finding';
import type { FileSite } from '../../model/fixing';
import type { Span } from '../../model/source';
import { inStyle } from './style';

/** Edits that make names of a module known to a file; none if they are imported already. */
export function importNames(
  site: FileSite,
  names: readonly string[],
  specifier: string,
  kind: 'value' | 'type' = 'value',
): readonly TextEdit[] {
  const known = site.imports.filter((entry) => entry.specifier === specifier && (kind === 'type' || !entry.typeOnly));
  const missing = names.filter((name) => !known.some((entry) => entry.names[name] !== undefined)).join(', ');
  if (missing === '') return [];
  const open = known.find((entry) => entry.nameAt !== undefined && entry.typeOnly === (kind === 'type'));
  if (open?.nameAt === undefined) return [importLine(site, missing, specifier, kind)];
  return [{ span: { uri: site.uri, start: open.nameAt, end: open.nameAt }, newText: `, ${missing}` }];
}

/** New imports at one place without empty lines between them. */
export function stacked(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.map((edit, index) => {
    const isFollowed = edits.slice(index + 1).some(({ span }) => span.start === edit.span.start && span.end === edit.span.end);
    return isFollowed ? { ...edit, newText: edit.newText.replace(/(\r?\n)\r?\n$/, '$1') } : edit;
  });
}

/** Edits that make one name known. */
export function importName(site: FileSite, name: string, specifier: string): readonly TextEdit[] {
  return importNames(site, [name], specifier);
}

/** Makes a name known in place of one that nothing in the file uses any more but a call that goes. */
export function exchangeName(site: FileSite, text: string, used: string, name: string, specifier: string): readonly TextEdit[] {
  const added = importName(site, name, specifier);
  const span = (start: number, length: number): Span => ({ uri: site.uri, start, end: start + length });
  if ([...text.matchAll(new RegExp(`\\b${used}\\b`, 'g'))].length > 2) return added;
  const alone = new RegExp(`^(?:import|const) (?:${used}|\\{ ${used} \\}|\\* as ${used}) (?:from|=) .*$`, 'm').exec(text);
  const isNew = added.length === 1 && added[0]?.newText.includes(specifier);
  if (alone && isNew)
    return [{ span: span(alone.index, alone[0].replace(/\r$/, '').length), newText: lineOf(site, name, specifier, 'value') }];
  const among = new RegExp(`\\b${used},\\s*(?=[^;]*\\bfrom\\b)|,\\s*${used}(?=\\s*\\}\\s*from\\b)`).exec(text);
  return among ? [...added, { span: span(among.index, among[0].length), newText: '' }] : added;
}

function importLine(site: FileSite, names: string, specifier: string, kind: 'value' | 'type'): TextEdit {
  const { offset, side } = site.importAt;
  const { eol } = site.style;
  const line = lineOf(site, names, specifier, kind);
  return { span: { uri: site.uri, start: offset, end: offset }, newText: side === 'after' ? eol + line : line + eol + eol };
}

function lineOf(site: FileSite, names: string, specifier: string, kind: 'value' | 'type'): string {
  const esm = `import ${kind === 'type' ? 'type ' : ''}{ ${names} } from '${specifier}';`;
  return inStyle(site.module === 'esm' ? esm : `const { ${names} } = require('${specifier}');`, { ...site.style, quote: site.importQuote });
}

/** The local name under which a file knows a module's name. */
export function localName(site: FileSite, name: string, specifier: string): string {
  return (
    site.imports.find((entry) => entry.specifier === specifier && !entry.typeOnly && entry.names[name] !== undefined)?.names[name] ?? name
  );
}
