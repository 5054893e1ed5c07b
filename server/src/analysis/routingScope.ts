import ts from 'typescript';
import { frameNumber } from './context';
import { variablesOf, type Frame, type State, type Variables } from './state';
import type { Value } from './value';

/**
 * A handler that is made in a loop or callback keeps the values its variables have now: the next round changes them. Other handlers see their
 * variables as they are when a request comes.
 */
export function overlay(value: Value, state: State, registration: ts.Node): { readonly value: Value; readonly state: State } {
  if (value.kind !== 'function' || value.node.getSourceFile() !== registration.getSourceFile()) return { value, state };
  const loop = ts.findAncestor(registration, isRound);
  if (!loop || !ts.findAncestor(value.node, (node) => node === loop)) return { value, state };
  const variables = new Map<ts.Node, Value>();
  for (let frame: Frame | undefined = value.frame; frame; frame = frame.parent) {
    for (const [node, held] of variablesOf(state, frame.id) ?? []) {
      if (!variables.has(node) && isWithin(node, loop)) variables.set(node, held);
    }
  }
  if (variables.size === 0) return { value, state };
  const frame: Frame = { id: frameNumber(), parent: value.frame, node: loop, depth: value.frame.depth, captured: true };
  const frames = new Map<number, Variables>(state.frames).set(frame.id, variables);
  return { value: { ...value, frame }, state: { ...state, frames } };
}

function isRound(node: ts.Node): boolean {
  return (
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isForStatement(node) ||
    (ts.isFunctionLike(node) && ts.isCallExpression(node.parent) && /\.(forEach|map|flatMap)\s*$/.test(node.parent.expression.getText()))
  );
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end && node !== outer;
}
