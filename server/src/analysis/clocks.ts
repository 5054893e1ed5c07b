import type ts from 'typescript';
import type { ValuePlace } from '../model/libraryCallbacks';
import type { Context } from './context';
import { literalText } from './literals';
import { spanOf } from './recorder';
import type { Value } from './value';

/** Notes the schedules that a call says for the endpoint that is being followed. */
export function noteClocks(context: Context, path: string, args: readonly Value[], node: ts.Node): void {
  const model = context.libraries.clocks.get(path);
  if (!model) return;
  for (const made of model.of ? valuesAt(args, model.of) : []) {
    if (made.kind === 'api') noteClocks(context, made.path.replace(/\(\)$/, ''), made.calls.at(-1)?.values ?? [], node);
  }
  const zone = literalText(model.timezone && valuesAt(args, model.timezone)[0]);
  for (const value of model.at?.flatMap((place) => valuesAt(args, place)) ?? []) {
    const written = literalText(value);
    if (value.kind !== 'literal' || written === undefined) continue;
    const [, named, expression = written] = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/s.exec(written) ?? [];
    context.recorder.clock({ scheduler: model.scheduler, expression, timezone: named ?? zone, span: value.span ?? spanOf(node) });
  }
}

function valuesAt(args: readonly Value[], [index, ...members]: ValuePlace): readonly Value[] {
  const first = args[Number(index)];
  return members.reduce<readonly Value[]>((values, name) => values.flatMap((value) => membersOf(value, name)), first ? [first] : []);
}

function membersOf(value: Value, name: number | string): readonly Value[] {
  if (value.kind === 'array' && name === '*') return value.items;
  const part = value.kind === 'array' ? value.items[Number(name)] : value.kind === 'object' ? value.fields.get(String(name)) : undefined;
  return part ? [part] : [];
}
