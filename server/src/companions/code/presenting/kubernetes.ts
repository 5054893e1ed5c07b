import type { TextEdit } from '../../../model/finding';
import { insert } from '../../../fixes/code/text';
import { eolOf, headerInCommand } from './command';
import type { Scheduled, SchedulerSide } from './sides';

/** A CronJob: the secret comes from a Secret by an environment variable of the container. */
export const ofCronJob: SchedulerSide = (scheduled, sent) => {
  if (sent.kind !== 'bearer') return undefined;
  const key = argumentsKey(scheduled);
  const header = key && (headerArgument(scheduled, sent.variable) ?? headerInCommand(scheduled, `Authorization: Bearer $${sent.variable}`));
  return header && [...variable(scheduled, key, sent.variable), ...header];
};

interface Key {
  /** Where `args:` or `command:` begins, and its column. */
  readonly start: number;
  readonly column: number;
}

/** The key of the container's words that the address is among. */
function argumentsKey({ text, span }: Scheduled): Key | undefined {
  const found = [...text.slice(0, span.start).matchAll(/^([ ]*(?:- +)?)(?:args|command):/gm)].at(-1);
  if (!found) return undefined;
  const column = found[1]?.length ?? 0;
  return { start: found.index + column, column };
}

/** Words of their own for the header in front of the address, where that is a word of its own. */
function headerArgument({ uri, text, span }: Scheduled, name: string): readonly TextEdit[] | undefined {
  const value = `Authorization: Bearer $(${name})`;
  const before = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  const quote = /["']$/.exec(before)?.[0] ?? '';
  const at = span.start - quote.length;
  const used = quote === '' ? '"' : quote;
  const item = /^([ ]*- +)["']?$/.exec(before)?.[1];
  if (item !== undefined) return [insert(uri, at, `${used}-H${used}${eolOf(text)}${item}${used}${value}${used}${eolOf(text)}${item}`)];
  const isInList = /[[,]\s*["']?$/.test(before) || (/^\s*["']?$/.test(before) && /[[,]\s*$/.test(text.slice(0, at)));
  return isInList ? [insert(uri, at, `${used}-H${used}, ${used}${value}${used}, `)] : undefined;
}

/** The container's environment with the secret, unless it is there. */
function variable({ uri, text }: Scheduled, { start, column }: Key, name: string): readonly TextEdit[] {
  const eol = eolOf(text);
  const margin = ' '.repeat(column);
  const entry = ['  - name: ' + name, '    valueFrom:', '      secretKeyRef:', '        name: cron-secret', `        key: ${name}`];
  const lines = entry.map((line) => margin + line).join(eol);
  const container = containerAround(text, start, column);
  const own = text.slice(container.start, container.end);
  if (new RegExp(`^\\s*- name: ["']?${name}\\b`, 'm').test(own)) return [];
  const env = new RegExp(`^[ ]{${column}}env:[ ]*\\r?$|^[ ]{${Math.max(0, column - 2)}}- env:[ ]*\\r?$`, 'm').exec(own);
  if (env) return [insert(uri, container.start + env.index + env[0].trimEnd().length, eol + lines)];
  return [insert(uri, start, `env:${eol}${lines}${eol}${margin}`)];
}

/** The lines around a key that belong to the same list item. */
function containerAround(text: string, offset: number, column: number): { readonly start: number; readonly end: number } {
  const opening = [...text.slice(0, offset).matchAll(new RegExp(`^[ ]{${Math.max(0, column - 2)}}- `, 'gm'))].at(-1);
  const start = opening?.index ?? 0;
  const next = new RegExp(`^[ ]{0,${Math.max(0, column - 1)}}\\S`, 'm');
  const from = text.indexOf('\n', offset) + 1;
  const end = from === 0 ? -1 : text.slice(from).search(next);
  return { start, end: end < 0 ? text.length : from + end };
}
