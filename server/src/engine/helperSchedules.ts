import ts from 'typescript';
import { invoke } from '../analysis/call';
import { firstValue, moduleFrame, type Context, type ExternalCall, type Routing } from '../analysis/context';
import { contextFor, type Analysis } from '../analysis/endpoint';
import { evaluate } from '../analysis/evaluate';
import { spanOf } from '../analysis/recorder';
import { emptyState } from '../analysis/state';
import { partsOf, unknown, type FunctionValue, type Value } from '../analysis/value';
import type { Schedule } from '../model/adapters';
import { isProductionCode } from '../model/codeFiles';
import type { SourceText } from '../model/source';
import { escapeRegExp } from '../project/pathPattern';
import { around } from '../project/syntax';
import type { WrittenCall } from './scheduleText';
import { writtenValue } from './writtenValues';
import { schedulesOf } from './schedulesMade';

/** A function of the project that schedules a path it is given. */
export interface SchedulingHelper {
  readonly name: string;
  readonly node: ts.FunctionLikeDeclaration;
  /** The call in it that makes the schedule. */
  readonly makes: ts.CallExpression;
  readonly written: Pick<WrittenCall, 'scheduler' | 'call'>;
}

/** Evaluations that one call of a helper may take. */
const thorough = 2_000;

/** Names that many functions have which are no helpers. */
const common = /^(?:GET|POST|PUT|PATCH|DELETE|handler|main|default|run|constructor|loader|action)$/;

/** The function around a call that schedules what it is given; `undefined` where it has no parameters or no name to be called by. */
export function helperAround(makes: ts.CallExpression, written: SchedulingHelper['written']): SchedulingHelper | undefined {
  const node = ts.findAncestor(
    makes,
    (one): one is ts.FunctionDeclaration | ts.MethodDeclaration | ts.ArrowFunction | ts.FunctionExpression =>
      (ts.isFunctionDeclaration(one) || ts.isMethodDeclaration(one) || ts.isArrowFunction(one) || ts.isFunctionExpression(one)) &&
      one.parameters.length > 0 &&
      nameOf(one) !== undefined,
  );
  const name = node && nameOf(node);
  return node && name !== undefined && !common.test(name) ? { name, node, makes, written } : undefined;
}

function nameOf(node: ts.FunctionLikeDeclaration): string | undefined {
  const named = ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node.parent : node;
  const isNamed =
    ts.isFunctionDeclaration(named) || ts.isMethodDeclaration(named) || ts.isVariableDeclaration(named) || ts.isPropertyAssignment(named);
  return isNamed && named.name && ts.isIdentifier(named.name) ? named.name.text : undefined;
}

/** What tells by a file's text alone whether it may call a helper; the same for all of one name and class. */
export function callerTest(helper: SchedulingHelper): { readonly id: string; readonly mayCall: (source: SourceText) => boolean } {
  const id = `${helper.name} ${ownerOf(helper) ?? ''}`;
  const call = new RegExp(`\\b${escapeRegExp(helper.name)}\\s*(?:<[^>]*>)?\\(`);
  const owner = new RegExp(escapeRegExp(ownerOf(helper) ?? ''), 'i');
  const mayCall = ({ uri, text }: SourceText): boolean =>
    text.includes(helper.name) && call.test(text) && owner.test(text) && isProductionCode(uri);
  return { id, mayCall };
}

/** The class of a method: who calls that names the class, or a variable like it. */
function ownerOf({ node }: SchedulingHelper): string | undefined {
  return ts.isClassLike(node.parent) ? node.parent.name?.text : undefined;
}

/** The schedules that calls of a helper in a file make. */
export function schedulesByHelper(file: ts.SourceFile, helper: SchedulingHelper, analysis: Analysis): readonly Schedule[] {
  const names = file.text.matchAll(new RegExp(`\\b${escapeRegExp(helper.name)}\\b`, 'g'));
  const calls = new Set([...names].flatMap(({ index }) => callNaming(around(file, index)) ?? []));
  return [...calls].flatMap((node) =>
    node.arguments.length === 0 || calleeName(node) !== helper.name
      ? []
      : madeBy(node, helper, analysis).map((schedule) => ({ ...schedule, declaredAt: spanOf(node) })),
  );
}

/** The call of what a name stands for, if it is called where it stands. */
function callNaming([name, ...outer]: readonly ts.Node[]): ts.CallExpression | undefined {
  const call = outer.find((node) => !ts.isPropertyAccessExpression(node));
  return name && call && ts.isCallExpression(call) && call.expression.end === name.end ? call : undefined;
}

function calleeName({ expression }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

function madeBy(call: ts.CallExpression, helper: SchedulingHelper, analysis: Analysis): readonly Schedule[] {
  const watch = new Watch(helper.makes);
  const context = contextFor(analysis, '', undefined, watch);
  context.quiet++;
  context.budget = thorough;
  const home = moduleFrame(call.getSourceFile());
  const valueOf = (expression: ts.Expression): Value =>
    firstValue(evaluate(context, expression, emptyState, home)) ?? unknown(`given${expression.pos}`);
  const args = call.arguments.map((argument) => writtenValue(argument, valueOf));
  const fn = args.some(holdsText) ? functionOf(context, call, helper, valueOf) : undefined;
  if (!fn) return [];
  watch.isActive = true;
  invoke(context, fn, args, emptyState, call, home);
  return watch.given.flatMap((values) => schedulesOf(values, helper.makes, helper.written));
}

/** Whether a value may tell a part of a path. */
function holdsText(value: Value): boolean {
  return value.kind === 'env' || (value.kind === 'literal' && typeof value.value === 'string') || partsOf(value).some(holdsText);
}

/** The helper as the call has it; `undefined` where that is another function of the same name. */
function functionOf(
  context: Context,
  { expression }: ts.CallExpression,
  helper: SchedulingHelper,
  valueOf: (expression: ts.Expression) => Value,
): FunctionValue | undefined {
  const { node } = helper;
  const called = valueOf(expression);
  if (called.kind === 'function') return isSame(called.node, node) ? called : undefined;
  // Of an instance that is handed in, the class is all that tells.
  const owner = ownerOf(helper);
  const isHandedIn = owner !== undefined && new RegExp(`\\b${owner}\\b`).test(expression.getSourceFile().text);
  return isHandedIn ? { kind: 'function', node, frame: moduleFrame(node.getSourceFile()), self: undefined, bound: [] } : undefined;
}

/** Whether nodes stand in the same place; a file may have been read again without having changed. */
function isSame(a: ts.Node, b: ts.Node): boolean {
  return a.pos === b.pos && a.end === b.end && a.getSourceFile().fileName === b.getSourceFile().fileName;
}

/** Notes what one call is given. */
class Watch implements Routing {
  readonly made = 0;
  readonly given: (readonly Value[])[] = [];
  isActive = false;

  constructor(private readonly node: ts.CallExpression) {}

  call({ node, args }: ExternalCall): undefined {
    if (this.isActive && isSame(node, this.node)) this.given.push(args);
    return undefined;
  }

  mayEnter(): boolean {
    return true;
  }

  decided(): void {
    // Whatever decides whether a schedule is made, it may be.
  }
}
