import type { State } from './state';
import { inputKey } from './truth';
import { absent, type Constant, type InputValue, type Value } from './value';

/** What a value becomes when one environment variable is not set. */
export type UnsetWorld =
  { readonly kind: 'constant'; readonly value: Constant } | { readonly kind: 'throws' } | { readonly kind: 'varies' };

const varies: UnsetWorld = { kind: 'varies' };

/** Operations that fail on `undefined` instead of converting it. Measured on Node 20. */
const throwing = /^(Buffer\.from|hash|new )/;

/** What a value becomes when an environment variable is not set; see the truth table of unset secrets in the tests. */
export function inUnsetWorld(value: Value, name: string): UnsetWorld {
  switch (value.kind) {
    case 'literal':
      return { kind: 'constant', value: value.value };
    case 'env':
      return value.name === name ? { kind: 'constant', value: value.fallback?.value } : varies;
    case 'text':
      return joined(value.parts.map((part) => inUnsetWorld(part, name)));
    case 'derived': {
      const from = inUnsetWorld(value.from, name);
      if (from.kind !== 'constant') return from;
      if (value.op === 'String') return { kind: 'constant', value: String(from.value) };
      if (from.value !== undefined && from.value !== null) return from;
      if (throwing.test(value.op)) return { kind: 'throws' };
      return value.op === 'encode' ? { kind: 'constant', value: '' } : value.op.startsWith('?') ? from : { kind: 'throws' };
    }
    case 'digest': {
      const key = value.key && inUnsetWorld(value.key, name);
      if (key?.kind === 'throws' || (key?.kind === 'constant' && (key.value === undefined || key.value === null)))
        return { kind: 'throws' };
      const data = joined(value.data.map((part) => inUnsetWorld(part, name)));
      if (
        value.data.some((part) => {
          const world = inUnsetWorld(part, name);
          return world.kind === 'constant' && world.value === undefined;
        })
      )
        return { kind: 'throws' };
      return key && key.kind === 'varies' ? varies : data;
    }
    default:
      return varies;
  }
}

function joined(parts: readonly UnsetWorld[]): UnsetWorld {
  if (parts.some((part) => part.kind === 'throws')) return { kind: 'throws' };
  if (!parts.every((part) => part.kind === 'constant')) return varies;
  return { kind: 'constant', value: parts.map((part) => String(part.value)).join('') };
}

/** Whether a caller can make an input equal a constant. */
export function maySend(value: Value, input: InputValue, constant: Constant, loose: boolean, state: State): boolean {
  const present = state.facts.get(inputKey(input));
  const mayMiss = present?.truthy !== true && present?.nullish !== false;
  const missing = mayMiss ? input.absent : absent.never;
  if (constant === undefined) return (missing & absent.undefined) !== 0 || (loose && (missing & absent.null) !== 0);
  if (constant === null) return (missing & absent.null) !== 0 || (loose && (missing & absent.undefined) !== 0);
  if (typeof constant !== 'string') return true;
  if (constant === '') return present?.truthy !== true;
  // A raw header is trimmed by every HTTP parser, so a value that ends in a blank cannot arrive.
  const raw = value.kind === 'input' && !input.derived && input.input === 'header';
  return !(raw && constant !== constant.trim());
}
