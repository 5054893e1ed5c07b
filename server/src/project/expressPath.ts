import { memoizedByText } from './memoized';
import { compileSafely, escapeRegExp } from './pathPattern';
import { routeSamples } from './routeSamples';

/**
 * Whether an Express path covers every request to a route. Strings are compared without case and, unless `exact`, by whole segments from
 * the start, in the syntax of Express 4 (`/x/*`, `:id?`, `(.*)`) and 5 (`/x/*rest`, `{/:id}`). A regular expression (its literal text)
 * keeps its case; as a prefix its match has to start at the beginning and end where a segment does.
 */
export function expressPathCovers(pattern: string, routePath: string, exact: boolean): boolean {
  const paths = routeSamples(routePath);
  const expression = literalExpression(pattern);
  if (expression) return paths.every((path) => expressionCovers(expression, path, exact));
  const compiled = exact ? compileWhole(pattern) : compileStart(pattern);
  return compiled !== undefined && paths.every((path) => compiled.test(path));
}

const compileWhole = memoizedByText((pattern) => compileSafely(`^${sourceOf(pattern)}/?$`, 'i'));
const compileStart = memoizedByText((pattern) => compileSafely(`^${sourceOf(pattern)}/?(?=/|$)`, 'i'));

function sourceOf(pattern: string): string {
  return toSource(pattern.replace(/\/+$/, ''));
}

/** Whether a pattern is the text of a regular expression whose case decides although routes are matched without case. */
export function isCaseSensitiveExpression(pattern: string): boolean {
  const expression = literalExpression(pattern);
  return expression !== undefined && !expression.ignoreCase && /[a-z]/i.test(expression.source.replace(/\\[a-z]/gi, ''));
}

function expressionCovers(expression: RegExp, path: string, exact: boolean): boolean {
  const match = expression.exec(path);
  if (!match) return false;
  if (exact) return true;
  const after = path[match[0].length];
  return match.index === 0 && (match[0] === '' || after === undefined || after === '/' || after === '.');
}

/** `/^\/api/i` as written; a path has no caret and no escaped slash right after its first one. */
function literalExpression(pattern: string): RegExp | undefined {
  const parts = /^\/(?<source>(?:\^|\\\/).*)\/(?<flags>[dgimsuvy]*)$/.exec(pattern)?.groups;
  return parts && compileSafely(parts['source'] ?? '', parts['flags'] ?? '');
}

const syntax = new RegExp(
  [
    String.raw`\\(?<escaped>.)`,
    String.raw`/:\w+(?<custom>\([^)]*\))?(?<modifier>[?*+])`,
    String.raw`(?<parameter>:\w+)(?<pattern>\([^)]*\))?`,
    String.raw`(?<wildcard>\*\w*)`,
    String.raw`(?<group>\([^)]*\)[?*+]?)`,
    String.raw`(?<open>\{)`,
    String.raw`(?<close>\})`,
    String.raw`(?<quantifier>[?+])`,
    String.raw`(?<text>[^\\/:*({}?+]+|.)`,
  ].join('|'),
  'g',
);

/** A path in either syntax as the source of a regular expression. */
function toSource(path: string): string {
  return [...path.matchAll(syntax)].map(({ groups = {} }) => partSource(groups)).join('');
}

function partSource(part: Readonly<Record<string, string | undefined>>): string {
  if (part['modifier'] === '?') return `(?:/${part['custom'] ?? '[^/]+?'})?`;
  if (part['modifier'] !== undefined) return part['modifier'] === '*' ? '(?:/.*)?' : '/.+';
  if (part['parameter'] !== undefined) return part['pattern'] ?? '[^/]+?';
  if (part['wildcard'] !== undefined) return part['wildcard'] === '*' ? '.*' : '.+';
  if (part['open'] !== undefined) return '(?:';
  if (part['close'] !== undefined) return ')?';
  return part['group'] ?? part['quantifier'] ?? escapeRegExp(part['escaped'] ?? part['text'] ?? '');
}
