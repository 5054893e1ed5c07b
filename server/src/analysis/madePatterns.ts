import { isCredentialName } from './inputs';
import { findIn, isEnv, literal, type EnvValue, type Value } from './value';

/** The marks of patterns that code makes of settings: those that a whole text has to fit, and those that a part of it has to. */
const whole = 'RegExp';
const part = 'RegExp part';

/** The pattern that `new RegExp()` makes of a text with a secret in it; `undefined` for others. */
export function patternOf(text: Value | undefined): Value | undefined {
  if (!text || !findIn(text, isSecret)) return undefined;
  const parts = text.kind === 'text' ? text.parts : [text];
  const [first, last] = [parts[0], parts.at(-1)];
  const begins = first?.kind === 'literal' && String(first.value).startsWith('^');
  const ends = last?.kind === 'literal' && String(last.value).endsWith('$');
  const bare = parts.map((one, index): Value => {
    if (one.kind !== 'literal') return one;
    const from = begins && index === 0 ? 1 : 0;
    const to = ends && index === parts.length - 1 ? -1 : undefined;
    return literal(String(one.value).slice(from, to), one.span);
  });
  const filled = bare.filter((one) => one.kind !== 'literal' || one.value !== '');
  const [only] = filled;
  return { kind: 'derived', op: begins && ends ? whole : part, from: filled.length === 1 && only ? only : { kind: 'text', parts: filled } };
}

function isSecret(value: Value): value is EnvValue {
  return isEnv(value) && isCredentialName(value.name);
}

/** The text that a pattern made by {@link patternOf} asks for. */
export function patternText(pattern: Value): { readonly text: Value; readonly isWhole: boolean } | undefined {
  if (pattern.kind !== 'derived' || (pattern.op !== whole && pattern.op !== part)) return undefined;
  return { text: pattern.from, isWhole: pattern.op === whole };
}
