import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import type { FileSite, FixContext } from '../../model/fixing';
import { importName, localName } from './imports';
import { insert, slice } from './text';

/** Puts a wrapper's call around an exported handler; `undefined` when it is there already or has no place. */
export function wrapHandler(
  context: FixContext,
  site: HandlerSite,
  file: FileSite,
  name: string,
  specifier: string,
): readonly TextEdit[] | undefined {
  const { wrap } = site;
  const text = wrap && context.read(wrap.span.uri);
  if (!wrap || text === undefined) return undefined;
  const call = localName(file, name, specifier);
  if (new RegExp(`^${call}\\(`).test(slice(text, wrap.span))) return undefined;
  const end = file.style.semicolons ? wrap.suffix : '';
  return [
    ...importName(file, name, specifier),
    insert(wrap.span.uri, wrap.span.start, `${wrap.prefix}${call}(`),
    insert(wrap.span.uri, wrap.span.end, `)${end}`),
  ];
}
