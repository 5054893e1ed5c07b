import type ts from 'typescript';
import type { Condition, Guard, Method, Secret } from '../model/access';
import type { Span } from '../model/source';
import { bindToken } from './claims';
import type { Context } from './context';
import { noteFirstUse } from './freshness';
import { isBytes } from './evaluate';
import { isCutAsSent } from './gathering';
import { credentialOf, decideProof, draft, guardFork, provenHeader, settingSecret } from './guards';
import { inputIn, inputsOf, isCredentialName, isIdentityClaim, isSent, pair, roleOf } from './inputs';
import { isNullish, isNullishLiteral } from './literals';
import { asksForAct } from './orders';
import { isPublic } from './publicSettings';
import { spanOf } from './recorder';
import { knownAtStart } from './requiredAtStart';
import { learn, type State } from './state';
import { fork, inputKey, isLength, labelled, nullish, truth, type Side } from './truth';
import { inUnsetWorld, maySend, missingWith, unsetWorlds } from './unset';
import { findIn, isEnv, keyOf, type Constant, type DigestValue, type EnvValue, type InputValue, type Literal, type Value } from './value';
import { settingTest } from './settingTests';
import { spelled } from './spelling';

/** How two values are compared. */
export interface Comparison {
  readonly method: Method;
  /** `==` instead of `===`. */
  readonly loose: boolean;
  /** What is presented need only contain what is expected: whatever an unset secret makes of that, a caller can. */
  readonly isPartial?: boolean;
  readonly operands: Guard['operands'];
}

/** A comparison that takes the same time wherever the difference is. */
export function compareInConstantTime(context: Context, left: Value, right: Value, state: State, node: ts.Node): readonly Side[] {
  return compare(context, left, right, state, node, { method: 'constant-time', loose: false, operands: undefined });
}

/** Both sides of a comparison of two values; this is where verifications are recognised. */
export function compare(context: Context, left: Value, right: Value, state: State, node: ts.Node, how: Comparison): readonly Side[] {
  if (left.kind === 'literal' && right.kind === 'literal')
    return askedForHead(left, right, state) ?? [{ truth: areEqual(left.value, right.value, how.loose), state }];
  if (!how.loose && ((isThing(left) && right.kind === 'literal') || (isThing(right) && left.kind === 'literal')))
    return [{ truth: false, state }];
  noteFirstUse(context, left, right);
  for (const [value, zero] of [
    [left, right],
    [right, left],
  ] as const) {
    if (value.kind === 'difference' && zero.kind === 'literal' && zero.value === 0)
      return compareInConstantTime(context, value.left, value.right, state, node);
  }
  if (isNullishLiteral(right)) return nullness(context, left, right, state, node, how);
  if (isNullishLiteral(left)) return nullness(context, right, left, state, node, how);
  if (cannotBe(left, right) || cannotBe(right, left)) return [{ truth: false, state }];
  if (isLength(left) && isZero(right)) return truth(context, left, state, node).map(negated);
  if (isLength(right) && isZero(left)) return truth(context, right, state, node).map(negated);
  // Comparing lengths tells nothing about the content.
  if (isLength(left) || isLength(right)) return fork(state, pairKey(left, right));
  const [a, b, hashed] = strip(left, right);
  for (const value of [a, b]) if (value.kind === 'proof') return decideProof(context, value, state, node);
  bindToken(context, node, a, b);
  const path = spelled(context, a, b, state, node, 'equals');
  if (path) return path;
  if (isCutAsSent(a, state, node) || isCutAsSent(b, state, node)) return fork(state, pairKey(a, b));
  for (const [value, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const digest = signedIn(value);
    if (digest) return signature(context, digest, other, state, node, how);
  }
  const inputA = inputIn(a);
  const inputB = inputIn(b);
  if (inputA && inputB) return keyOf(a) === keyOf(b) ? [{ truth: true, state }] : fork(state, pairKey(a, b));
  if (inputA) return presented(context, a, inputA, b, state, node, { ...how, method: hashed ? 'constant-time' : how.method });
  if (inputB) return presented(context, b, inputB, a, state, node, { ...how, method: hashed ? 'constant-time' : how.method });
  if (keyOf(a) === keyOf(b) && a.kind !== 'unknown') return [{ truth: true, state }];
  const setting = settingTest(context, a, b, state, node) ?? settingTest(context, b, a, state, node);
  return setting ?? fork(state, pairKey(a, b));
}

/** A test of the method of what is registered for GET: frameworks answer HEAD with it, and the request then says HEAD. */
function askedForHead(left: Literal, right: Literal, state: State): readonly Side[] | undefined {
  const [method, other] = left.isMethod ? [left, right] : [right, left];
  if (!method.isMethod || method.value !== 'GET') return undefined;
  const key = 'method:HEAD';
  if (other.value === 'HEAD') return fork(state, key);
  return state.facts.get(key)?.truthy === true ? [{ truth: false, state }] : undefined;
}

/** Whether a value is an object of its own, which no constant is: `denied !== true` holds of a response. */
function isThing({ kind }: Value): boolean {
  return kind === 'response' || kind === 'object' || kind === 'array' || kind === 'function' || kind === 'class';
}

/** Whether a text begins or ends with something that a constant does not: `''` is no `Bearer ${secret}`. */
function cannotBe(text: Value, constant: Value): boolean {
  if (text.kind !== 'text' || constant.kind !== 'literal' || typeof constant.value !== 'string') return false;
  const [first, last] = [text.parts.at(0), text.parts.at(-1)];
  const begins = first?.kind !== 'literal' || constant.value.startsWith(String(first.value));
  return !begins || (last?.kind === 'literal' && !constant.value.endsWith(String(last.value)));
}

function pairKey(a: Value, b: Value): string {
  return `${keyOf(a)}===${keyOf(b)}`;
}

function isZero(value: Value): boolean {
  return value.kind === 'literal' && value.value === 0;
}

function negated(side: Side): Side {
  return { truth: !side.truth, state: side.state };
}

/** `===` of two constants, or `==`: nothing but the other of `null` and `undefined` equals one of them, everything else is compared as numbers. */
function areEqual(a: Literal['value'], b: Literal['value'], loose: boolean): boolean {
  if (!loose || typeof a === typeof b) return a === b;
  return isNullish(a) || isNullish(b) ? isNullish(a) && isNullish(b) : Number(a) === Number(b);
}

function nullness(context: Context, value: Value, constant: Literal, state: State, node: ts.Node, how: Comparison): readonly Side[] {
  // A setting that is missing is `undefined`, or what the code puts in its place.
  if (value.kind === 'env' && !how.loose && (value.fallback?.value ?? undefined) === undefined) {
    const missing = value.fallback ? value.fallback.value : undefined;
    if (missing !== constant.value) return [{ truth: false, state }];
  }
  return nullish(context, value, state, node).map((side) => ({ truth: side.nullish, state: side.state }));
}

/** Removes what was done to both sides alike; tells whether both were hashed. */
function strip(left: Value, right: Value): readonly [Value, Value, boolean] {
  let [a, b, hashed] = [left, right, false];
  for (;;) {
    if (
      a.kind === 'digest' &&
      b.kind === 'digest' &&
      sameKey(a, b) &&
      a.data.length === 1 &&
      b.data.length === 1 &&
      a.data[0] &&
      b.data[0]
    ) {
      [a, b, hashed] = [a.data[0], b.data[0], true];
    } else if (a.kind === 'derived' && b.kind === 'derived' && (a.op === b.op || (isBytes(a) && isBytes(b)))) [a, b] = [a.from, b.from];
    else if (a.kind === 'text' && b.kind === 'text' && samePrefix(a.parts[0], b.parts[0])) {
      [a, b] = [
        { kind: 'text', parts: a.parts.slice(1) },
        { kind: 'text', parts: b.parts.slice(1) },
      ];
      if (a.parts.length === 1 && a.parts[0]) a = a.parts[0];
    } else return [a, b, hashed];
  }
}

function sameKey(a: DigestValue, b: DigestValue): boolean {
  return (a.key ? keyOf(a.key) : '') === (b.key ? keyOf(b.key) : '');
}

function samePrefix(a: Value | undefined, b: Value | undefined): boolean {
  return a?.kind === 'literal' && b?.kind === 'literal' && a.value === b.value;
}

/** The keyed digest that a value is, encoded or with its algorithm's name before it: `sha256=…`. */
function signedIn(value: Value): (DigestValue & { readonly key: Value }) | undefined {
  if (value.kind === 'digest') return value.key && { ...value, key: value.key };
  if (value.kind === 'derived') return signedIn(value.from);
  return value.kind === 'text' ? value.parts.map(signedIn).find((part) => part !== undefined) : undefined;
}

/** A keyed digest that the caller must know the key to make. */
function signature(
  context: Context,
  digest: NonNullable<ReturnType<typeof signedIn>>,
  other: Value,
  state: State,
  node: ts.Node,
  how: Comparison,
): readonly Side[] {
  const input = inputIn(other);
  if (!input) return fork(state, pairKey(digest, other));
  const inputs = digest.data.flatMap(inputsOf);
  const binds = new Set(inputs.some((part) => part.input === 'body') ? (['body'] as const) : []);
  const secret = findIn(digest.key, isEnv);
  const guard = draft(
    node,
    isKnownText(digest) ? credentialOf(input) : { kind: 'signature', header: input.input === 'header' ? input.name : undefined },
    secretOf(digest.key),
    how.method,
    {
      binds,
      read: input.span,
      operands: how.operands,
      covers: new Set(inputs.map(inputKey)),
    },
  );
  if ((digest.key.kind === 'literal' && digest.key.value === '') || isRandom(digest.key) || isSent(digest.key))
    return fork(state, pairKey(digest, other));
  if (isPublic(context.libraries, digest.key))
    return excused(context, state, node, { kind: 'claim', name: input.name, equal: true, span: spanOf(node) });
  return decide(context, secret, guard, state, node, () => {
    const key = secret ? inUnsetWorld(digest.key, missingWith(secret.name, state)) : undefined;
    return key?.kind === 'constant' && !isNullish(key.value);
  });
}

/** Whether a digest is of constants only: what it gives is the same for every request, a secret that is made of another one. */
function isKnownText({ data }: DigestValue): boolean {
  const isOpen = ({ kind }: Value): boolean => kind !== 'literal' && kind !== 'env' && kind !== 'text' && kind !== 'derived';
  return data.every((part) => findIn(part, (one): one is Value => isOpen(one)) === undefined);
}

/** Whether a key is made up on the spot: nobody else can know it, so what it signs proves nothing about the caller. */
function isRandom(key: Value): boolean {
  const made = /[#.](random\w*|getRandomValues|generateKey\w*|nanoid|uuid\w*)\(\)/i;
  return findIn(key, (part): part is Value => part.kind === 'api' && made.test(part.path)) !== undefined && !findIn(key, isEnv);
}

/** What the caller presents against what it is expected to be. */
function presented(
  context: Context,
  value: Value,
  input: InputValue,
  expected: Value,
  state: State,
  node: ts.Node,
  how: Comparison,
): readonly Side[] {
  const span = spanOf(node);
  const role = roleOf(context, input);
  if (role === 'network') return excused(context, state, node, { kind: 'network', source: input.name, equal: true, span });
  if (role === 'host') return excused(context, state, node, { kind: 'host', source: input.name, equal: true, span });
  const env = findIn(expected, isEnv);
  if (isPublic(context.libraries, expected) || (env && role === 'claim' && !isCredentialName(env.name)))
    return excused(context, state, node, { kind: 'claim', name: input.name, equal: true, span });
  if (expected.kind === 'literal') return literalExpected(context, value, input, expected, role, state, node, how);
  if (value.kind === 'derived' && /^\.length|typeof/.test(value.op)) return fork(state, pairKey(value, expected));
  if (role === 'method') return fork(state, pairKey(value, expected));
  const expectsSecret = env && (isCredentialName(env.name) || input.input === 'header' || input.input === 'certificate');
  if (!expectsSecret && !isCredentialName(input.name) && role !== 'claim') return fork(state, pairKey(value, expected));
  const constant = findIn(
    expected,
    (part): part is Literal => part.kind === 'literal' && typeof part.value === 'string' && part.value.length > 8,
  );
  if (!env && role === 'claim' && !constant) return excused(context, state, node, { kind: 'claim', name: input.name, equal: true, span });
  const secret = secretOf(expected);
  const method = secret.kind === 'stored' ? 'lookup' : how.method;
  const guard = draft(node, credentialOf(input), secret, method, { read: input.span, operands: how.operands });
  return decide(context, env, guard, state, node, () => {
    const worlds = env ? unsetWorlds(expected, missingWith(env.name, state)) : [];
    return worlds.some((one) => one.kind === 'constant' && (how.isPartial === true || maySend(value, input, one.value, how.loose, state)));
  });
}

/** A guard whose secret may be unset has three ways out; facts about the variable leave fewer. */
function decide(
  context: Context,
  env: EnvValue | undefined,
  guard: Parameters<typeof guardFork>[3],
  before: State,
  node: ts.Node,
  opensUnset: () => boolean,
): readonly Side[] {
  if (!env || env.validated || env.fallback?.value) return guardFork(context, before, node, guard, undefined);
  const state = knownAtStart(context, env.name, before, node);
  const known = state.facts.get(`env:${env.name}`)?.truthy;
  if (known === true)
    return guardFork(context, state, node, { ...guard, secret: { kind: 'env', name: env.name, mayBeUnset: false } }, undefined);
  const opens = opensUnset();
  if (known === false) return whereUnset(context, state, node, env.name, guard.span, opens);
  return guardFork(context, state, node, guard, opens ? env.name : undefined).map((side) =>
    side.state.verified && !state.verified
      ? { ...side, state: learn(side.state, `env:${env.name}`, { truthy: true, nullish: false }) }
      : side,
  );
}

/** The sides of a comparison where a variable is known not to be set: it opens, or no request passes. */
function whereUnset(context: Context, state: State, node: ts.Node, variable: string, span: Span, opens: boolean): readonly Side[] {
  const given: Condition = { kind: 'unset', variable, set: false, span };
  return labelled(context, state, node, [...(opens ? [{ truth: true, given }] : []), { truth: false, given: undefined }]);
}

function secretOf(value: Value): Secret {
  const env = findIn(value, isEnv);
  if (env) return settingSecret(env);
  const constant = findIn(
    value,
    (part): part is Literal => part.kind === 'literal' && part.span !== undefined && String(part.value).trim() !== 'Bearer',
  );
  const onlyConstants = !findIn(value, (part): part is Value => part.kind === 'unknown' || part.kind === 'api');
  return constant?.span && onlyConstants ? { kind: 'literal', span: constant.span } : { kind: 'stored' };
}

function literalExpected(
  context: Context,
  value: Value,
  input: InputValue,
  expected: Literal,
  role: ReturnType<typeof roleOf>,
  state: State,
  node: ts.Node,
  how: Comparison,
): readonly Side[] {
  const span = spanOf(node);
  const plain = value.kind === 'input';
  if (input.input === 'certificate')
    return guardFork(context, state, node, draft(node, credentialOf(input), { kind: 'key' }, how.method, { read: input.span }), undefined);
  const variable = role === 'credential' ? unsetBehind(expected, state) : undefined;
  if (variable !== undefined) return whereUnset(context, state, node, variable, span, true);
  if (value.kind === 'derived' && value.op === 'typeof') return typeTest(context, input, expected, state, node);
  if (role === 'claim')
    return excused(context, state, node, { kind: 'claim', name: input.name, equal: true, span }, inputKey(input), expected.value);
  if (role === 'credential' && plain && isSecretLiteral(input, expected)) {
    const guard = draft(node, credentialOf(input), { kind: 'literal', span: expected.span ?? span }, how.method, {
      read: input.span,
      operands: how.operands,
    });
    return guardFork(context, state, node, guard, undefined);
  }
  if (role === 'credential' && plain && input.input === 'header' && input.name.startsWith('x-') && !isCredentialName(input.name)) {
    return excused(context, state, node, { kind: 'claim', name: input.name, equal: true, span }, inputKey(input), expected.value);
  }
  if (plain && isIdentityClaim(input, String(expected.value))) {
    return excused(context, state, node, { kind: 'claim', name: input.name, equal: true, span }, inputKey(input), expected.value);
  }
  if (!plain) return fork(state, pairKey(value, expected));
  if ((input.input === 'query' || input.input === 'body') && asksForAct(`${input.name}${input.part}`))
    context.recorder.words.add(String(expected.value));
  return equality(state, inputKey(input), expected.value);
}

/** The variable that is not set where a text is `Bearer undefined`: what a template makes of nothing, which anyone can present. */
function unsetBehind({ value }: Literal, state: State): string | undefined {
  if (typeof value !== 'string' || !/(?:^|\W)(?:undefined|null)$/.test(value)) return undefined;
  const unset = [...state.facts].findLast(([key, fact]) => key.startsWith('env:') && (fact.truthy === false || fact.nullish === true));
  return unset?.[0].slice('env:'.length);
}

/** What a client sends is text or data, never a function: `typeof request.headers.get` asks whether the headers are Fetch's. */
function typeTest(context: Context, input: InputValue, expected: Literal, state: State, node: ts.Node): readonly Side[] {
  if (expected.value === 'function') return [{ truth: false, state }];
  if (expected.value !== 'string') return fork(state, `typeof ${inputKey(input)}=${String(expected.value)}`);
  return nullish(context, input, state, node).map((side) => ({ truth: !side.nullish, state: side.state }));
}

/** Names of schemes before a credential: IANA's registry of HTTP authentication schemes, and what services use beside them. */
const scheme =
  /^(basic|bearer|concealed|digest|dpop|gnap|hoba|mutual|negotiate|oauth|privatetoken|scram-sha-\d+|vapid|token|api-?key|key|hmac|signature)\s*$/i;

/** Whether a literal that a credential is compared with is a secret, rather than a scheme or a marker. */
function isSecretLiteral(input: InputValue, expected: Literal): boolean {
  // The name in `name:password` identifies, the password proves.
  if (input.part.endsWith(`.${pair}.0`)) return false;
  if (typeof expected.value !== 'string' || expected.value.length < 4 || scheme.test(expected.value)) return false;
  if (/^(true|false|null|undefined|none|string)$/i.test(expected.value)) return false;
  return isCredentialName(input.name) && (input.input !== 'body' || /secret|token|password|api.?key/i.test(input.name));
}

/** A statement of the caller's that proves nothing. */
export type Excusing = Extract<Condition, { readonly kind: 'network' | 'host' | 'claim' }>;

/** A condition that proves nothing but lets the request pass. */
export function excused(
  context: Context,
  state: State,
  node: ts.Node,
  given: Excusing,
  key?: string,
  constant?: Constant,
): readonly Side[] {
  const proven = given.kind === 'claim' ? provenHeader(context, given.name, state, node) : undefined;
  if (proven) return proven;
  const factKey =
    key === undefined ? `${given.kind}:${'source' in given ? given.source : ''}:${spanOf(node).start}` : `${key}=${String(constant)}`;
  const known = state.facts.get(factKey)?.truthy;
  if (known !== undefined) return [{ truth: known, state }];
  const remember = (truth: boolean) => (next: State) =>
    learn(key !== undefined && truth ? learn(next, key, { truthy: true, nullish: false }) : next, factKey, { truthy: truth });
  return labelled(context, state, node, [
    { truth: true, given, learn: remember(true) },
    { truth: false, given: { ...given, equal: false }, learn: remember(false) },
  ]);
}

function equality(state: State, key: string, constant: Constant): readonly Side[] {
  const fact = state.facts.get(key);
  if (fact && 'equals' in fact) return [{ truth: fact.equals === constant, state }];
  if (fact?.differs?.includes(constant)) return [{ truth: false, state }];
  if (fact?.truthy === false && constant) return [{ truth: false, state }];
  return [
    { truth: true, state: learn(state, key, { equals: constant, truthy: Boolean(constant), nullish: false }) },
    { truth: false, state: learn(state, key, { differs: [...(fact?.differs ?? []), constant] }) },
  ];
}
