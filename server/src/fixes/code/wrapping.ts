import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import type { FileSite, FixContext } from '../../model/fixing';
import { sameSpan } from '../../model/source';
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

/** Whether the export is made by a call, so that the handler need not receive what the framework passes; `wrappers` are known to hand it on. */
export function isWrapped(context: FixContext, { exported, function: fn }: HandlerSite, wrappers?: RegExp): boolean {
  if (!exported || sameSpan(exported, fn)) return false;
  const text = context.read(exported.uri) ?? '';
  if (exported.uri !== fn.uri || exported.start > fn.start || exported.end < fn.end) return slice(text, exported).includes('(');
  const before = text.slice(exported.start, fn.start);
  return before.includes('(') && !wrappers?.test(before);
}
