import ts from 'typescript';
import type { RunningCall, Schedule, SchedulerAdapter } from '../model/adapters';
import { isCode, isProductionCode } from '../model/codeFiles';
import type { SourceText, Uri } from '../model/source';
import { requestsBy } from '../project/codeRequests';
import { literalTree, parseCode } from '../project/literal';
import { publicSchedule } from '../project/manifest';
import { manifestsAmong, namesPackage } from '../project/packages';
import { escapeRegExp } from '../project/pathPattern';
import { dirname } from '../project/paths';
import type { Program } from '../project/program';
import { splitPackage } from '../project/specifier';
import { around } from '../project/syntax';
import { at, spanIn, text } from '../project/tree';
import { Answers } from './answers';
import { Holding } from './holding';

/** A call that has a function run by the clock, and how the text of a file tells that it may hold it. */
interface Known {
  readonly scheduler: string;
  readonly package: string;
  readonly imports: RegExp;
  /** The last of its names. */
  readonly name: string;
  /** Matches from the last name to the opening parenthesis; global. */
  readonly pattern: RegExp;
  readonly call: RunningCall;
}

/** What every job that requests something holds. */
const requests = /\b(?:fetch|ofetch|axios|got|ky|superagent|needle|http\w*)\b/;

/**
 * What jobs request that a clock runs within the application: `cron.schedule('0 * * * *', () => axios.post(`${url}/api/close`))`. They have no address
 * themselves. Only packages that depend on such a clock are read. One instance a workspace.
 */
export class JobRequests {
  private readonly calls;
  private readonly answers = new Answers<readonly Schedule[]>();
  private readonly holding = new Holding((source) => this.callsIn(source).length > 0);

  constructor(schedulers: readonly SchedulerAdapter[]) {
    this.calls = schedulers.flatMap((scheduler) =>
      Object.entries(scheduler.runs ?? {}).map(([path, call]) => knownCall(scheduler.id, path, call)),
    );
  }

  /** Forgets what changed files request. */
  invalidate(changed: readonly Uri[] | undefined): void {
    this.answers.invalidate(changed);
    this.holding.invalidate(changed);
  }

  /** All that jobs request, in the order of their files. */
  all(program: Program, files: readonly Uri[]): readonly Schedule[] {
    const { read } = program.snapshot;
    const packages = [...new Set(this.calls.map((call) => call.package))];
    const manifests = manifestsAmong(files);
    const folders = manifests.filter((uri) => namesPackage(read(uri)?.text, packages)).map(dirname);
    if (manifests.length > 0 && folders.length === 0) return [];
    const isBelow = (uri: Uri): boolean => manifests.length === 0 || folders.some((folder) => uri.startsWith(`${folder}/`));
    const code = this.codeOf(files, folders, isBelow);
    return this.holding.among(code, read).flatMap((uri) =>
      this.answers.of(uri, program, () => {
        program.consult([uri]);
        const source = read(uri);
        return source ? requestedIn(source, this.callsIn(source)) : [];
      }),
    );
  }

  private codeFor: { readonly files: readonly Uri[]; readonly folders: string; readonly code: readonly Uri[] } | undefined;

  /** The same list as long as the files and the folders are the same. */
  private codeOf(files: readonly Uri[], folders: readonly Uri[], isBelow: (uri: Uri) => boolean): readonly Uri[] {
    const id = folders.join('\n');
    if (this.codeFor?.files === files && this.codeFor.folders === id) return this.codeFor.code;
    const code = files.filter((uri) => isCode(uri) && isBelow(uri) && isProductionCode(uri));
    this.codeFor = { files, folders: id, code };
    return code;
  }

  private callsIn({ text: code }: SourceText): readonly Known[] {
    const named = this.calls.filter(({ name, package: module }) => code.includes(name) && code.includes(module));
    if (named.length === 0 || !requests.test(code)) return [];
    return named.filter(({ imports, pattern }) => imports.test(code) && code.search(pattern) >= 0);
  }
}

function knownCall(scheduler: string, path: string, call: RunningCall): Known {
  const [module = '', name = ''] = path.split('#');
  const names = name.split('.');
  const { name: owner } = splitPackage(module);
  return {
    scheduler,
    package: owner,
    imports: new RegExp(`['"]${escapeRegExp(owner)}(?:/[^'"]*)?['"]`),
    name: names.at(-1) ?? '',
    pattern: new RegExp(
      `(?<=\\b${names
        .slice(0, -1)
        .map((one) => `${one}\\s*\\.\\s*`)
        .join('')})\\b${names.at(-1) ?? ''}\\s*(?:<[^>]*>)?\\(`,
      'g',
    ),
    call,
  };
}

function requestedIn(source: SourceText, known: readonly Known[]): readonly Schedule[] {
  const file = parseCode(source);
  return known.flatMap(({ scheduler, name, pattern, call }) =>
    [...source.text.matchAll(pattern)].flatMap(({ index }) => {
      const node = callNamed(name, around(file, index));
      if (!node) return [];
      const schedule = expressionOf(node, call);
      return requestsBy(jobOf(node)).map(({ url, method, start, end }): Schedule => ({
        ...publicSchedule(scheduler, url, spanIn(source.uri, start, end), { method, schedule }),
        byJob: true,
      }));
    }),
  );
}

/** The call whose callee ends with the name that stands there. */
function callNamed(name: string, [word, ...outer]: readonly ts.Node[]): ts.CallExpression | ts.NewExpression | undefined {
  const call = outer.find((node) => !ts.isPropertyAccessExpression(node));
  const isCall = call !== undefined && (ts.isCallExpression(call) || ts.isNewExpression(call));
  return isCall && word?.getText() === name && call.expression.end === word.end ? call : undefined;
}

/** What runs: the method that a decorator marks, or the whole chain of calls that the function is given to. */
function jobOf(call: ts.CallExpression | ts.NewExpression): ts.Node {
  if (ts.isDecorator(call.parent)) return call.parent.parent;
  let node: ts.Node = call;
  while (ts.isPropertyAccessExpression(node.parent) && ts.isCallExpression(node.parent.parent) && node.parent.expression === node)
    node = node.parent.parent;
  return node;
}

function expressionOf(
  node: ts.CallExpression | ts.NewExpression,
  { schedule: [argument, ...properties] }: RunningCall,
): string | undefined {
  const given = node.arguments?.[argument];
  const tree = given && literalTree(given);
  // Where options may be given the expression alone may be, too.
  return text(tree) ?? text(at(tree, ...properties));
}
