import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import type { FileSite, FixContext, Precedent } from '../../model/fixing';
import { type Uri, sameSpan } from '../../model/source';
import { borrowedStatements } from './borrowedStatements';
import { importName } from './imports';
import { insert, slice } from './text';
import { wrapHandler } from './wrapping';

/** A verification of another endpoint, done in front of this one too. */
export interface Borrowing {
  /** The function that verifies, and its module. */
  readonly name: string;
  readonly module: Uri;
  readonly isOfSameScheduler: boolean;
  readonly edits: readonly TextEdit[];
}

/** A function that an endpoint's file imports from the module that verifies. */
export interface BorrowedFunction {
  readonly name: string;
  readonly module: Uri;
}

/** Verifies as a precedent does; `undefined` when it does not use a function of the project that can be used here. */
export function borrowing(
  context: FixContext,
  site: HandlerSite,
  { site: from, guards, isOfSameScheduler }: Precedent,
): Borrowing | undefined {
  const modules = new Set(guards.map(({ span }) => span.uri).filter((uri) => uri !== from.uri && uri !== site.uri));
  for (const module of modules) {
    for (const name of importedFrom(context, from.registration?.uri ?? from.uri, module)) {
      const edits = editsOf(context, site, from, { name, module });
      if (edits) return { name, module, isOfSameScheduler, edits };
    }
  }
  return undefined;
}

/** Names that a file imports from a module, and calls what they are called there. */
function importedFrom(context: FixContext, uri: Uri, module: Uri): readonly string[] {
  const file = context.file(uri);
  const specifier = file && context.specifier(uri, module);
  return (file?.imports ?? []).flatMap((entry) =>
    entry.typeOnly || entry.specifier !== specifier ? [] : Object.keys(entry.names).filter((name) => entry.names[name] === name),
  );
}

function editsOf(context: FixContext, site: HandlerSite, from: HandlerSite, fn: BorrowedFunction): readonly TextEdit[] | undefined {
  const uses = new RegExp(`\\b${fn.name}\\b`);
  const own = context.read(site.uri);
  if (own === undefined || uses.test(slice(own, site.registration?.uri === site.uri ? site.registration : site.function))) return undefined;
  return asMiddleware(context, site, from, fn) ?? asWrapper(context, site, from, fn) ?? borrowedStatements(context, site, from, fn);
}

/** `router.post(path, verify, handler)`. */
function asMiddleware(
  context: FixContext,
  site: HandlerSite,
  from: HandlerSite,
  { name, module }: BorrowedFunction,
): readonly TextEdit[] | undefined {
  const registered = from.registration && context.read(from.registration.uri);
  const file = site.registration && context.file(site.registration.uri);
  if (!registered || !file || !from.registration || site.middlewareAt === undefined || site.style !== 'express') return undefined;
  const { registration } = from;
  const before = { ...registration, end: from.uri === registration.uri ? from.function.start : registration.end };
  const argument = new RegExp(`,\\s*(${name}(?:\\(\\))?)\\s*[,)]`).exec(slice(registered, before))?.[1];
  if (argument === undefined) return undefined;
  return [...importName(file, name, context.specifier(file.uri, module)), insert(file.uri, site.middlewareAt, `${argument}, `)];
}

/** `export const GET = verify(handler)`. */
function asWrapper(
  context: FixContext,
  site: HandlerSite,
  { exported, function: inner }: HandlerSite,
  { name, module }: BorrowedFunction,
): readonly TextEdit[] | undefined {
  const text = exported && context.read(exported.uri);
  const file: FileSite | undefined = site.wrap && context.file(site.wrap.span.uri);
  if (!exported || !file || text === undefined || sameSpan(exported, inner)) return undefined;
  // Only a call that is given nothing but the handler can be repeated without its other arguments.
  const written = slice(text, exported);
  if (!written.startsWith(`${name}(`) || inner.uri !== exported.uri) return undefined;
  const rest = written.slice(name.length + 1, inner.start - exported.start).trim() + text.slice(inner.end, exported.end).trim();
  return rest === ')' || rest === ',)' ? wrapHandler(context, site, file, name, context.specifier(file.uri, module)) : undefined;
}
