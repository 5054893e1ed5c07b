import { saysNothing } from './claims';
import { isLookup } from './guards';
import { isNullish, literalText } from './literals';
import { keyOf, literal, unknown, type EnvValue, type Literal, type ObjectValue, type Value } from './value';

/** What two values have in common: members that are equal in two plain objects, that two responses refuse, a claim that is only missing in one of them, that two texts are not empty. */
export function joined(a: Value | undefined, b: Value, id: string, depth = 2): Value {
  if (a && keyOf(a) === keyOf(b)) return a;
  if (a?.kind === 'response' && b.kind === 'response' && !a.continues && !b.continues && refuses(a) === refuses(b)) return a;
  if (a && isFilled(a) && isFilled(b)) return { kind: 'text', parts: [unknown(id), literal('…')] };
  if (a?.kind !== 'object' || b.kind !== 'object' || !areAlike(a, b) || depth === 0)
    return provenOr(a, b) ?? (a && optionalSetting([a, b])) ?? unknown(id);
  const fields = new Map<string, Value>();
  for (const name of new Set([...a.fields.keys(), ...b.fields.keys()])) {
    const other = b.fields.get(name);
    fields.set(name, other ? joined(a.fields.get(name), other, `${id}.${name}`, depth - 1) : unknown(`${id}.${name}`));
  }
  return { kind: 'object', fields, open: a.open || b.open, type: a.type };
}

/** Whether two objects are plain, instances of one class, or both results that failed, or that succeeded. */
function areAlike(a: ObjectValue, b: ObjectValue): boolean {
  if (a.type === 'Result') return b.type === 'Result' && a.fields.has('value') === b.fields.has('value');
  if (typeof a.type === 'object') return typeof b.type === 'object' && a.type.node === b.type.node && a.type.frame === b.type.frame;
  return a.type === b.type;
}

/** Whether a value is a text that is not empty: the reason of a refusal, whichever it is. */
function isFilled(value: Value): boolean {
  if (value.kind === 'text') return value.parts.some(isFilled);
  return Boolean(literalText(value));
}

function refuses({ status, refuses: says }: Extract<Value, { kind: 'response' }>): boolean | 'open' {
  return status === 'open' ? status : says || (status !== undefined && status >= 300);
}

/**
 * What only a verified caller has is still that if it may also be missing: a claim, which pins the caller when it is compared, or one of the
 * records that a credential was looked up in.
 */
function provenOr(a: Value | undefined, b: Value): Value | undefined {
  const proven = a && isProven(a) ? a : isProven(b) ? b : undefined;
  const other = proven === a ? b : a;
  if (!proven || !other) return undefined;
  return saysNothing(other) || (isLookup(proven) && isLookup(other)) ? proven : undefined;
}

function isProven(value: Value): boolean {
  return value.kind === 'claims' || value.kind === 'proof' || isLookup(value);
}

/**
 * The variable that a value is where it is set, if it is a constant where it is not: `text ? text.trim() : undefined` of one says no more than
 * the variable itself.
 */
export function optionalSetting(values: readonly Value[]): EnvValue | undefined {
  const settings = new Map<string, EnvValue>();
  const constants = new Map<string, Literal>();
  for (const value of values) {
    const setting = settingIn(value);
    if (setting) settings.set(setting.name, setting);
    else if (value.kind === 'literal' && (isNullish(value.value) || typeof value.value === 'string')) constants.set(keyOf(value), value);
    else return undefined;
  }
  const [[, setting] = []] = settings;
  const [[, constant] = []] = constants;
  if (!setting || settings.size > 1 || constants.size > 1 || setting.validated) return undefined;
  return constant === undefined || constant.value === undefined || setting.fallback ? setting : { ...setting, fallback: constant };
}

/** The variable that a text is, but for white space around it. */
function settingIn(value: Value): EnvValue | undefined {
  if (value.kind === 'derived') return /(?:^|\W)(?:trim|toString|String)$/.test(value.op) ? settingIn(value.from) : undefined;
  return value.kind === 'env' ? value : undefined;
}
