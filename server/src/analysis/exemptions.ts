import { compilePathPattern, compileSafely } from '../project/pathPattern';
import { routeSamples } from '../project/routeSamples';
import type { Context } from './context';
import type { Value } from './value';

/** Whether paths (or conditions) that a middleware exempts include the endpoint's; what is not known may include it. */
export function isExempt(context: Context, given: Value | undefined): boolean {
  switch (given?.kind) {
    case undefined:
      return false;
    case 'literal':
      return typeof given.value === 'string' && matchesText(given.value, context.path);
    case 'regexp':
      return matchesExpression(given.source, given.flags, context.path);
    case 'array':
      return given.open || given.items.some((item) => isExempt(context, item));
    case 'object':
      return given.open || exemptByCondition(context, given.fields);
    default:
      return true;
  }
}

/** `{ path, method, custom }`: those that are given have to hold together, as far as that is known. */
function exemptByCondition(context: Context, fields: ReadonlyMap<string, Value>): boolean {
  if (fields.has('custom') || fields.has('ext')) return true;
  const path = fields.get('path') ?? fields.get('url');
  const method = fields.get('method') ?? fields.get('methods');
  if (!path && !method) return false;
  return (!path || isExempt(context, path)) && (!method || mayBeMethod(context, method));
}

function mayBeMethod(context: Context, given: Value): boolean {
  if (given.kind === 'array') return given.open || given.items.some((item) => mayBeMethod(context, item));
  return given.kind !== 'literal' || context.method === undefined || String(given.value).toUpperCase() === context.method;
}

/** `/public`, `/public/*`, `/public(.*)`, `/public/:id`. */
function matchesText(text: string, path: string): boolean {
  const pattern = compilePathPattern(text.replace(/(^|[^.\w)}])\*/g, '$1(.*)'));
  return pattern === undefined || routeSamples(path).some((sample) => pattern.test(sample));
}

function matchesExpression(source: string, flags: string, path: string): boolean {
  const pattern = compileSafely(source, flags);
  return pattern === undefined || routeSamples(path).some((sample) => pattern.test(sample));
}
