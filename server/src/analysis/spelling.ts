import type ts from 'typescript';
import { otherSpelling } from '../model/pathSpelling';
import type { Context } from './context';
import { spanOf } from './recorder';
import { learn, type State } from './state';
import { labelled, type Side } from './truth';
import { identity, literal, type Value } from './value';

type PathValue = Extract<Value, { readonly kind: 'pathname' }>;

/** How a path is tested. */
export type PathTest = 'equals' | 'starts' | 'ends' | 'includes' | 'matches';

/** What is known once a caller that spells the path otherwise has been told apart. */
const canonical = 'in:spelling';

/** A test of the request's path, decided by the endpoint's own path; `undefined` if neither side is one. */
export function spelled(context: Context, a: Value, b: Value, state: State, node: ts.Node, test: PathTest): readonly Side[] | undefined {
  const path = a.kind === 'pathname' ? a : b.kind === 'pathname' ? b : undefined;
  const other = path === a ? b : a;
  if (!path) return undefined;
  notePath(context, path, other, test);
  if (path.piece !== undefined) return undefined;
  const answer = (text: string): boolean | undefined =>
    other.kind === 'literal' && typeof other.value === 'string'
      ? tested(text, other.value, test)
      : other.kind === 'regexp'
        ? matched(text, other.source, other.flags)
        : undefined;
  const truth = answer(context.path);
  if (truth === undefined) return undefined;
  const respelled = state.facts.get(canonical)?.truthy === true ? undefined : otherSpelling(context.path, path.spelling);
  if (respelled === undefined || answer(respelled) !== !truth) return [{ truth, state }];
  return passedBy(context, state, node, truth);
}

/** Remembers a path that the request's is compared with; one that only its end is known of begins with `~`. */
function notePath(context: Context, path: PathValue, other: Value, test: PathTest): void {
  if (context.quiet > 0) return;
  const plain =
    other.kind === 'regexp' ? /^\^((?:\\?\/[\w-]+)+)(?:\\?\/\??)?\$?$/.exec(other.source)?.[1]?.replaceAll('\\/', '/') : undefined;
  const text = other.kind === 'literal' && typeof other.value === 'string' ? other.value : plain;
  if (text === undefined || !/^[\w/.:-]+$/.test(text)) return;
  const isWhole = path.piece === undefined && text.startsWith('/') && test !== 'ends' && test !== 'includes';
  const below = test === 'starts' && text.endsWith('/') ? '[...rest]' : '';
  context.recorder.paths.add(`${isWhole ? '' : '~'}${text}${below}`);
}

/** A piece of the request's path: what a method or index gives where the path is not known. */
export function pieceOf(path: PathValue, name: string, node: ts.Node): PathValue {
  return { ...path, piece: `${path.piece ?? ''}.${name}@${identity(node)}` };
}

/** The member of a table that is read by the request's path: of a path that is known the one of that name. */
export function readByPath(context: Context, names: Iterable<string>, key: PathValue): string | undefined {
  for (const name of names) notePath(context, key, literal(name), 'equals');
  return key.piece === undefined && !context.path.includes('[') ? context.path : undefined;
}

/** The sides of a decision that falls the other way for a caller who spells the path otherwise; `usually` is how it falls else. */
export function passedBy(context: Context, state: State, node: ts.Node, usually: boolean): readonly Side[] {
  return labelled(context, state, node, [
    // Code that looks for other spellings has told them apart from then on.
    { truth: usually, given: undefined, ...(usually ? {} : { learn: (next: State) => learn(next, canonical, { truthy: true }) }) },
    { truth: !usually, given: { kind: 'spelling', what: context.path, span: spanOf(node) } },
  ]);
}

/** What a method leaves of the request's path when it changes nothing about it but, perhaps, its spelling; else `undefined`. */
export function keptPath(context: Context, path: PathValue, name: string, args: readonly Value[]): PathValue | undefined {
  const [pattern, replacement] = args;
  switch (name) {
    case 'toLowerCase':
    case 'toLocaleLowerCase':
      return path.spelling === 'any-case' ? { ...path, spelling: 'routed' } : path;
    case 'toString':
    case 'valueOf':
    case 'trim':
    case 'normalize':
      return path;
    case 'replace':
    case 'replaceAll': {
      if (replacement?.kind !== 'literal' || context.path.startsWith('/[...')) return undefined;
      const found = pattern?.kind === 'regexp' ? matched(context.path, pattern.source, pattern.flags) : undefined;
      const isThere = pattern?.kind === 'literal' ? context.path.includes(String(pattern.value)) : found;
      return isThere === false ? path : undefined;
    }
    default:
      return undefined;
  }
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
