import type { Context } from './context';
import { isSent } from './inputs';
import type { State } from './state';
import { keyOf, type Value } from './value';

/**
 * Whether the caller chooses a key: it is what was sent, stands in a token that has only been decoded, or is found at an address that such a token
 * names. What has been compared with something is no longer free.
 */
export function isChosen(context: Context, key: Value, state: State): boolean {
  if (isSent(key)) return true;
  switch (key.kind) {
    case 'text':
      return key.parts[0] !== undefined && isChosen(context, key.parts[0], state);
    case 'promise':
      return isChosen(context, key.value, state);
    case 'api': {
      const argument = key.path.endsWith('()') ? context.libraries.keySets.get(key.path.slice(0, -2)) : undefined;
      const address = argument === undefined ? undefined : key.calls.at(-1)?.values[argument];
      return address !== undefined && isChosen(context, address, state);
    }
    case 'unknown':
      return !isPinned(key, state) && (key.read !== undefined || (isPartOf(key) && isChosen(context, key.from[0], state)));
    default:
      return false;
  }
}

/** Whether a value is a member of another one, or the same in another form. */
function isPartOf(value: Extract<Value, { readonly kind: 'unknown' }>): value is typeof value & { readonly from: readonly [Value] } {
  const [whole, ...others] = value.from;
  return whole !== undefined && others.length === 0 && (/^(?:v|url)\d/.test(value.id) || value.id.startsWith(keyOf(whole).slice(0, 120)));
}

/** Whether a value is known to have passed a comparison, or a test of how it begins. */
function isPinned(value: Value, { facts }: State): boolean {
  const key = keyOf(value);
  for (const [name, fact] of facts) {
    if (fact.truthy !== true || !name.includes(key)) continue;
    if (name.endsWith(`===${key}`) || name.endsWith(`(${key})`) || (name.startsWith(key) && asked.test(name.slice(key.length))))
      return true;
  }
  return false;
}

const asked = /^(?:===|\.(?:startsWith|endsWith|equals|match)\()/;
