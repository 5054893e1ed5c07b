import type ts from 'typescript';
import type { Credential, Method, Secret } from '../model/access';
import type { Context } from './context';
import { isCredentialName } from './inputs';
import { spanOf, type GuardDraft } from './recorder';
import { learn, type State } from './state';
import { fork, labelled, type Side } from './truth';
import { findIn, isEnv, isInput, keyOf, type EnvValue, type InputValue, type Value } from './value';

/** A guard about which nothing but its place and credential is known. */
export function draft(node: ts.Node, credential: Credential, secret: Secret, method: Method, more: Partial<GuardDraft> = {}): GuardDraft {
  return {
    span: spanOf(node),
    credential,
    secret,
    method,
    binds: new Set(),
    weaknesses: new Set(),
    api: undefined,
    read: undefined,
    operands: undefined,
    covers: new Set(),
    ...more,
  };
}

/** The credential that an input is. */
export function credentialOf(input: InputValue): Credential {
  switch (input.input) {
    case 'query':
    case 'cookie':
    case 'body':
    case 'path':
      return { kind: input.input, name: input.name };
    case 'certificate':
      return { kind: 'certificate' };
    default:
      return { kind: 'header', name: input.name };
  }
}

/** The secret that a setting is; where it is not set, what stands in for it is one that everybody can read. */
export function settingSecret({ name, validated, fallback }: EnvValue): Secret {
  if (fallback?.value && fallback.span) return { kind: 'literal', span: fallback.span };
  return { kind: 'env', name, mayBeUnset: !validated };
}

/** Splits a path at a guard: the caller is verified, is refused, or (given a variable) passes because it is unset. */
export function guardFork(
  context: Context,
  state: State,
  node: ts.Node,
  guard: GuardDraft,
  passesUnset: string | undefined,
): readonly Side[] {
  if (context.quiet > 0) return fork(state, `guard:${spanOf(node).start}`);
  const index = context.recorder.guard(guard, context.gates > 0);
  const span = guard.span;
  const sides = labelled(context, state, node, [
    { truth: true, given: { kind: 'verified', guard: index, span }, learn: (next) => ({ ...next, verified: true }) },
    { truth: false, given: { kind: 'refused', guard: index, span }, learn: (next) => (next.verified ? next : { ...next, refused: index }) },
    ...(passesUnset === undefined
      ? []
      : [
          {
            truth: true,
            given: { kind: 'unset', variable: passesUnset, set: false, span } as const,
            learn: (next: State) => learn(next, `env:${passesUnset}`, { truthy: false }),
          },
        ]),
  ]);
  return sides;
}

/** Testing something that only a verified caller has. */
export function decideProof(context: Context, value: Extract<Value, { kind: 'proof' }>, state: State, node: ts.Node): readonly Side[] {
  const key = `proof:${value.id.split('.').slice(0, 2).join('.')}`;
  const known = state.facts.get(key)?.truthy;
  if (known !== undefined) return [{ truth: known, state }];
  const secret: Secret = { kind: 'key' };
  return guardFork(
    context,
    state,
    node,
    draft(node, value.credential, secret, 'library', { api: value.id, ...(value.binds && { binds: new Set(value.binds) }) }),
    undefined,
  ).map((side) => ({
    truth: side.truth,
    state: { ...side.state, facts: new Map(side.state.facts).set(key, { truthy: side.truth }) },
  }));
}

/** A header that the platform lets nobody but its scheduler present; `undefined` for any other. */
export function provenHeader(context: Context, name: string, state: State, node: ts.Node): readonly Side[] | undefined {
  if (!context.proven.has(name)) return undefined;
  return decideProof(context, { kind: 'proof', credential: { kind: 'platform' }, span: spanOf(node), id: `header:${name}` }, state, node);
}

const reads =
  /(^|\.)(?:(?:find|get|lookup|select|query|fetch|load|read|search|authenticate|validate|verify|check|introspect)\w*|all|first|one|oneOrNone|maybeOne|exists|count)\(\)(\.\w+(\(\))?)*$/i;

/** Whether a value is what the caller presents to be known by. */
export function isCredential(value: Value): value is InputValue {
  if (!isInput(value) || value.input === 'path') return false;
  if (value.input === 'cookie' && /sess|(^|[-_.])sid($|[-_.])/i.test(value.name)) return true;
  return isCredentialName(value.name) || /^(?:x-)?(?:session(?:[-_]?id)?|sid)$/i.test(value.name);
}

/**
 * Whether a request that code makes does nothing but ask another service about the caller's own credential: it carries that in a header and
 * changes nothing.
 */
export function asksWithCredential([, init]: readonly Value[]): boolean {
  if (init?.kind !== 'object' || init.open) return false;
  const method = init.fields.get('method');
  const isRead = method === undefined || (method.kind === 'literal' && /^(?:get|head)$/i.test(String(method.value)));
  const headers = init.fields.get('headers');
  if (!isRead || headers?.kind !== 'object' || init.fields.has('body')) return false;
  const carried = findIn(headers, (part): part is InputValue => isInput(part) && part.input === 'header' && isCredentialName(part.name));
  // A secret of its own beside it would be accepted whatever the caller presents.
  const own = findIn(headers, (part): part is EnvValue => isEnv(part) && !/ANON|PUBLI/.test(part.name));
  return carried !== undefined && own === undefined;
}

/** Whether a value is a record, or an answer, that exists only for a right credential. */
export function isLookup(value: Value): boolean {
  return lookedUpBy(value) !== undefined && !(value.kind === 'api' && isFailure.test(value.path));
}

/** The credential that something was looked up by. */
function lookedUpBy(value: Value): InputValue | undefined {
  if (value.kind !== 'api') return undefined;
  const asked = value.path === 'global#fetch().ok' && asksWithCredential(value.calls[0]?.values ?? []);
  return asked || value.isSelected || (reads.test(value.path) && !value.path.startsWith('global#'))
    ? findIn(value, isCredential)
    : undefined;
}

const isFailure = /\.errors?$/;

/** A record looked up by a credential that the caller presents: it exists only for a right credential. */
export function lookup(context: Context, value: Value, state: State, node: ts.Node): readonly Side[] | undefined {
  const input = lookedUpBy(value);
  if (value.kind !== 'api' || !input) return undefined;
  const key = keyOf(value);
  const known = state.facts.get(key)?.truthy;
  if (known !== undefined) return [{ truth: known, state }];
  // An error says that there is no record where one was asked for, and otherwise that the question failed.
  const isError = isFailure.test(value.path);
  if (isError && !value.path.includes('.single()')) return fork(state, key);
  const guard = draft(node, credentialOf(input), { kind: 'stored' }, 'lookup', { read: input.span });
  return guardFork(context, state, node, guard, undefined).map((side) => {
    const truth = side.truth !== isError;
    return { truth, state: { ...side.state, facts: new Map(side.state.facts).set(key, { truthy: truth, nullish: !truth }) } };
  });
}
