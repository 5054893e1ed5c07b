import { saysNothing } from './claims';
import { settingBehind } from './gaps';
import { isLookup } from './guards';
import { isSent } from './inputs';
import { isNullish, literalText } from './literals';
import type { State } from './state';
import { keyOf, literal, unknown, type ArrayValue, type EnvValue, type Literal, type ObjectValue, type Value } from './value';

/** What two values have in common: members that are equal in two plain objects, that two responses refuse, a claim that is only missing in one of them, that two texts are not empty. */
export function joined(a: Value | undefined, b: Value, id: string, depth = 2): Value {
  if (a && keyOf(a) === keyOf(b)) return a;
  if (a?.kind === 'response' && b.kind === 'response' && !a.continues && !b.continues && refuses(a) === refuses(b)) return a;
  if (a && isFilled(a) && isFilled(b)) return { kind: 'text', parts: [unknown(id), literal('…')] };
  if (a?.kind !== 'object' || b.kind !== 'object' || !areAlike(a, b) || depth === 0)
    return provenOr(a, b) ?? madeOr(a, b) ?? (a && optionalSetting([a, b])) ?? unknown(id, a ? sentIn([a, b]) : []);
  const fields = new Map<string, Value>();
  for (const name of new Set([...a.fields.keys(), ...b.fields.keys()])) {
    const other = b.fields.get(name);
    fields.set(name, other ? joined(a.fields.get(name), other, `${id}.${name}`, depth - 1) : unknown(`${id}.${name}`));
  }
  return { kind: 'object', fields, open: a.open || b.open, type: a.type };
}

/** What a library has made, or nothing: whether it is there is asked anyway. */
function madeOr(a: Value | undefined, b: Value): Value | undefined {
  const [made, other] = a?.kind === 'api' ? [a, b] : [b, a];
  const isMade = made.kind === 'api' && made.path.endsWith(')');
  return isMade && other?.kind === 'literal' && isNullish(other.value) ? made : undefined;
}

/** What the caller sends in two values that are that, or nothing: whichever it is, the caller has chosen it. */
function sentIn(values: readonly Value[]): readonly Value[] {
  const isJoined = (value: Value): boolean => value.kind === 'unknown' && value.from.length > 0 && value.from.every(isSent);
  const isNothing = ({ kind, value }: Literal): boolean => kind === 'literal' && (isNullish(value) || value === '');
  if (!values.every((value) => isSent(value) || isJoined(value) || (value.kind === 'literal' && isNothing(value)))) return [];
  const sent = values.flatMap((value) => (value.kind === 'unknown' ? value.from : value.kind === 'literal' ? [] : [value]));
  return [...new Map(sent.map((value) => [keyOf(value), value])).values()];
}

/**
 * The list that two lists are on one path or the other, each with what that path knows: of the settings in it those that are set, where each
 * list holds just those.
 */
export function joinedLists(a: Listed, b: Listed): ArrayValue | undefined {
  const items = new Map([...a.list.items, ...b.list.items].map((item) => [keyOf(item), item]));
  const isWhole = ({ list, facts }: Listed): boolean => {
    const own = new Set(list.items.map(keyOf));
    return [...items].every(([key, item]) => {
      const setting = settingBehind(item);
      if (!setting || list.open) return false;
      return (list.gaps && own.has(key)) || facts.get(`env:${setting.name}`)?.truthy === own.has(key);
    });
  };
  if (keyOf(a.list) === keyOf(b.list) || !isWhole(a) || !isWhole(b)) return undefined;
  return { kind: 'array', items: [...items.values()], open: false, gaps: true };
}

/** A list, and what is known where it is that. */
export interface Listed {
  readonly list: ArrayValue;
  readonly facts: State['facts'];
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
