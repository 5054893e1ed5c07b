import { memoized } from '../project/memoized';
import type { FunctionValue } from './value';

/** Functions up to this length are run: they make paths and read settings. Longer ones that make a middleware do so near their beginning. */
const shortest = 300;
const longestFactory = 4_000;

const registering =
  /\.\s*(?:use|route|all|get|post|put|patch|delete|listen|register|mount)\s*\(|\b(?:route|register|mount|setup|start|listen|init|bootstrap|create(?:App|Server|Router)|express|apply|configure|load)\w*\s*\(|\bRouter\s*\(/i;

/** Whether a function may make a router, register on one, or give a middleware, as its text tells. */
export const mayRegister = memoized(({ body }: FunctionValue['node']): boolean => {
  const text = body?.getText() ?? '';
  return text.length < shortest || registering.test(text) || /=>|\bfunction\b/.test(text.slice(0, longestFactory));
});

/** Whether a callback may set up an application; those that take a request answer one. */
export function setsUp({ node }: FunctionValue): boolean {
  const [first] = node.parameters;
  if (first && /^_?(req|request|ctx|context|res|c|err|error)\b/i.test(first.name.getText())) return false;
  return node.body !== undefined && registering.test(node.body.getText());
}
