import type ts from 'typescript';
import { claimBinding } from '../model/tokens';
import type { Context } from './context';
import { inputIn } from './inputs';
import { isOnlyLogged } from './onlyLogged';
import { partsOf, type Value } from './value';

type Claims = Extract<Value, { readonly kind: 'claims' }>;

/** A member of what a verified token says; members of a claim mean what the claim does: `payload['kubernetes.io'].namespace`. */
export function claimOf(claims: Claims, name: string): Claims {
  const binds = claimBinding(name) ?? claims.binds;
  return { ...claims, id: `${claims.id}.${name}`, ...(binds ? { binds } : {}) };
}

/** What a verified token says, where the other values are nothing: comparing it still binds the token. */
export function claimAmong(values: readonly Value[]): Value | undefined {
  return values.every((value) => value.kind === 'claims' || saysNothing(value)) ? values.find(({ kind }) => kind === 'claims') : undefined;
}

/** Whether a value stands for what is missing: nothing, an empty text, a list or an object that is empty. */
export function saysNothing(value: Value): boolean {
  if (value.kind === 'array') return value.items.length === 0 && !value.open;
  if (value.kind === 'object') return value.fields.size === 0 && !value.open;
  return value.kind === 'literal' && !value.value;
}

/**
 * Binds tokens to what values say of them once those decide something at a place. What the caller also sends is nothing to compare them with, and
 * what is only written down decides nothing.
 */
export function bindToken(context: Context, node: ts.Node, ...decisive: readonly Value[]): void {
  // Every decision asks, and few endpoints verify a token.
  if (context.quiet > 0 || context.recorder.guards.length === 0) return;
  const claims = decisive.flatMap((value) => claimsIn(value));
  if (claims.length === 0 || decisive.some((value) => inputIn(value)) || isOnlyLogged(node)) return;
  for (const { guard, binds } of claims) if (binds) context.recorder.guards[guard]?.binds.add(binds);
}

function claimsIn(value: Value, depth = 4): readonly Claims[] {
  if (value.kind === 'claims') return [value];
  return depth === 0 || (value.kind === 'derived' && value.op === 'typeof')
    ? []
    : partsOf(value).flatMap((part) => claimsIn(part, depth - 1));
}
