import ts from 'typescript';
import type { Condition } from '../model/access';
import type { Span } from '../model/source';
import { bindToken } from './claims';
import { compareInConstantTime } from './compare';
import { noteFirstUse } from './freshness';
import { hasItems, isOptional, settingBehind } from './gaps';
import { decideProof, lookup, provenHeader } from './guards';
import type { Context } from './context';
import { isNullish } from './literals';
import { spanOf } from './recorder';
import { knownAtStart } from './requiredAtStart';
import { isSettled, learn, type State } from './state';
import { absent, keyOf, literal, type EnvValue, type InputValue, type Outcome, type Value } from './value';
import { isClaimHeader, isCredentialName } from './inputs';
import { isTransparent } from '../project/syntax';

/** One side of a decision. */
export interface Side {
  readonly truth: boolean;
  readonly state: State;
}

/** What a test says on either side; `node` where it is written. */
export function yesNo(sides: readonly Side[], node?: ts.Node): readonly Outcome[] {
  return sides.map((side) => ({ value: literal(side.truth, node && spanOf(node)), state: side.state, thrown: false }));
}

/** Both sides of a decision of which nothing is known, remembered for the next time. */
export function fork(state: State, key: string): readonly Side[] {
  const known = state.facts.get(key)?.truthy;
  if (known !== undefined) return [{ truth: known, state }];
  if (isSettled(state) || state.failed)
    return [
      { truth: true, state },
      { truth: false, state },
    ];
  return [
    { truth: true, state: learn(state, key, { truthy: true, nullish: false }) },
    { truth: false, state: learn(state, key, { truthy: false }) },
  ];
}

/** Both sides of a decision, each with its condition in the access graph. */
export function labelled(
  context: Context,
  state: State,
  node: ts.Node,
  sides: readonly { readonly truth: boolean; readonly given: Condition | undefined; readonly learn?: (state: State) => State }[],
): readonly Side[] {
  if (context.quiet > 0 && context.routing) for (const { given } of sides) if (given) context.routing.decided(given);
  if (context.quiet > 0 && context.routing)
    return sides.map((side) => ({ truth: side.truth, state: side.learn ? side.learn(state) : state }));
  const decision = context.recorder.step(state, spanOf(node), undefined);
  const logical = logicalExpression(node);
  const whole = logical === node ? undefined : spanOf(logical);
  return sides.map((side) => {
    const given = side.given && whole ? { ...side.given, whole } : side.given;
    const next = context.recorder.branch(decision.state, decision.index, given);
    return { truth: side.truth, state: side.learn ? side.learn(next) : next };
  });
}

/** The outermost `&&`, `||` and `!` around a test. */
function logicalExpression(node: ts.Node): ts.Node {
  const { parent } = node;
  const isLogical =
    isTransparent(parent) ||
    (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) ||
    (ts.isBinaryExpression(parent) &&
      (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken || parent.operatorToken.kind === ts.SyntaxKind.BarBarToken));
  return isLogical ? logicalExpression(parent) : node;
}

/** Whether a value is truthy: both, when it may be either. */
export function truth(context: Context, value: Value, state: State, node: ts.Node): readonly Side[] {
  switch (value.kind) {
    case 'literal':
      return [{ truth: Boolean(value.value), state }];
    case 'promise':
      return [{ truth: true, state: lostPromise(context, value, state, node) }];
    case 'env':
      return envTruth(context, value, state, node);
    case 'input':
      return inputTruth(context, value, state, node);
    case 'derived': {
      const { from } = value;
      if (isLength(value)) {
        if (from.kind === 'array') return hasItems(context, from, state, node);
        if (from.kind === 'input') return truth(context, from, state, node);
      }
      const same =
        value.op !== 'typeof' && (from.kind === 'env' || from.kind === 'text' || from.kind === 'digest' || from.kind === 'derived');
      if (same) return truth(context, from, state, node);
      bindToken(context, node, value);
      return fork(state, keyOf(value));
    }
    case 'text':
      if (value.parts.some((part) => part.kind === 'literal' && String(part.value) !== '')) return [{ truth: true, state }];
      return fork(state, keyOf(value));
    case 'difference':
      return compareInConstantTime(context, value.left, value.right, state, node).map((side) => ({
        truth: !side.truth,
        state: side.state,
      }));
    case 'proof':
      return decideProof(context, value, state, node);
    case 'claims':
    case 'time':
      return fork(state, keyOf(value));
    case 'pathname':
      return value.piece === undefined ? [{ truth: true, state }] : fork(state, keyOf(value));
    case 'api':
      bindToken(context, node, value);
      noteFirstUse(context, value);
      if (!value.path.includes('(')) return isPlatform(value.path) ? [{ truth: true, state }] : fork(state, keyOf(value));
      return lookup(context, value, state, node) ?? fork(state, keyOf(value));
    case 'unknown':
      return lookup(context, value, state, node) ?? fork(state, keyOf(value));
    case 'settings':
      return fork(state, keyOf(value));
    default:
      return [{ truth: true, state }];
  }
}

/** Whether a name is one of the language or of Node.js: what it names is there. */
function isPlatform(path: string): boolean {
  return path.startsWith('global#') || path.startsWith('node:');
}

/** Whether a value is how long another one is, or how many records were found. */
export function isLength(value: Value): boolean {
  if (value.kind === 'api')
    return /\)\.(?:\w+\.)?(?:length|size|rowCount|rowsAffected|count)$|[.)](?:\$?count|countBy|countDocuments)\(\)$/.test(value.path);
  return value.kind === 'derived' && /\.(byte)?(length|size)$/i.test(value.op);
}

/** A promise used as a condition is always truthy: a verification in it decides nothing. */
export function lostPromise(context: Context, value: Extract<Value, { kind: 'promise' }>, state: State, node: ts.Node): State {
  const guard = value.guard ?? state.refused;
  const { value: given } = value;
  const fails =
    value.rejects ||
    (given.kind === 'literal' ? !given.value : given.kind === 'response' || (given.kind === 'object' && value.guard !== undefined));
  if (!fails || guard === undefined || state.verified || context.quiet > 0) return state;
  return context.recorder.step(state, value.made ?? spanOf(node), { kind: 'lost', how: 'not-awaited', guard }).state;
}

function envTruth(context: Context, value: EnvValue, state: State, node: ts.Node): readonly Side[] {
  if (value.validated || value.fallback?.value) return [{ truth: true, state }];
  return isSet(context, value, state, node);
}

/** Whether an environment variable is set; the answer stays the same for the whole path. */
export function isSet(context: Context, value: EnvValue, before: State, node: ts.Node): readonly Side[] {
  const state = isCredentialName(value.name) ? knownAtStart(context, value.name, before, node) : before;
  const key = `env:${value.name}`;
  const fact = state.facts.get(key);
  const span = spanOf(node);
  const known = fact?.truthy ?? (typeof fact?.equals === 'string' ? fact.equals !== '' : undefined);
  if (known !== undefined)
    return [{ truth: known, state: repeated(context, state, node, key, { kind: 'unset', variable: value.name, set: known, span }) }];
  return labelled(context, state, node, [
    {
      truth: true,
      given: { kind: 'unset', variable: value.name, set: true, span },
      learn: (next) => learn(next, key, { truthy: true, nullish: false }),
    },
    {
      truth: false,
      given: { kind: 'unset', variable: value.name, set: false, span },
      learn: (next) => learn(next, key, { truthy: false }),
    },
  ]);
}

/** The state after code has asked for what is known of a setting: a request shows it where set-up code has decided it for a deployment. */
export function repeated(context: Context, state: State, node: ts.Node, key: string, given: Condition): State {
  const fact = state.facts.get(key);
  if (!fact?.isOfDeployment || isSettled(state)) return state;
  const sides = [
    { truth: true, given: { ...given, isRepeated: true as const }, learn: (next: State) => learn(next, key, { isOfDeployment: false }) },
  ];
  return labelled(context, state, node, sides)[0]?.state ?? state;
}

/** The facts about an input are kept by what it is, whichever way it is read. */
export function inputKey(value: InputValue): string {
  const matters =
    value.input === 'header' ||
    value.input === 'network' ||
    value.input === 'host' ||
    value.input === 'method' ||
    isCredentialName(value.name);
  return `${matters ? 'in' : 'field'}:${value.input}:${value.name}:${value.part}`;
}

function inputTruth(context: Context, value: InputValue, state: State, node: ts.Node): readonly Side[] {
  const key = inputKey(value);
  const known = state.facts.get(key)?.truthy;
  if (known !== undefined) return [{ truth: known, state }];
  const proven = value.input === 'header' ? provenHeader(context, value.name, state, node) : undefined;
  if (proven) return proven;
  const span = spanOf(node);
  return labelled(context, state, node, [
    { truth: true, given: claimed(context, value, true, span), learn: (next) => learn(next, key, { truthy: true, nullish: false }) },
    { truth: false, given: claimed(context, value, false, span), learn: (next) => learn(next, key, { truthy: false }) },
  ]);
}

/** What it says of the caller that a header is there, or is not. */
function claimed(context: Context, { input, name }: InputValue, equal: boolean, span: Span): Condition | undefined {
  return input === 'header' && isClaimHeader(context, name) ? { kind: 'claim', name, equal, span } : undefined;
}

/** Whether a value is `null` or `undefined`. */
export function nullish(
  context: Context,
  value: Value,
  state: State,
  node: ts.Node,
): readonly { readonly nullish: boolean; readonly state: State }[] {
  switch (value.kind) {
    case 'literal':
      return [{ nullish: isNullish(value.value), state }];
    case 'env': {
      if (value.validated || typeof value.fallback?.value === 'string') return [{ nullish: false, state }];
      return isSet(context, value, state, node).map((side) => ({ nullish: !side.truth, state: side.state }));
    }
    case 'input': {
      if ((value.absent & (absent.null | absent.undefined)) === 0) return [{ nullish: false, state }];
      const key = inputKey(value);
      const fact = state.facts.get(key);
      if (fact?.truthy === true || fact?.nullish === false) return [{ nullish: false, state }];
      if (fact?.nullish === true) return [{ nullish: true, state }];
      const proven = value.input === 'header' ? provenHeader(context, value.name, state, node) : undefined;
      if (proven) return proven.map((side) => ({ nullish: !side.truth, state: side.state }));
      const span = spanOf(node);
      return labelled(context, state, node, [
        { truth: false, given: claimed(context, value, true, span), learn: (next) => learn(next, key, { nullish: false }) },
        { truth: true, given: claimed(context, value, false, span), learn: (next) => learn(next, key, { nullish: true, truthy: false }) },
      ]).map((side) => ({ nullish: side.truth, state: side.state }));
    }
    case 'proof':
      return decideProof(context, value, state, node).map((side) => ({ nullish: !side.truth, state: side.state }));
    case 'unknown': {
      const found = lookup(context, value, state, node);
      return found ? found.map((side) => ({ nullish: !side.truth, state: side.state })) : forkNullish(state, keyOf(value));
    }
    case 'derived': {
      if (givesText.test(value.op) && !isOptional(value)) return [{ nullish: false, state }];
      const setting = isOptional(value) ? settingBehind(value) : undefined;
      return setting ? nullish(context, setting, state, node) : forkNullish(state, keyOf(value));
    }
    case 'claims':
    case 'settings':
      return forkNullish(state, keyOf(value));
    case 'api': {
      const found = value.path.endsWith(')') ? lookup(context, value, state, node) : undefined;
      if (found) return found.map((side) => ({ nullish: !side.truth, state: side.state }));
      return value.path.endsWith(')') ? forkNullish(state, keyOf(value)) : [{ nullish: false, state }];
    }
    default:
      return [{ nullish: false, state }];
  }
}

/** Methods of texts that give a text or a list, whatever the text is: nothing is none of these. */
const givesText =
  /^\.(?:trim(?:Start|End)?|to(?:Lower|Upper)Case|replace(?:All)?|slice|substr(?:ing)?|pad(?:Start|End)|normalize|concat|repeat|split)\b/;

function forkNullish(state: State, key: string): readonly { readonly nullish: boolean; readonly state: State }[] {
  const fact = state.facts.get(key);
  if (fact?.truthy === true || fact?.nullish === false) return [{ nullish: false, state }];
  if (fact?.nullish === true) return [{ nullish: true, state }];
  if (isSettled(state) || state.failed)
    return [
      { nullish: false, state },
      { nullish: true, state },
    ];
  return [
    { nullish: false, state: learn(state, key, { nullish: false }) },
    { nullish: true, state: learn(state, key, { nullish: true, truthy: false }) },
  ];
}
