import ts from 'typescript';
import { contextFor, type Analysis } from '../analysis/endpoint';
import { evaluate } from '../analysis/evaluate';
import { moduleFrame, type Context } from '../analysis/context';
import { spanOf } from '../analysis/recorder';
import { emptyState } from '../analysis/state';
import { unknown, type Value } from '../analysis/value';
import type { ApiPath, Schedule, SchedulerAdapter } from '../model/adapters';
import type { Uri } from '../model/source';
import type { Program } from '../project/program';
import { writtenSchedules, type WrittenCall } from './scheduleText';

type Call = SchedulerAdapter['calls'][ApiPath];

interface Known extends WrittenCall {
  readonly module: string;
  /** Names the client where a lone member name does not. */
  readonly word: RegExp;
}

const cache = new WeakMap<ts.SourceFile, readonly Schedule[]>();

/** Schedules that code makes: `client.schedules.create({ destination, cron })`. Only packages that depend on a scheduler's client are read; where there are none at all, files that import it. */
export function codeSchedules(
  program: Program,
  files: readonly Uri[],
  schedulers: readonly SchedulerAdapter[],
  analysis: Analysis,
): readonly Schedule[] {
  const all = schedulers
    .flatMap((scheduler) => Object.entries(scheduler.calls).map(([path, call]) => knownCall(scheduler, path, call)))
    .filter((one) => one.members.length > 0);
  const used = new Set<string>();
  const folders = files.flatMap((uri) => {
    const text = uri.endsWith('/package.json') ? program.text(uri) : undefined;
    const modules = text === undefined ? [] : all.flatMap(({ module }) => (text.includes(`"${module}"`) ? [module] : []));
    modules.forEach((module) => used.add(module));
    return modules.length > 0 ? [uri.slice(0, -'package.json'.length)] : [];
  });
  // Without any package.json nothing but the imports tells.
  const isLoose = !files.some((uri) => uri.endsWith('/package.json'));
  if (folders.length === 0 && !isLoose) return [];
  const known = isLoose ? all : all.filter(({ module }) => used.has(module));
  return files.flatMap((uri) => {
    if (!/\.[cm]?[jt]sx?$/.test(uri) || !(isLoose || folders.some((folder) => uri.startsWith(folder)))) return [];
    const text = program.text(uri);
    if (text === undefined) return [];
    const calls = known.filter((one) => mayCall(text, one) && (!isLoose || text.includes(one.module)));
    if (calls.length === 0) return [];
    const written = writtenSchedules({ uri, text, version: '' }, calls);
    if (written) return written;
    const file = program.file(uri);
    return file ? inFile(file, known, analysis) : [];
  });
}

function knownCall(scheduler: SchedulerAdapter, path: string, call: Call): Known {
  const members = path
    .slice(path.indexOf('#') + 1)
    .split('.')
    .filter((name) => !name.endsWith(')'));
  return {
    scheduler,
    module: path.slice(0, path.indexOf('#')),
    members,
    call,
    word: new RegExp(scheduler.id.split('-')[0] ?? scheduler.id, 'i'),
    pattern: new RegExp(`\\.\\s*${members.join('\\s*\\.\\s*')}\\s*(?:<[^>]*>)?\\(`, 'g'),
  };
}

/** Whether a file may hold a call; looking for plain texts first is many times faster than for a pattern. */
function mayCall(text: string, { module, members, word, pattern }: Known): boolean {
  return (
    members.every((member) => text.includes(member)) &&
    (members.length > 1 || text.includes(module) || word.test(text)) &&
    text.search(pattern) >= 0
  );
}

function inFile(file: ts.SourceFile, known: readonly Known[], analysis: Analysis): readonly Schedule[] {
  const before = cache.get(file);
  if (before) return before;
  const found: Schedule[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const target = node.expression;
      const match = known.find(
        (one) => endsWith(target, one.members) && (one.members.length > 1 || isClient(target.expression, file, one)),
      );
      if (match) found.push(...schedulesOf(node, match, analysis));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  cache.set(file, found);
  return found;
}

function endsWith(node: ts.PropertyAccessExpression, members: readonly string[]): boolean {
  let current: ts.Expression = node;
  for (const name of [...members].reverse()) {
    if (!ts.isPropertyAccessExpression(current) || current.name.text !== name) return false;
    current = current.expression;
  }
  return true;
}

/** A lone member name is only a client's where the file imports the package or the receiver says so. */
function isClient(receiver: ts.Expression, file: ts.SourceFile, { module, word }: Known): boolean {
  return file.text.includes(`'${module}'`) || file.text.includes(`"${module}"`) || word.test(receiver.getText(file));
}

function schedulesOf(node: ts.CallExpression, { scheduler, call }: Known, analysis: Analysis): readonly Schedule[] {
  const argument = node.arguments[call.argument];
  if (!argument) return [];
  const context = contextFor(analysis, '', undefined);
  context.quiet++;
  context.budget = thorough;
  const value = valueOf(context, argument, new Set([...call.url, ...call.schedule]));
  return targets(value, call.url).flatMap((target) => {
    const url = textOf(target);
    if (url === undefined || !/\/|^\$/.test(url)) return [];
    const cron = targets(value, call.schedule)[0];
    return [
      {
        scheduler: scheduler.id,
        target: url,
        method: undefined,
        schedule: cron && textOf(cron),
        timezone: undefined,
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
  const outcome = evaluate(context, node, emptyState, moduleFrame(node.getSourceFile())).find((end) => !end.thrown);
  return outcome?.value ?? unknown('');
}

function targets(value: Value, path: readonly string[]): readonly Value[] {
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (name === '*') return value.kind === 'array' ? value.items.flatMap((item) => targets(item, rest)) : [];
  const field = value.kind === 'object' ? value.fields.get(name) : undefined;
  return field ? targets(field, rest) : [];
}

/** A URL as a manifest would write it: what is not known stands as a variable. */
function textOf(value: Value): string | undefined {
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
      const [first] = value.from;
      return first?.kind === 'literal' && typeof first.value === 'string' && first.value.startsWith('/') ? first.value : undefined;
    }
    default:
      return undefined;
  }
}
