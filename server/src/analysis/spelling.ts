import type ts from 'typescript';
import { respelled, type PathSpelling, type PathVariation, type SeenPath } from '../model/pathSpelling';
import { canonicalPath } from '../project/routePath';
import type { Context } from './context';
import { literalText } from './literals';
import { spanOf } from './recorder';
import { routeKey } from './routeKey';
import { learn, type State } from './state';
import { fork, labelled, type Side } from './truth';
import { identity, keyOf, literal, type InputValue, type PathText, type Value } from './value';

type PathValue = Extract<Value, { readonly kind: 'pathname' }>;

/** How a path is tested. */
export type PathTest = 'equals' | 'starts' | 'ends' | 'includes' | 'matches';

/** What is known once a caller that spells the path otherwise has been told apart. */
const canonical = 'in:spelling';

/** The endpoint's path as the code that runs sees it. */
export function pathSeen({ path, mount, routeId }: Pick<Context, 'path' | 'mount' | 'routeId'>, { spelling, part }: SeenPath): PathText {
  if (part === 'id')
    return routeId === undefined ? pathSeen({ path, mount, routeId }, { spelling, part: 'below' }) : { spelling, text: routeId };
  if (part === undefined || mount === '') return { spelling, text: part === 'mount' ? '' : path };
  const segments = path.split('/');
  const below = canonicalPath(mount);
  const covered = below.includes('[...') ? segments.length : below === '/' ? 1 : below.split('/').length;
  const text = part === 'mount' ? segments.slice(0, covered) : ['', ...segments.slice(covered)];
  return { spelling, text: part === 'mount' ? text.join('/') : text.join('/') || '/' };
}

/** A test of the request's path, decided by the endpoint's own path; `undefined` if neither side is one. */
export function spelled(context: Context, a: Value, b: Value, state: State, node: ts.Node, test: PathTest): readonly Side[] | undefined {
  if (test === 'equals' && (a.kind === 'text' || b.kind === 'text')) return keyed(context, a, b, state, node);
  const path = pathOf(a, b) ?? pathOf(b, a);
  const other = a.kind === 'pathname' || (a.kind === 'input' && path !== undefined && b.kind !== 'pathname') ? b : a;
  if (!path) return undefined;
  notePath(context, path, other, test);
  if (path.piece !== undefined) return undefined;
  const answer = (text: string, isRespelled: boolean): boolean | undefined =>
    other.kind === 'literal' && typeof other.value === 'string'
      ? tested(text, other.value, test, isRespelled)
      : other.kind === 'regexp'
        ? matched(text, other.source, other.flags)
        : undefined;
  const truth = answer(path.text, false);
  if (truth === undefined) return undefined;
  const isKnown = state.facts.get(canonical)?.truthy === true;
  const passes = path.spelling.some((variation) => !isKnown && answer(respelledFor(path.text, variation, other, test), true) === !truth);
  return passes ? passedBy(context, state, node, truth) : [{ truth, state }];
}

/** The path in another spelling; where it has a query behind it, one that has what a test looks for anywhere, or at the end. */
function respelledFor(path: string, variation: PathVariation, sought: Value, test: PathTest): string {
  const found = variation === 'query' && test !== 'starts' && test !== 'equals' ? soughtAnywhere(sought, test) : undefined;
  return found === undefined ? respelled(path, variation) : `${path}?${found}`;
}

/** A text that a test finds wherever it is: the literal itself, or what an expression without a beginning stands for. */
function soughtAnywhere(sought: Value, test: PathTest): string | undefined {
  if (sought.kind === 'literal') return test === 'matches' ? undefined : String(sought.value);
  return sought.kind === 'regexp' ? /^(?:\\?\/|[\w-]|\\\.)+(?=\$?$)/.exec(sought.source)?.[0].replaceAll('\\', '') : undefined;
}

/** A test of the request's method and path in one text: the path decides as far as it does, then the method may differ. */
function keyed(context: Context, a: Value, b: Value, state: State, node: ts.Node): readonly Side[] | undefined {
  const [key, other] = a.kind === 'text' ? [routeKey(a), b] : [routeKey(b), a];
  const text = literalText(other);
  if (!key || text === undefined) return undefined;
  const path = key.pathIn(text);
  if (!path) return [{ truth: false, state }];
  return spelled(context, key.path, path, state, node, 'equals')?.flatMap((side) =>
    side.truth ? fork(side.state, `${keyOf(a)}===${keyOf(b)}`) : [side],
  );
}

/** The path that a value is, or that a URL compared with a path begins with. */
function pathOf(value: Value, other: Value): PathValue | undefined {
  if (value.kind === 'pathname') return value;
  const isPath = literalText(other)?.startsWith('/') === true || (other.kind === 'regexp' && /^\^?\\?\//.test(other.source));
  return isPath && value.kind === 'input' ? pathInUrl(value) : undefined;
}

/** The path that a whole URL begins with, as far as that is known. */
export function pathInUrl({ input, path, part, derived, span }: InputValue): PathValue | undefined {
  if (input !== 'url' || !path?.isFirst || part !== '' || derived) return undefined;
  return { kind: 'pathname', text: path.text, spelling: [...path.spelling, 'query'], span };
}

/** Remembers a path that the request's is compared with; one that only its end is known of begins with `~`. */
export function notePath(context: Context, path: PathValue, other: Value, test: PathTest): void {
  if (context.quiet > 0) return;
  const plain =
    other.kind === 'regexp' ? /^\^((?:\\?\/[\w-]+)+)(?:\\?\/\??)?\$?$/.exec(other.source)?.[1]?.replaceAll('\\/', '/') : undefined;
  const text = literalText(other) ?? plain;
  if (text === undefined || !/^[\w/.:-]+$/.test(text)) return;
  const isWhole = path.piece === undefined && text.startsWith('/') && test !== 'ends' && test !== 'includes';
  const below = test === 'starts' && text.endsWith('/') ? '[...rest]' : '';
  context.recorder.paths.add(`${isWhole ? '' : '~'}${text}${below}`);
}

/** A piece of the request's path: what a method or index gives where the path is not known. */
export function pieceOf(path: PathValue, name: string, node: ts.Node): PathValue {
  return { ...path, piece: `${path.piece ?? ''}.${name}@${identity(node)}` };
}

/** The text that methods of a path may be run on: it has no dynamic segments and the caller cannot change more than its end. */
export function knownText({ text, spelling, piece }: PathValue): string | undefined {
  const isKnown = piece === undefined && !text.includes('[') && spelling.every((variation) => variation === 'trailing-slash');
  return isKnown ? text : undefined;
}

/**
 * The members of a table that are read by the request's path, or by its method and path in one text: of a path that is known those of that
 * name, for each method; of one that no member has its own name. `undefined` where the path does not tell.
 */
export function readByPath(context: Context, names: Iterable<string>, key: Value): readonly string[] | undefined {
  const path = key.kind === 'pathname' ? key : routeKey(key)?.path;
  if (!path) return undefined;
  const pathIn = (name: string): Value | undefined => (key === path ? literal(name) : routeKey(key)?.pathIn(name));
  const named = [...names].map((name) => ({ name, path: pathIn(name) }));
  for (const one of named) if (one.path) notePath(context, path, one.path, 'equals');
  if (path.piece !== undefined || path.text.includes('[')) return undefined;
  const found = named.flatMap((one) => (one.path?.kind === 'literal' && one.path.value === path.text ? [one.name] : []));
  return found.length > 0 ? found : [keyOf(key)];
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
export function keptPath(path: PathValue, name: string, args: readonly Value[]): PathValue | undefined {
  const [pattern, replacement] = args;
  switch (name) {
    case 'toLowerCase':
    case 'toLocaleLowerCase':
      return without(path, 'any-case');
    case 'toString':
    case 'valueOf':
    case 'trim':
    case 'normalize':
      return path;
    case 'replace':
    case 'replaceAll': {
      if (replacement?.kind !== 'literal' || path.text.startsWith('/[...')) return undefined;
      const change = (text: string): string | undefined => replaced(text, pattern, String(replacement.value), name);
      if (change(path.text) !== path.text) return undefined;
      return { ...path, spelling: path.spelling.filter((variation) => change(respelled(path.text, variation)) !== path.text) };
    }
    default:
      return undefined;
  }
}

/** Whether a method cuts the query off: `url.split('?')`. */
export function isQuerySplit(name: string, separator: Value | undefined): boolean {
  return name === 'split' && separator?.kind === 'literal' && separator.value === '?';
}

/** A path of which callers cannot choose a variation. */
export function without(path: PathValue, variation: PathVariation): PathValue {
  const spelling: PathSpelling = path.spelling.filter((one) => one !== variation);
  return { ...path, spelling };
}

function replaced(text: string, pattern: Value | undefined, replacement: string, name: 'replace' | 'replaceAll'): string | undefined {
  if (pattern?.kind === 'literal') return text[name](String(pattern.value), replacement);
  if (pattern?.kind !== 'regexp') return undefined;
  try {
    return text.replace(new RegExp(pattern.source, pattern.flags), replacement);
  } catch {
    return undefined;
  }
}

/** `undefined` when a dynamic segment leaves it open. */
function tested(path: string, text: string, test: PathTest, isRespelled: boolean): boolean | undefined {
  const fixed = path.indexOf('[') < 0 ? path : path.slice(0, path.indexOf('['));
  const dynamic = fixed !== path;
  switch (test) {
    case 'equals':
      return dynamic ? (text.startsWith(fixed) ? undefined : false) : path === text || (!isRespelled && `${path}/` === text);
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
