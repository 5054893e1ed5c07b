import { isNullish } from './literals';
import { isKnownSet, type State } from './state';
import { inputKey } from './truth';
import { absent, type Constant, type EnvValue, type InputValue, type Value } from './value';

/** What a value becomes when one environment variable is not set. */
export type UnsetWorld =
  { readonly kind: 'constant'; readonly value: Constant } | { readonly kind: 'throws' } | { readonly kind: 'varies' };

const varies: UnsetWorld = { kind: 'varies' };

/** Operations that fail on `undefined` instead of converting it. Measured on Node 20. */
const throwing = /^(Buffer\.from|hash|new )/;

/** Environment variables that are missing where one is: it, and all others that nothing shows to be set. What needs two of them has neither. */
export function missingWith(name: string, state: State): (env: EnvValue) => boolean {
  return (env) => env.name === name || (!env.validated && !isKnownSet(state, env.name));
}

/** What a value becomes when environment variables are not set; see the truth table of unset secrets in the tests. */
export function inUnsetWorld(value: Value, isMissing: (env: EnvValue) => boolean): UnsetWorld {
  switch (value.kind) {
    case 'literal':
      return { kind: 'constant', value: value.value };
    case 'env':
      return isMissing(value) ? { kind: 'constant', value: value.fallback?.value } : varies;
    case 'text':
      return joined(value.parts.map((part) => inUnsetWorld(part, isMissing)));
    case 'derived': {
      const from = inUnsetWorld(value.from, isMissing);
      if (from.kind !== 'constant') return from;
      if (value.op === 'String') return { kind: 'constant', value: String(from.value) };
      if (!isNullish(from.value)) return from;
      if (throwing.test(value.op)) return { kind: 'throws' };
      if (value.op === 'encode') return { kind: 'constant', value: '' };
      return value.op.startsWith('?') || value.op === 'JSON.stringify' ? from : { kind: 'throws' };
    }
    case 'digest': {
      const key = value.key && inUnsetWorld(value.key, isMissing);
      if (key?.kind === 'throws' || (key?.kind === 'constant' && isNullish(key.value))) return { kind: 'throws' };
      const data = joined(value.data.map((part) => inUnsetWorld(part, isMissing)));
      if (
        value.data.some((part) => {
          const world = inUnsetWorld(part, isMissing);
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

/** What a value may become then: a setting that is declared empty, for the environment to fill, is empty or missing, as the deployment has it. */
export function unsetWorlds(value: Value, isMissing: (env: EnvValue) => boolean): readonly UnsetWorld[] {
  const bare = withoutDefaults(value);
  return [value, ...(bare === value ? [] : [bare])].map((one) => inUnsetWorld(one, isMissing));
}

function withoutDefaults(value: Value): Value {
  if (value.kind === 'env' && value.isEmptyByDefault) return { ...value, fallback: undefined };
  if (value.kind !== 'text') return value;
  const parts = value.parts.map(withoutDefaults);
  return parts.every((part, index) => part === value.parts[index]) ? value : { ...value, parts };
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
