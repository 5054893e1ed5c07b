import { escapeRegExp } from '../project/pathPattern';
import { literal, type Literal, type Value } from './value';

type PathValue = Extract<Value, { readonly kind: 'pathname' }>;

/** A text in which the request's path stands among its method and constants: `${method} ${path}`. */
export interface RouteKey {
  readonly path: PathValue;
  /** The path that a text equal to this one has to have in its place; `undefined` where no path makes them equal. */
  pathIn(text: string): Literal | undefined;
}

/** The key of a table of routes that a value is, by method and path in one text. */
export function routeKey(value: Value): RouteKey | undefined {
  if (value.kind !== 'text') return undefined;
  const [path, ...others] = value.parts.flatMap((part) => (part.kind === 'pathname' ? [part] : []));
  if (!path || others.length > 0 || !value.parts.every((part) => part === path || part.kind === 'literal' || isMethod(part)))
    return undefined;
  const pattern = value.parts.map((part) =>
    part === path ? '(.*)' : part.kind === 'literal' ? escapeRegExp(String(part.value)) : '[A-Za-z]+',
  );
  const whole = new RegExp(`^${pattern.join('')}$`);
  return {
    path,
    pathIn: (text) => {
      const found = whole.exec(text)?.[1];
      return found === undefined ? undefined : literal(found);
    },
  };
}

function isMethod(value: Value): boolean {
  return value.kind === 'derived' ? isMethod(value.from) : value.kind === 'input' && value.input === 'method';
}
