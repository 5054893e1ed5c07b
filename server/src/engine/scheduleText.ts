import ts from 'typescript';
import type { ApiPath, Schedule, SchedulerAdapter } from '../model/adapters';
import { httpMethod } from '../model/endpoint';
import type { SourceText } from '../model/source';
import { parseCode } from '../project/literal';

/** A call that schedules a URL, and how its text is found. */
export interface WrittenCall {
  readonly scheduler: SchedulerAdapter;
  /** Member names from the client on: `schedules`, `create`. */
  readonly members: readonly string[];
  readonly call: SchedulerAdapter['calls'][ApiPath];
  /** Matches from the dot before the first member to the opening parenthesis; global. */
  readonly pattern: RegExp;
}

/** Characters that one call may take; longer ones are read with their file. */
const longestCall = 4_000;

/**
 * The schedules of a file, read without parsing more of it than the calls themselves; `undefined` when that does not tell: where a path is
 * not written out, only the whole program does.
 */
export function writtenSchedules(source: SourceText, calls: readonly WrittenCall[]): readonly Schedule[] | undefined {
  const found: Schedule[] = [];
  for (const written of calls) {
    for (const match of source.text.matchAll(written.pattern)) {
      const schedule = scheduleAt(source, match.index, written);
      if (!schedule) return undefined;
      found.push(schedule);
    }
  }
  return found.sort((a, b) => a.declaredAt.start - b.declaredAt.start);
}

function scheduleAt({ uri, text, version }: SourceText, dot: number, { scheduler, members, call }: WrittenCall): Schedule | undefined {
  const line = text.slice(text.lastIndexOf('\n', dot) + 1, dot);
  const receiver = /[\w$]+(?:\s*\.\s*[\w$]+)*\s*$/.exec(text.slice(Math.max(0, dot - 120), dot))?.[0];
  if (receiver === undefined || /\/\/|\*|['"`]/.test(line)) return undefined;
  const start = dot - receiver.length;
  const file = parseCode({ uri, version, text: text.slice(start, closing(text, dot)) });
  const [statement] = file.statements;
  const node = statement && callOf(statement, members);
  const argument = node?.arguments[call.argument];
  if (!node?.getText(file).endsWith(')') || !argument) return undefined;
  const target = property(argument, call.url);
  const cron = call.schedule.length > 0 ? property(argument, call.schedule) : undefined;
  const zone = call.timezone && property(argument, call.timezone);
  const url = target && writtenUrl(target);
  if (url === undefined || (cron && !ts.isStringLiteralLike(cron)) || (zone && !ts.isStringLiteralLike(zone))) return undefined;
  const method = call.method && property(argument, [...call.url.slice(0, -1), call.method.name]);
  if (method && !ts.isStringLiteralLike(method)) return undefined;
  return {
    scheduler: scheduler.id,
    target: url,
    method: method ? httpMethod(method.text) : call.method?.otherwise,
    schedule: cron?.text,
    timezone: zone?.text,
    declaredAt: { uri, start, end: start + node.end },
    private: false,
  };
}

/** The end of a call that starts before an index; too far where its parentheses are not the only ones, as in texts, which parsing then tells. */
function closing(text: string, from: number): number {
  let depth = 0;
  const last = Math.min(text.length, from + longestCall);
  for (let at = text.indexOf('(', from); at < last; at++) {
    const character = text[at];
    if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return at + 1;
  }
  return last;
}

/** The call itself: what the text starts with, in whatever goes on after it. */
function callOf(start: ts.Node, members: readonly string[]): ts.CallExpression | undefined {
  for (let node: ts.Node | undefined = start; node; node = ts.forEachChild(node, (child) => child)) {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === members.at(-1))
      return node;
  }
  return undefined;
}

/** What an object literal holds at a path; `undefined` also where that cannot be seen. */
function property(node: ts.Expression, path: readonly string[]): ts.Expression | undefined {
  let current: ts.Expression | undefined = node;
  for (const name of path) {
    if (!current || !ts.isObjectLiteralExpression(current)) return undefined;
    const item: ts.ObjectLiteralElementLike | undefined = current.properties.find(
      (one) => one.name && (ts.isIdentifier(one.name) || ts.isStringLiteral(one.name)) && one.name.text === name,
    );
    current = item && ts.isPropertyAssignment(item) ? item.initializer : undefined;
  }
  return current;
}

/** A URL that is written out from its path on: `${base}/api/…`. */
function writtenUrl(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return /\//.test(node.text) ? node.text : undefined;
  if (!ts.isTemplateExpression(node) || node.head.text !== '') return undefined;
  const [first, ...rest] = node.templateSpans;
  if (!first?.literal.text.startsWith('/api/')) return undefined;
  // What a value is called may tell that it is a secret.
  const name = ({ expression }: ts.TemplateSpan): string => (/^[\w.]+!?$/.test(expression.getText()) ? expression.getText() : 'x');
  return `$URL${first.literal.text}${rest.map((span) => `\${${name(span)}}${span.literal.text}`).join('')}`;
}
