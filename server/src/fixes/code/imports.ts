import type { TextEdit } from '../../model/finding';
import type { FileSite } from '../../model/fixing';
import { inStyle } from './style';

/** Edits that make a name of a module known to a file; none if it is imported already. */
export function importName(site: FileSite, name: string, specifier: string, kind: 'value' | 'type' = 'value'): readonly TextEdit[] {
  const known = site.imports.filter((entry) => entry.specifier === specifier && (kind === 'type' || !entry.typeOnly));
  if (known.some((entry) => entry.names[name] !== undefined)) return [];
  const open = known.find((entry) => entry.nameAt !== undefined && entry.typeOnly === (kind === 'type'));
  if (open?.nameAt !== undefined) return [{ span: { uri: site.uri, start: open.nameAt, end: open.nameAt }, newText: `, ${name}` }];
  return [importLine(site, name, specifier, kind)];
}

function importLine(site: FileSite, name: string, specifier: string, kind: 'value' | 'type'): TextEdit {
  const { offset, side } = site.importAt;
  const { eol } = site.style;
  const esm = `import ${kind === 'type' ? 'type ' : ''}{ ${name} } from '${specifier}';`;
  const line = inStyle(site.module === 'esm' ? esm : `const { ${name} } = require('${specifier}');`, site.style);
  return { span: { uri: site.uri, start: offset, end: offset }, newText: side === 'after' ? eol + line : line + eol + eol };
}

/** The local name under which a file knows a module's name. */
export function localName(site: FileSite, name: string, specifier: string): string {
  return (
    site.imports.find((entry) => entry.specifier === specifier && !entry.typeOnly && entry.names[name] !== undefined)?.names[name] ?? name
  );
}
