import type ts from 'typescript';
import { spanOf } from './recorder';
import { identity, literal, unknown, type Value } from './value';

/** A method of a constant. */
export function literalMethod(value: unknown, name: string, args: readonly Value[], node: ts.Node): Value {
  const [first, second] = args;
  const text = typeof value === 'string' ? value : undefined;
  const constant = (arg: Value | undefined): string | number | undefined =>
    arg?.kind === 'literal' && (typeof arg.value === 'string' || typeof arg.value === 'number') ? arg.value : undefined;
  if (text === undefined) return name === 'toString' ? literal(String(value)) : unknown(`l${identity(node)}`, args);
  switch (name) {
    case 'toLowerCase':
      return literal(text.toLowerCase(), spanOf(node));
    case 'toUpperCase':
      return literal(text.toUpperCase(), spanOf(node));
    case 'trim':
      return literal(text.trim(), spanOf(node));
    case 'toString':
      return literal(text, spanOf(node));
    case 'slice':
    case 'substring':
      if (typeof constant(first) === 'number')
        return literal(text.slice(Number(constant(first)), second ? Number(constant(second)) : undefined), spanOf(node));
      break;
    case 'split':
      if (typeof constant(first) === 'string')
        return { kind: 'array', items: text.split(String(constant(first))).map((item) => literal(item, spanOf(node))), open: false };
      break;
    case 'match':
      if (first?.kind === 'regexp') return matched(text, first, node);
      break;
    case 'replace':
      if (first?.kind === 'regexp' && typeof constant(second) === 'string')
        return literal(replaced(text, first, String(constant(second))), spanOf(node));
      if (typeof constant(first) === 'string' && typeof constant(second) === 'string')
        return literal(text.replace(String(constant(first)), String(constant(second))), spanOf(node));
      break;
    case 'concat':
      return { kind: 'text', parts: [literal(text), ...args] };
  }
  return { kind: 'derived', op: `.${name}`, from: literal(text, spanOf(node)) };
}

function replaced(text: string, { source, flags }: { readonly source: string; readonly flags: string }, by: string): string {
  try {
    return text.replace(new RegExp(source, flags), by);
  } catch {
    return text;
  }
}

/** What an expression finds in a constant text: the list of what it matches, or `null`. */
function matched(text: string, { source, flags }: { readonly source: string; readonly flags: string }, node: ts.Node): Value {
  try {
    const found = text.match(new RegExp(source, flags));
    return found ? { kind: 'array', items: [...found].map((part) => literal(part, spanOf(node))), open: false } : literal(null);
  } catch {
    return unknown(`match${identity(node)}`);
  }
}
