import type ts from 'typescript';
import type { Binding, Credential, Secret } from '../model/access';
import type { ArgumentPlace, Refusal, VerifierModel } from '../model/adapters';
import { isSharedIssuer } from '../model/tokens';
import { invoke } from './call';
import { saysNothing } from './claims';
import { compareInConstantTime } from './compare';
import { one, type Call } from './context';
import { someError } from './globals';
import { draft, guardFork, settingSecret } from './guards';
import { isChosen } from './chosenKeys';
import { inputIn, inputsOf } from './inputs';
import { isNullishLiteral, literalNumber, literalText } from './literals';
import { excusedOption } from './options';
import { isPublic as isKnownToAll } from './publicSettings';
import { spanOf, type GuardDraft } from './recorder';
import { isKnownSet, type State } from './state';
import { inputKey, type Side } from './truth';
import { knownAtStart } from './requiredAtStart';
import { inUnsetWorld, missingWith } from './unset';
import {
  findIn,
  identity,
  isEnv,
  keyOf,
  literal,
  undefinedValue,
  unknown,
  type ApiValue,
  type FunctionValue,
  type Outcome,
  type Value,
} from './value';

/** A library call that verifies; `undefined` when what it is given shows that it cannot verify the caller. */
export function verify(model: VerifierModel, path: string, result: ApiValue, call: Call): readonly Outcome[] | undefined {
  if (call.context.quiet > 0) return undefined;
  const ends = modes(model, result, call).map((side) => {
    const there = { ...call, state: side.state };
    return side.truth ? acceptedUnseen(model, result, there) : verifyInEarnest(model, path, result, there);
  });
  return ends.every((end) => end !== undefined) ? ends.flat() : undefined;
}

/** The states in which an option has switched verification off, and in which none has. */
function modes(model: VerifierModel, result: ApiValue, { context, state, node }: Call): readonly Side[] {
  const options = result.calls.flatMap((call) => call.values);
  return Object.entries(model.offWhen ?? {}).reduce<readonly Side[]>(
    (sides, [name, off]) => {
      const given = optionIn(options, name);
      return given
        ? sides.flatMap((side) => (side.truth ? [side] : excusedOption(context, { name, given, off }, side.state, node)))
        : sides;
    },
    [{ truth: false, state }],
  );
}

function acceptedUnseen(model: VerifierModel, result: ApiValue, { state, node }: Call): readonly Outcome[] {
  const { value, thrown } = accepted(refusalOf(model, result.calls.at(-1)?.values ?? []), unknown(`unseen${identity(node)}`), result);
  return [{ value: model.async ? { kind: 'promise', value, rejects: false, guard: undefined } : value, state, thrown }];
}

function verifyInEarnest(model: VerifierModel, path: string, result: ApiValue, call: Call): readonly Outcome[] | undefined {
  if (isSwitchedOff(model, result)) return undefined;
  const presented = model.presented && placed(result, model.presented);
  const isMissing = presented !== undefined && saysNothing(presented);
  if (model.presented && !isMissing && !comesFromCaller(presented)) return undefined;
  const key = model.key && placed(result, model.key);
  if (key && (isChosen(call.context, key, call.state) || isKnownToAll(call.context.libraries, key))) return undefined;
  const signed = signedHere(presented, key);
  const against = signed && model.data && placed(result, model.data);
  if (signed && against) return comparedHere(model, result, signed, against, call);
  const { context, state, node } = call;
  const options = [...result.calls.flatMap(({ values }) => values), ...(presented?.kind === 'unknown' ? presented.from : [])];
  const guard = guardOf(model, path, result, presented, options, call);
  const env = key && findIn(key, isEnv);
  const known = env ? knownAtStart(context, env.name, state, node) : state;
  const isUnset = env && !env.validated && !env.fallback?.value && !isKnownSet(known, env.name);
  const opens = isUnset && opensWith(key, missingWith(env.name, known)) ? env.name : undefined;
  const index = context.recorder.guard(guard, context.gates > 0);
  // What is missing is never right: `verify(key, found ?? [], data)`.
  const sides = guardFork(context, known, node, guard, opens).filter((side) => !isMissing || !side.truth);
  return sides.flatMap((side) => decided(model, result, options, index, side, call));
}

/** A signature that the code has just made itself is right for what it was made of. */
function comparedHere(
  model: VerifierModel,
  result: ApiValue,
  signed: Value,
  against: Value,
  { context, state, node }: Call,
): readonly Outcome[] {
  return compareInConstantTime(context, signed, against, state, node).map((side): Outcome => {
    const { value, thrown } = side.truth ? accepted(model.refusal, signed, result) : refused(model.refusal, node, result);
    const promised: Value = { kind: 'promise', value, rejects: thrown, guard: side.state.refused };
    return model.async ? { value: promised, state: side.state, thrown: false } : { value, state: side.state, thrown };
  });
}

/** What a verifier checks, and how well, by what it is given. */
function guardOf(
  model: VerifierModel,
  path: string,
  result: ApiValue,
  presented: Value | undefined,
  options: readonly Value[],
  { state, node }: Call,
): GuardDraft {
  const data = model.data && placed(result, model.data);
  const binds = new Set<Binding>(model.binds);
  const weaknesses = new Set<string>();
  for (const [name, binding] of Object.entries(model.options ?? {}))
    bindOption(optionIn(options, name), name, binding, binds, weaknesses, state);
  for (const [name, weakness] of Object.entries(model.weakening ?? {})) if (isOn(optionIn(options, name))) weaknesses.add(weakness);
  for (const [name, values] of Object.entries(model.weakeningBy ?? {}))
    for (const [value, weakness] of Object.entries(values)) if (isAmong(optionIn(options, name), value)) weaknesses.add(weakness);
  if (isEndless(model.tolerance && placed(result, model.tolerance))) binds.delete('time');
  return draft(node, credentialIn(model, options), secretAt(result, model.key), model.method, {
    binds,
    weaknesses,
    api: path,
    read: presented && inputIn(presented)?.span,
    covers: new Set(data ? inputsOf(data).map(inputKey) : []),
  });
}

/** What a verifier answers on one side of its check, by its model: to a callback, by a promise, by what it gives or by throwing. */
function decided(
  model: VerifierModel,
  result: ApiValue,
  options: readonly Value[],
  guard: number,
  { truth, state }: Side,
  { context, node, frame }: Call,
): readonly Outcome[] {
  const success: Value = { kind: 'claims', guard, id: `claims${identity(node)}` };
  const callback = model.callback ? options.findLast((option): option is FunctionValue => option.kind === 'function') : undefined;
  if (callback) return invoke(context, callback, truth ? [literal(null), success] : [someError, undefinedValue], state, node, frame);
  const refusal = refusalOf(model, options);
  const { value, thrown } = truth ? accepted(refusal, success, result) : refused(refusal, node, result);
  const made = spanOf(node);
  if (model.async) return one({ kind: 'promise', value, rejects: thrown, guard: truth ? undefined : guard, made }, state);
  return [{ value, state: thrown ? { ...state, raised: { frame: frame.id, span: made } } : state, thrown }];
}

/** What a signature is of that the code itself has just made with the key: it is right for whatever equals that, so verifying it is a comparison. */
function signedHere(presented: Value | undefined, key: Value | undefined): Value | undefined {
  if (presented?.kind !== 'digest' || !presented.key || !key || keyOf(presented.key) !== keyOf(key)) return undefined;
  return presented.data.length === 1 ? presented.data[0] : undefined;
}

/** The credential that a verifier takes; the token of an issuer that serves everybody is one whose holder has to be looked at. */
function credentialIn({ credential }: VerifierModel, options: readonly Value[]): Credential {
  if (credential.kind !== 'token' || credential.format !== 'jwt') return credential;
  const isIssuer = (part: Value): part is Value => isSharedIssuer(literalText(part) ?? '');
  return options.some((option) => findIn(option, isIssuer)) ? { kind: 'token', format: 'oidc' } : credential;
}

/** Whether an argument tells a verifier not to verify: `decode(token, key, true)`. */
export function isSwitchedOff(model: VerifierModel, result: ApiValue): boolean {
  const { unverifiedArgument } = model;
  if (unverifiedArgument !== undefined && isOn(result.calls.at(-1)?.values[unverifiedArgument])) return true;
  const options = result.calls.flatMap((call) => call.values);
  if (model.addressed && !isAddressed(model.addressed, options)) return true;
  const isOffBy = Object.entries(model.unverifiedBy ?? {}).some(([name, values]) => isPublic(optionIn(options, name), values));
  return isOffBy || model.unverifiedWith?.some((name) => isOn(optionIn(options, name))) === true;
}

/** Whether a request goes to an address that ends in some way; what it begins with may be a setting. */
export function isAddressed(ending: string, [address]: readonly Value[]): boolean {
  const end = address?.kind === 'text' ? address.parts.at(-1) : address;
  return end?.kind === 'literal' && String(end.value).endsWith(ending);
}

/** Whether an option (or one of several alternatives in it) accepts what everybody knows; `public:web` is a kind of `public`. */
export function isPublic(option: Value | undefined, values: readonly string[]): boolean {
  if (option?.kind === 'array') return option.items.some((item) => isPublic(item, values));
  return option?.kind === 'literal' && values.includes(String(option.value).replace(/:.*$/, ''));
}

function accepted(refusal: Refusal, success: Value, result: ApiValue): { readonly value: Value; readonly thrown: boolean } {
  if (refusal === 'false') return { value: literal(true), thrown: false };
  return { value: typeof refusal === 'object' ? fromPlain(refusal.accepted, success, result) : success, thrown: false };
}

function refused(refusal: Refusal, node: ts.Node, result: ApiValue): { readonly value: Value; readonly thrown: boolean } {
  if (refusal === 'throws') return { value: unknown(`refused${identity(node)}`), thrown: true };
  if (refusal === 'false') return { value: literal(false), thrown: false };
  if (refusal === 'null') return { value: literal(null), thrown: false };
  return { value: fromPlain(refusal.refused, undefinedValue, result), thrown: false };
}

/** A plain object from a model as a value; an empty object stands for what was verified. Members that it does not list are those of `rest`. */
function fromPlain(plain: unknown, success: Value, rest?: ApiValue): Value {
  if (plain === null || plain === undefined || typeof plain === 'boolean' || typeof plain === 'string' || typeof plain === 'number')
    return literal(plain);
  if (typeof plain !== 'object') return success;
  const entries = Object.entries(plain);
  if (entries.length === 0) return success;
  return {
    kind: 'object',
    fields: new Map(entries.map(([name, value]) => [name, fromPlain(value, success)])),
    open: true,
    type: undefined,
    ...(rest ? { rest } : {}),
  };
}

function refusalOf(model: VerifierModel, options: readonly Value[]): Refusal {
  for (const [name, refusal] of Object.entries(model.refusalWith ?? {})) if (isOn(optionIn(options, name))) return refusal;
  return model.refusal;
}

/** The value at a place among the arguments of a call chain. */
export function placed(result: ApiValue, place: ArgumentPlace): Value | undefined {
  const call =
    place.call === undefined
      ? result.calls.at(-1)
      : result.calls.find((candidate) => candidate.name === place.call || candidate.name.endsWith(`.${place.call}`));
  let value = call?.values[place.argument];
  for (const name of place.path ?? []) {
    if (value?.kind !== 'object') return value;
    value = value.fields.get(name);
  }
  return value;
}

/** Whether a value can be what the caller presents; constants and the server's own settings cannot. */
function comesFromCaller(value: Value | undefined): boolean {
  if (!value) return false;
  return (
    findIn(
      value,
      (part): part is Value =>
        part.kind === 'input' || part.kind === 'shaped' || part.kind === 'unknown' || part.kind === 'claims' || part.kind === 'api',
    ) !== undefined
  );
}

/** Finds an option by name in objects, two levels deep. */
export function optionIn(values: readonly Value[], name: string, depth = 2): Value | undefined {
  for (const value of values) {
    // A client is what it was made with.
    const made =
      value.kind === 'api' && depth > 0
        ? optionIn(
            value.calls.flatMap((call) => call.values),
            name,
            depth - 1,
          )
        : undefined;
    if (made) return made;
    if (value.kind !== 'object') continue;
    const own = value.fields.get(name);
    if (own) return own;
    const nested = depth > 0 ? optionIn([...value.fields.values()], name, depth - 1) : undefined;
    if (nested) return nested;
  }
  return undefined;
}

function isEndless(tolerance: Value | undefined): boolean {
  const seconds = literalNumber(tolerance);
  return seconds !== undefined && (seconds <= 0 || seconds === Infinity);
}

function isAmong(option: Value | undefined, text: string): boolean {
  if (option?.kind === 'array') return option.items.some((item) => isAmong(item, text));
  return option?.kind === 'literal' && option.value === text;
}

function isOn(value: Value | undefined): boolean {
  return value !== undefined && !(value.kind === 'literal' && !value.value);
}

function bindOption(
  value: Value | undefined,
  name: string,
  binding: Binding,
  binds: Set<Binding>,
  weaknesses: Set<string>,
  state: State,
): void {
  if (!value || isNullishLiteral(value)) return;
  binds.add(binding);
  if (value.kind === 'env' && !value.validated && !value.fallback && !isKnownSet(state, value.name)) weaknesses.add(`${name} may be unset`);
}

/** The secret at a place; without a place it is configured elsewhere. */
export function secretAt(result: ApiValue, place: ArgumentPlace | undefined): Secret {
  const value = place && placed(result, place);
  if (!value) return { kind: 'key' };
  const env = findIn(value, isEnv);
  if (env) return settingSecret(env);
  if (value.kind === 'literal' && typeof value.value === 'string' && value.span) return { kind: 'literal', span: value.span };
  return { kind: 'key' };
}

/** A key that becomes a known text when its variable is unset. */
function opensWith(key: Value, isMissing: Parameters<typeof inUnsetWorld>[1]): boolean {
  const world = inUnsetWorld(key, isMissing);
  return world.kind === 'constant' && typeof world.value === 'string' && world.value !== '';
}
