import type ts from 'typescript';
import type { Context } from './context';
import { spanOf } from './recorder';
import type { State } from './state';
import { labelled, type Side } from './truth';
import type { Value } from './value';

/** How a path is tested. */
export type PathTest = 'equals' | 'starts' | 'ends' | 'includes' | 'matches';

/** A test of the request's path, decided by the endpoint's own path; `undefined` if neither side is one. */
export function spelled(context: Context, a: Value, b: Value, state: State, node: ts.Node, test: PathTest): readonly Side[] | undefined {
  const path = a.kind === 'pathname' ? a : b.kind === 'pathname' ? b : undefined;
  const other = path === a ? b : a;
  if (!path) return undefined;
  const truth =
    other.kind === 'literal' && typeof other.value === 'string'
      ? tested(context.path, other.value, test)
      : other.kind === 'regexp'
        ? matched(context.path, other.source, other.flags)
        : undefined;
  if (truth === undefined) return undefined;
  if (!path.raw || !truth) return [{ truth, state }];
  return labelled(context, state, node, [
    { truth: true, given: undefined },
    { truth: false, given: { kind: 'spelling', what: context.path, span: spanOf(node) } },
  ]);
}

/** `undefined` when a dynamic segment leaves it open. */
function tested(path: string, text: string, test: PathTest): boolean | undefined {
  const fixed = path.indexOf('[') < 0 ? path : path.slice(0, path.indexOf('['));
  const dynamic = fixed !== path;
  switch (test) {
    case 'equals':
      return dynamic ? (text.startsWith(fixed) ? undefined : false) : path === text || `${path}/` === text;
    case 'starts':
      return dynamic && fixed.length < text.length && text.startsWith(fixed) ? undefined : path.startsWith(text);
    case 'ends':
      return dynamic ? undefined : path.endsWith(text);
    case 'includes':
      return fixed.includes(text) ? true : dynamic ? undefined : false;
    case 'matches':
      return undefined;
  }
}

function matched(path: string, source: string, flags: string): boolean | undefined {
  try {
    return new RegExp(source, flags.replace('g', '')).test(path.replace(/\[\.{3}[^\]]*\]|\[[^\]]*\]/g, 'x'));
  } catch {
    return undefined;
  }
}
