import ts from 'typescript';
import { memoized } from '../project/memoized';
import { resolveName } from '../project/scope';
import { calledName, ranAtOnce } from './callSyntax';
import { isLog } from './logging';
import type { FunctionValue } from './value';

/** First words of names that read, make or measure rather than change; everything else unresolved counts as an effect. */
const neutralWord =
  /^(get|find|list|load|read|is|has|can|should|check|validate|verify|parse|format|to|from|build|make|use|with|log|info|warn|warning|error|debug|trace|track|report|count|select|query|json|text|connect|init|initialize|setup|ensure|limit|wait|sleep|delay|measure|time|require|assert|create(Client|Logger|Context|Server|Service|Connection|Instance|Supabase|Db)|db|headers|cookies|params|bind|next|t|on|off|once|set(Header|Status|Tag|User|Context|Extra)|add(Breadcrumb|Header)|capture(Exception|Message|Event|Error|Warning|Failure|Log|Request|CheckIn)|flush|span|start(Span|Timer|Transaction|Observation)|now|nanoid|uuid|random|hash|hmac|sha|md|base|encode|decode|decrypt|accessSecret(Version)?|sign|compare|test|map|filter|reduce|slice|trim|split|join|keys|values|entries|some|every|includes|extract|resolve|(im|ex)portKey|derive(Key|Bits)|normalize|sanitize|memo|cache|cn|noop|constructor)([A-Z_\d]|$)|(Metrics?|Telemetry|Counter|Gauge|Histogram|Timing|Breadcrumb|Span|Logs?|Logger|Exception)$/;

/** Names that do so as a whole and begin the name of an act: a list's `push`, and `pushToUser`. */
const neutralName = /^(push|match|consume|capture|end|finish)$/;

/** Whether a name says that what it names reads, makes or measures. */
export function isNeutralName(name: string): boolean {
  return neutralWord.test(name) || neutralName.test(name);
}

/** Methods of texts, lists and promises: called on something unknown they change nothing. */
const pure =
  /^(padStart|padEnd|char(At|CodeAt)|codePointAt|substr|substring|repeat|concat|flat|flatMap|toSorted|toReversed|sort|reverse|replace|replaceAll|exec|startsWith|endsWith|indexOf|lastIndexOf|localeCompare|at|catch|finally|then)$/;

/** Whether a call is one of them. */
export function isPure(node: ts.Node, name: string): boolean {
  return pure.test(name) && ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression);
}

/** Whether a name says that something is made ready, or told to who looks after the application: what that writes is part of getting there. */
export function isAside(name: string): boolean {
  return /^(ensure|init|initialize|setup|connect)([A-Z_]|$)/.test(name) || isTelling(name);
}

/** Whether a name says that something is told to who looks after the application. */
export function isTelling(name: string): boolean {
  return /^(capture|report|track|trace|log|flush|measure)([A-Z_]|$)/.test(name);
}

/** Links of a chain by which its last ones only say what is read: `select().from().where()`. */
const reading = /^(select|find|query|count|aggregate)/;

/** Links of a chain that change something whatever comes after them. */
const changing = /^(insert|update|upsert|delete|remove|create|save|send|publish|execute)/;

/**
 * The first call in a function that is made for what it does. A function of the same file that only sounds like reading is looked into;
 * what others do behind such names stays unknown.
 */
export const actIn = memoized(({ body }: FunctionValue['node']): ts.CallExpression | undefined => body && actBelow(body, new Set([body])));

function actBelow(node: ts.Node, seen: Set<ts.Node>): ts.CallExpression | undefined {
  if (ts.isCallExpression(node) && ranAtOnce(node)) {
    const name = calledName(node);
    if (name !== undefined && !isLog(node) && isAct(node, name, seen)) return node;
  }
  return ts.forEachChild(node, (child) => actBelow(child, seen));
}

function isAct(node: ts.CallExpression, name: string, seen: Set<ts.Node>): boolean {
  const links = linksOf(node.expression);
  if (isDigest(node, links) || isPure(node, name)) return false;
  if (links.some((link) => changing.test(link))) return true;
  if (!isNeutralName(name)) return !links.some((link) => reading.test(link));
  if (!ts.isIdentifier(node.expression) || isAside(name)) return false;
  const declaration = resolveName(name, node);
  const body = declaration && ts.isFunctionDeclaration(declaration) ? declaration.body : undefined;
  if (!body || seen.has(body)) return false;
  seen.add(body);
  return actBelow(body, seen) !== undefined;
}

/** Whether a hash is fed or taken: `hash.update(text);`, `createHmac(…).update(text).digest('hex')`. Changes of what is stored are waited for. */
function isDigest({ parent }: ts.CallExpression, links: readonly string[]): boolean {
  return links.at(-1) === 'digest' || (links.length === 1 && links[0] === 'update' && ts.isExpressionStatement(parent));
}

/** The names that a chain of calls goes through: `from`, `update` and `eq` of `db.from(…).update(…).eq(…)`. */
function linksOf(callee: ts.Expression): readonly string[] {
  if (!ts.isPropertyAccessExpression(callee)) return [];
  const { expression } = callee;
  if (!ts.isCallExpression(expression)) return [callee.name.text];
  return [...linksOf(expression.expression), callee.name.text];
}
