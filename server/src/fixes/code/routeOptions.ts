import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import type { FixContext } from '../../model/fixing';
import { insert, slice } from './text';

/** Adds a property to the options between a route's path and its handler; `undefined` where they are not written there or have it already. */
export function optionEdit(
  context: FixContext,
  { registration, middlewareAt }: HandlerSite,
  { property, value }: { readonly property: string; readonly value: string },
): TextEdit | undefined {
  const text = registration && context.read(registration.uri);
  if (!registration || middlewareAt === undefined || text === undefined) return undefined;
  const before = slice(text, { ...registration, end: middlewareAt });
  if (new RegExp(`\\b${property}\\b`).test(before)) return undefined;
  const path = /\(\s*(['"`])[^'"`\n]*\1\s*,\s*/.exec(before);
  if (!path) return undefined;
  const rest = before.slice(path.index + path[0].length);
  if (rest === '') return insert(registration.uri, middlewareAt, `{ ${property}: ${value} }, `);
  const at = registration.start + path.index + path[0].length + 1;
  return rest.startsWith('{') ? insert(registration.uri, at, ` ${property}: ${value},`) : undefined;
}
