import ts from 'typescript';
import { firstValue, moduleFrame, type Context } from '../analysis/context';
import { contextFor, type Analysis } from '../analysis/endpoint';
import { evaluate } from '../analysis/evaluate';
import { spanOf } from '../analysis/recorder';
import { emptyState } from '../analysis/state';
import { unknown, type Value } from '../analysis/value';
import type { Schedule } from '../model/adapters';
import { httpMethod } from '../model/endpoint';
import { ruleFor } from '../project/destinationRules';
import type { WrittenCall } from './scheduleText';

/** The schedules that a call of a scheduler's client makes, by what its argument is where the call stands. */
export function schedulesMade(
  node: ts.CallExpression | ts.NewExpression,
  { scheduler, call }: Pick<WrittenCall, 'scheduler' | 'call'>,
  analysis: Analysis,
): readonly Schedule[] {
  const argument = node.arguments?.[call.argument];
  if (!argument) return [];
  const context = contextFor(analysis, '', undefined);
  context.quiet++;
  context.budget = thorough;
  const names = new Set([...call.url, ...call.schedule, ...(call.timezone ?? []), call.method?.name ?? '']);
  return schedulesIn(valueOf(context, argument, names), node, { scheduler, call });
}

/** The schedules that a call makes, by what it is given. */
export function schedulesOf(
  args: readonly Value[],
  node: ts.CallExpression | ts.NewExpression,
  written: Pick<WrittenCall, 'scheduler' | 'call'>,
): readonly Schedule[] {
  const value = args[written.call.argument];
  return value ? schedulesIn(value, node, written) : [];
}

function schedulesIn(
  value: Value,
  node: ts.CallExpression | ts.NewExpression,
  { scheduler, call }: Pick<WrittenCall, 'scheduler' | 'call'>,
): readonly Schedule[] {
  // Some clients take one job or a list of them.
  const holders = targets(value, call.url.slice(0, -1)).flatMap((holder) => (holder.kind === 'array' ? holder.items : [holder]));
  return holders.flatMap((holder) => {
    const [target] = targets(holder, call.url.slice(-1));
    const url = target && textOf(target);
    if (url === undefined || !/\/|^\$/.test(url)) return [];
    const [method] = call.method ? targets(holder, [call.method.name]) : [];
    const cron = call.schedule.length > 0 ? targets(value, call.schedule)[0] : undefined;
    const zone = call.timezone ? targets(value, call.timezone)[0] : undefined;
    const rule = call.rule && ruleFor(node);
    return [
      {
        scheduler: scheduler.id,
        target: url,
        method: method ? httpMethod(textOf(method) ?? '') : call.method?.otherwise,
        schedule: cron ? textOf(cron) : rule,
        timezone: zone && textOf(zone),
        declaredAt: spanOf(node),
        private: false,
      },
    ];
  });
}

/** Evaluations that one scheduling call may take: a URL is seldom far away. */
const thorough = 400;

/** An argument's value; of an object only the members that matter. */
function valueOf(context: Context, node: ts.Expression, names: ReadonlySet<string>): Value {
  if (ts.isObjectLiteralExpression(node)) {
    const fields = new Map<string, Value>();
    for (const item of node.properties) {
      if (!item.name || !(ts.isIdentifier(item.name) || ts.isStringLiteral(item.name)) || !names.has(item.name.text)) continue;
      if (ts.isPropertyAssignment(item)) fields.set(item.name.text, valueOf(context, item.initializer, names));
      else if (ts.isShorthandPropertyAssignment(item)) fields.set(item.name.text, valueOf(context, item.name, names));
    }
    return { kind: 'object', fields, open: true, type: undefined };
  }
  return firstValue(evaluate(context, node, emptyState, moduleFrame(node.getSourceFile()))) ?? unknown('');
}

function targets(value: Value, path: readonly string[]): readonly Value[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (name === '*') return value.kind === 'array' ? value.items.flatMap((item) => targets(item, rest)) : [];
  const field = value.kind === 'object' ? value.fields.get(name) : undefined;
  return field ? targets(field, rest) : [];
}

/** A URL as a manifest would write it: what is not known stands as a variable. */
function textOf(value: Value, depth = 4): string | undefined {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? value.value : undefined;
    case 'text':
      return value.parts.map((part, index) => textOf(part) ?? (index === 0 ? '$URL' : '${x}')).join('');
    case 'env':
      return `$${value.name}`;
    case 'derived':
      return textOf(value.from);
    case 'unknown': {
      // What is made of a path: `new URL('/api/x', base).toString()`.
      const [first] = value.from;
      const text = first && (first.kind === 'literal' || first.kind === 'unknown') && depth > 0 ? textOf(first, depth - 1) : undefined;
      return text?.startsWith('/') === true ? text : undefined;
    }
    default:
      return undefined;
  }
}
