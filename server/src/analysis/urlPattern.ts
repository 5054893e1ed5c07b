import type ts from 'typescript';
import { escapeRegExp } from '../project/pathPattern';
import { one, type Context } from './context';
import { spanOf } from './recorder';
import { notePath, pathInUrl, spelled } from './spelling';
import type { State } from './state';
import { keyOf, literal, unknown, type NativeValue, type Outcome, type Value } from './value';

type PathValue = Extract<Value, { readonly kind: 'pathname' }>;

interface Pattern {
  /** As it is written. */
  readonly written: Value;
  readonly regexp: Value;
}

/** What a pattern gives of a path that it matches; its groups are not known. */
const found: Value = { kind: 'object', fields: new Map(), open: true, type: undefined };

/** The pattern that `new URLPattern()` makes of a path, with its tests; `undefined` where no path is known. */
export function urlPattern(given: Value | undefined): Value | undefined {
  const written = given?.kind === 'object' ? given.fields.get('pathname') : undefined;
  if (written?.kind !== 'literal' || typeof written.value !== 'string' || !/^(?:\/:?[\w-]+)+$/.test(written.value)) return undefined;
  const segments = written.value.split('/').map((segment) => (segment.startsWith(':') ? '[^/]+' : escapeRegExp(segment)));
  const pattern: Pattern = { written, regexp: { kind: 'regexp', source: `^${segments.join('\\/')}$`, flags: '' } };
  const test = (name: string, result: (isMatch: boolean) => Value): NativeValue => ({
    kind: 'native',
    name,
    run: ({ context, args, state, node }) =>
      context ? matched(context, pattern, args[0], state, node, result) : one(unknown(`${name}@${node.pos}`), state),
  });
  return {
    kind: 'object',
    fields: new Map<string, Value>([
      ['pathname', written],
      ['test', test('test', (isMatch) => literal(isMatch))],
      ['exec', test('exec', (isMatch) => (isMatch ? found : literal(null)))],
    ]),
    open: true,
    type: undefined,
  };
}

function matched(
  context: Context,
  { written, regexp }: Pattern,
  given: Value | undefined,
  state: State,
  node: ts.Node,
  result: (isMatch: boolean) => Value,
): readonly Outcome[] {
  const path = given && pathOf(given, node);
  const id = `${keyOf(regexp)}@${node.pos}`;
  if (path) notePath(context, path, written, 'equals');
  const sides = path && spelled(context, path, regexp, state, node, 'matches');
  return sides ? sides.flatMap((side) => one(result(side.truth), side.state)) : one(unknown(id, given ? [given] : []), state);
}

/** The path that a pattern is asked about: of a URL, of its text, or in the parts of one. */
function pathOf(given: Value, node: ts.Node): PathValue | undefined {
  if (given.kind === 'pathname') return given;
  if (given.kind === 'url') return { kind: 'pathname', ...given.path, span: spanOf(node) };
  const part = given.kind === 'object' ? given.fields.get('pathname') : undefined;
  if (part?.kind === 'pathname') return part;
  if (given.kind === 'input' && given.input === 'url' && given.path && given.part === '')
    return pathInUrl(given) ?? { kind: 'pathname', text: given.path.text, spelling: given.path.spelling, span: given.span };
  return undefined;
}
