import type { TextEdit } from '../../model/finding';
import type { FileSite } from '../../model/fixing';
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

function importLine(site: FileSite, names: string, specifier: string, kind: 'value' | 'type'): TextEdit {
  const { offset, side } = site.importAt;
  const { eol } = site.style;
  const esm = `import ${kind === 'type' ? 'type ' : ''}{ ${names} } from '${specifier}';`;
  const line = inStyle(site.module === 'esm' ? esm : `const { ${names} } = require('${specifier}');`, site.style);
  return { span: { uri: site.uri, start: offset, end: offset }, newText: side === 'after' ? eol + line : line + eol + eol };
}

/** The local name under which a file knows a module's name. */
export function localName(site: FileSite, name: string, specifier: string): string {
  return (
    site.imports.find((entry) => entry.specifier === specifier && !entry.typeOnly && entry.names[name] !== undefined)?.names[name] ?? name
  );
}
