import ts from 'typescript';
import { httpMethod, type HttpMethod } from '../model/endpoint';
import type { SourceText, Span } from '../model/source';
import { DeclaredFunctions, className, objectOf, propertyOf, textOf, type DeclaredFunction } from './infrastructureFunctions';
import { parseCode } from './literal';
import { joinPaths } from './joinPaths';
import { spanIn } from './tree';
import { walk } from './syntax';

/** A way to a function: what a gateway routes to it, or its own address. */
export interface InfrastructureRoute {
  readonly path: string;
  readonly method: HttpMethod | undefined;
  /** What is verified before it is invoked, in words; `undefined`: nothing. */
  readonly protectedBy: string | undefined;
  /** The call or construction that says so. */
  readonly span: Span;
}

/** What a gateway asks for that knows its callers by nothing but a key. */
export const gatewayKey = 'API Gateway key';

/** A schedule that invokes a function. */
export interface InfrastructureSchedule {
  readonly expression: string | undefined;
  readonly span: Span;
}

/** A function that infrastructure code declares, and everything that invokes it there. */
export interface InfrastructureFunction extends DeclaredFunction {
  readonly routes: readonly InfrastructureRoute[];
  /** It has an address of its own that everybody may call. */
  readonly isUrl: boolean;
  readonly schedules: readonly InfrastructureSchedule[];
}

/** Paths of files that usually declare infrastructure with CDK, SST or Pulumi. */
export const infrastructureFile =
  /(?:^|\/)sst\.config\.ts$|(?:^|\/)[^/]*stack[^/]*\.ts$|(?:^|\/)(?:stacks?|infra|infrastructure|cdk|iac|pulumi|deploy|deployment)\/(?:.+\/)?[^/]+(?<!\.d)\.ts$/i;

const declares = /\baws-cdk-lib\b|@aws-cdk\/|\bsst\b|@pulumi\/aws/;

const ownConfig = ['sst.config.ts', 'cdk.json', 'Pulumi.yaml'];

/** The folder that texts in a file of infrastructure code are relative to: that of the tool's configuration, else of the package. */
function infrastructureBase(path: string, exists: (path: string) => boolean): string {
  const folders = path
    .split('/')
    .slice(0, -1)
    .map((_, index, all) => all.slice(0, all.length - index).join('/'))
    .concat('');
  const holds = (folder: string, name: string): boolean => exists(folder === '' ? name : `${folder}/${name}`);
  return (
    folders.find((folder) => ownConfig.some((name) => holds(folder, name))) ?? folders.find((folder) => holds(folder, 'package.json')) ?? ''
  );
}

const known = new Map<string, readonly InfrastructureFunction[]>();

/**
 * The functions that a file of infrastructure code declares. Their files are relative to the workspace root; `path` is the file's own, and
 * `exists` tells whether there is a file at such a path.
 */
export function infrastructureFunctions(
  source: SourceText,
  path: string,
  exists: (path: string) => boolean,
): readonly InfrastructureFunction[] {
  if (!declares.test(source.text)) return [];
  const base = infrastructureBase(path, exists);
  const key = `${base}\n${source.uri}\n${source.text}`;
  let found = known.get(key);
  if (!found) {
    if (known.size > 100) known.clear();
    known.set(key, (found = new InfrastructureReader(parseCode(source), path, base).read()));
  }
  return found;
}

/** Reads what leads to functions: gateways' routes, addresses of their own, rules and schedules. */
class InfrastructureReader {
  private readonly functions: DeclaredFunctions;
  private readonly routes = new Map<DeclaredFunction, InfrastructureRoute[]>();
  private readonly urls = new Set<DeclaredFunction>();
  private readonly schedules = new Map<DeclaredFunction, InfrastructureSchedule[]>();
  /** What is being read. */
  private node: ts.Node;

  constructor(
    private readonly file: ts.SourceFile,
    path: string,
    base: string,
  ) {
    this.functions = new DeclaredFunctions(file, path, base);
    this.node = file;
  }

  read(): readonly InfrastructureFunction[] {
    walk(this.file, (node) => {
      this.node = node;
      if (ts.isNewExpression(node)) this.construction(node, className(node), objectOf(node.arguments?.at(-1)));
      else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) this.call(node, node.expression);
    });
    return this.functions.all().map((one) => ({
      ...one,
      routes: this.routes.get(one) ?? [],
      isUrl: this.urls.has(one),
      schedules: this.schedules.get(one) ?? [],
    }));
  }

  private construction(node: ts.NewExpression, name: string, props: ts.ObjectLiteralExpression | undefined): void {
    const property = (key: string): ts.Expression | undefined => propertyOf(props, key);
    switch (name) {
      case 'Function':
      case 'NodejsFunction':
        return this.address(
          node,
          property('url'),
          textOf(propertyOf(property('url'), 'authorization') ?? propertyOf(property('url'), 'authorizer')),
        );
      case 'FunctionUrl':
        return this.address(
          property('function') ?? property('functionName'),
          node,
          (property('authType') ?? property('authorizationType'))?.getText(),
        );
      case 'Rule':
        return this.invokes(listed(property('targets')), property('schedule'), node);
      case 'Schedule':
        return this.invokes(
          [property('target'), propertyOf(property('target'), 'arn')],
          property('schedule') ?? property('scheduleExpression'),
          node,
        );
      case 'Cron':
      case 'CronV2':
        return this.invokes([property('function') ?? property('job'), propertyOf(property('job'), 'function')], property('schedule'), node);
      case 'EventTarget': {
        const rule = this.functions.initializer(property('rule'));
        return this.invokes(
          [property('arn')],
          propertyOf(rule && ts.isNewExpression(rule) ? rule.arguments?.at(-1) : undefined, 'scheduleExpression'),
          node,
        );
      }
      case 'LambdaRestApi':
        if (property('proxy')?.kind !== ts.SyntaxKind.FalseKeyword)
          this.route(property('handler'), '/{proxy+}', undefined, guardOf(property('defaultMethodOptions')));
        return;
      case 'Api':
        return this.routeTable(property('routes'), propertyOf(property('defaults'), 'authorizer'));
      case 'RestAPI':
      case 'API':
        for (const route of listed(property('routes')))
          this.route(
            propertyOf(route, 'eventHandler'),
            textOf(propertyOf(route, 'path')) ?? '/',
            textOf(propertyOf(route, 'method')),
            guardOf(route),
          );
    }
  }

  private call(node: ts.CallExpression, { name, expression: target }: ts.PropertyAccessExpression): void {
    const [first, second, third] = node.arguments;
    const written = textOf(first);
    switch (name.text) {
      case 'addFunctionUrl':
        return this.address(target, node, propertyOf(first, 'authType')?.getText() ?? 'AWS_IAM');
      case 'addRoutes': {
        const guard = guardOf(first) ?? this.defaultGuard(target);
        for (const method of listed(propertyOf(first, 'methods'))
          .map((one) => one.getText())
          .concat(propertyOf(first, 'methods') ? [] : ['ANY']))
          this.route(propertyOf(first, 'integration'), textOf(propertyOf(first, 'path')) ?? '/', method, guard);
        return;
      }
      case 'addMethod':
        return this.route(second, this.resourcePath(target), written, guardOf(third) ?? this.defaultGuard(target));
      case 'route': {
        const [, method, path] = /^(\$default|[A-Z]+)\s*(\/.*)?$/.exec(written ?? '') ?? [];
        if (method !== undefined && second) this.route(second, path ?? '/{proxy+}', method, guardOf(propertyOf(third, 'auth')));
        return;
      }
      case 'addTarget': {
        const rule = this.functions.initializer(target);
        const props = rule && ts.isNewExpression(rule) ? objectOf(rule.arguments?.at(-1)) : undefined;
        return this.invokes([first], propertyOf(props, 'schedule'), node);
      }
      case 'onSchedule':
        return this.invokes([third], second, node);
    }
  }

  private address(fn: ts.Expression | undefined, given: ts.Node | undefined, authorization: string | undefined): void {
    const found = this.functions.of(fn);
    if (!found || !given || given.kind === ts.SyntaxKind.FalseKeyword) return;
    if (/iam/i.test(authorization ?? '')) this.add(found, { path: `/${found.name}`, method: undefined, protectedBy: 'AWS IAM' });
    else this.urls.add(found);
  }

  private route(fn: ts.Expression | undefined, path: string, method: string | undefined, protectedBy: string | undefined): void {
    const found = this.functions.of(fn);
    const verb = /\w+$/.exec(method ?? '')?.[0].toUpperCase();
    if (found) this.add(found, { path: joinPaths('', path), method: httpMethod(verb), protectedBy });
  }

  private add(fn: DeclaredFunction, route: Omit<InfrastructureRoute, 'span'>): void {
    const span = spanIn(this.file.fileName, this.node.getStart(), this.node.getEnd());
    this.routes.set(fn, [...(this.routes.get(fn) ?? []), { ...route, span }]);
  }

  private routeTable(routes: ts.Expression | undefined, byDefault: ts.Expression | undefined): void {
    for (const item of objectOf(routes)?.properties ?? []) {
      if (!ts.isPropertyAssignment(item) || !ts.isStringLiteralLike(item.name)) continue;
      const [method, path] = item.name.text.split(/\s+/);
      const authorizer = propertyOf(item.initializer, 'authorizer') ?? byDefault;
      const guard = authorizer && textOf(authorizer) !== 'none' ? `API Gateway authorizer ${textOf(authorizer) ?? ''}`.trim() : undefined;
      this.route(propertyOf(item.initializer, 'function') ?? item.initializer, path ?? '/{proxy+}', method, guard);
    }
  }

  private invokes(targets: readonly (ts.Expression | undefined)[], schedule: ts.Expression | undefined, node: ts.Node): void {
    if (!schedule) return;
    for (const target of targets) {
      const fn = this.functions.of(target);
      if (!fn) continue;
      const place = ts.isStringLiteralLike(schedule) ? schedule : node;
      const span = spanIn(
        this.file.fileName,
        place.getStart() + (place === schedule ? 1 : 0),
        place.getEnd() - (place === schedule ? 1 : 0),
      );
      this.schedules.set(fn, [...(this.schedules.get(fn) ?? []), { expression: expressionOf(schedule), span }]);
    }
  }

  /** The path of a resource of a REST API, by the calls that made it. */
  private resourcePath(node: ts.Expression, depth = 8): string {
    if (depth === 0) return '/*';
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression;
      const [written] = node.arguments;
      if (name.text === 'addResource' || name.text === 'resourceForPath')
        return joinPaths(this.resourcePath(expression, depth - 1), textOf(written) ?? '*');
      if (name.text === 'addProxy') return joinPaths(this.resourcePath(expression, depth - 1), '{proxy+}');
    }
    const initializer = this.functions.initializer(node);
    return initializer && initializer !== node ? this.resourcePath(initializer, depth - 1) : '';
  }

  /** What the gateway that a resource belongs to verifies for every route. */
  private defaultGuard(node: ts.Expression, depth = 8): string | undefined {
    if (depth === 0) return undefined;
    if (ts.isNewExpression(node)) {
      const props = node.arguments?.at(-1);
      const authorizer = propertyOf(props, 'defaultAuthorizer');
      return authorizer ? named(authorizer) : guardOf(propertyOf(props, 'defaultMethodOptions'));
    }
    const initializer = this.functions.initializer(node);
    if (initializer && initializer !== node) return this.defaultGuard(initializer, depth - 1);
    const owner = ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) ? node.expression : undefined;
    return owner && this.defaultGuard(owner, depth - 1);
  }
}

/** What the options of a route say is verified. */
function guardOf(options: ts.Expression | undefined): string | undefined {
  const authorizer = propertyOf(options, 'authorizer') ?? propertyOf(options, 'authorizers');
  if (authorizer) return named(authorizer);
  const kind = propertyOf(options, 'authorizationType')?.getText();
  if (kind !== undefined && !/NONE/.test(kind)) return /IAM/.test(kind) ? 'AWS IAM' : 'API Gateway authorizer';
  if (propertyOf(options, 'iam')?.kind === ts.SyntaxKind.TrueKeyword) return 'AWS IAM';
  if (propertyOf(options, 'jwt') ?? propertyOf(options, 'lambda')) return 'API Gateway authorizer';
  return propertyOf(options, 'apiKeyRequired')?.kind === ts.SyntaxKind.TrueKeyword ? gatewayKey : undefined;
}

function named(authorizer: ts.Expression): string | undefined {
  const text = authorizer.getText();
  if (/HttpNoneAuthorizer|^undefined$/.test(text)) return undefined;
  return /IamAuthorizer/.test(text) ? 'AWS IAM' : 'API Gateway authorizer';
}

/** The elements of a list that is written out. */
export function listed(node: ts.Expression | undefined): readonly ts.Expression[] {
  return node && ts.isArrayLiteralExpression(node) ? node.elements : [];
}

/** `'rate(1 hour)'`, `Schedule.expression('…')`, `Schedule.rate(Duration.hours(1))`, `Schedule.cron({ minute: '0' })`. */
export function expressionOf(node: ts.Expression): string | undefined {
  const written = textOf(node);
  if (written !== undefined) return written;
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [first] = node.arguments;
  switch (node.expression.name.text) {
    case 'expression':
      return textOf(first);
    case 'rate': {
      const [, unit, count] = /\.(minutes|hours|days)\((\d+)\)/.exec(first?.getText() ?? '') ?? [];
      return unit === undefined || count === undefined ? undefined : `rate(${count} ${count === '1' ? unit.slice(0, -1) : unit})`;
    }
    case 'cron': {
      const field = (name: string): string | undefined => textOf(propertyOf(first, name));
      const weekDay = field('weekDay');
      const day = field('day') ?? (weekDay === undefined ? '*' : '?');
      return `cron(${[field('minute') ?? '*', field('hour') ?? '*', day, field('month') ?? '*', weekDay ?? '?', field('year') ?? '*'].join(' ')})`;
    }
    default:
      return undefined;
  }
}
