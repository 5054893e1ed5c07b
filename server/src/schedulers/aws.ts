import type { ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import { httpMethod, type HttpMethod } from '../model/endpoint';
import type { Snapshot, SourceText } from '../model/source';
import { readDocuments } from '../project/documents';
import { infrastructureFile, infrastructureFunctions } from '../project/infrastructure';
import { literalTrees, parseCode } from '../project/literal';
import { nothingRead, privateSchedule, publicSchedule, withExpressions } from '../project/manifest';
import { dirname, relative, rootOf } from '../project/paths';
import { type Block, terraformFile, terraformModule, terraformSources } from '../project/terraform';
import { reachesFunctions, sourcesOf, terraformFunctions } from '../project/terraformFunctions';
import { type Entry, type Tree, at, entries, isTrue, items, text } from '../project/tree';
import { nameOf, reference, templateFacts, terraformFacts } from './parts/awsFacts';

const id = 'aws';
const written =
  /(?:^|\/)serverless[^/]*\.ya?ml$|(?:^|\/)serverless\.ts$|(?:^|\/)[^/]*template[^/]*\.(?:ya?ml|json)$|(?:^|\/)(?:cloudformation|cfn|infra|stacks?|aws)[^/]*(?:\/.*)?\.ya?ml$|(?:^|\/)serverless[^/]*\.json$|(?:^|\/)(?:cloudformation|cfn|stacks?)[^/]*(?:\/.*)?\.json$|\.tf(?:\.json)?$/i;

/** A rule of the clock in code. */
const rule = /\b[sS]cheduleExpression\s*:|\bSchedule\.(?:rate|cron|expression)\(/;

/** Amazon EventBridge: functions of the Serverless Framework, SAM, CDK, SST and Pulumi, and rules with an API destination. */
export const aws: SchedulerAdapter = {
  id,
  name: 'Amazon EventBridge',
  homepage: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html',
  declaredIn: '`serverless.yml`, SAM and CloudFormation templates, Terraform, CDK, SST; EventBridge clients in code',
  manifests: new RegExp(`${written.source}|${infrastructureFile.source}`, 'i'),
  read,
  calls: {
    'aws-cdk-lib/aws-events#ApiDestination()': { argument: 2, url: ['endpoint'], schedule: [], rule },
    '@aws-sdk/client-eventbridge#CreateApiDestinationCommand()': { argument: 0, url: ['InvocationEndpoint'], schedule: [], rule },
    '@pulumi/aws#cloudwatch.EventApiDestination()': { argument: 1, url: ['invocationEndpoint'], schedule: [], rule },
  },
  dialect: 'eventbridge',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (manifest.uri.endsWith('/serverless.ts')) return { schedules: literalTrees(parseCode(manifest)).flatMap(serverless), problems: [] };
  if (manifest.uri.endsWith('.ts')) return { schedules: inCode(manifest, snapshot), problems: [] };
  if (terraformFile.test(manifest.uri))
    return /aws_cloudwatch_event_(?:rule|api_destination|connection)|aws_scheduler_schedule/.test(manifest.text)
      ? terraform(manifest, snapshot)
      : nothingRead;
  if (!/schedule/i.test(manifest.text) || !/^functions\s*:|"functions"\s*:|AWS::/m.test(manifest.text)) return nothingRead;
  const { documents, problems } = readDocuments(manifest);
  const schedules = documents.flatMap((document) => [...serverless(document), ...cloudFormation(document)]);
  return { schedules, problems, facts: documents.flatMap((document) => templateFacts(document)) };
}

/** Rules and schedules in infrastructure code. A function that only they invoke has no address. */
function inCode(source: SourceText, { roots, files }: Snapshot): readonly Schedule[] {
  const root = rootOf(roots, source.uri) ?? '';
  const path = relative(root, source.uri) ?? source.uri;
  const functions = infrastructureFunctions(source, path, (name) => files.has(`${root}/${name}`));
  const keyOf = ({ file, handler }: (typeof functions)[number]): string => `${file}.${handler}`;
  const ways = waysTo(functions, keyOf);
  return functions.flatMap((one) =>
    one.schedules.flatMap(({ expression, span }) => {
      const own = `${root}/${one.file}`;
      const targets = ways(one, one.file, own);
      return targets.length === 0
        ? [{ ...privateSchedule(id, one.file, span, expression, own), export: one.handler }]
        : targets.map(({ path: target, ...more }) => publicSchedule(id, target, span, { schedule: expression, ...more }));
    }),
  );
}

/** What leads to a function: its routes and its own address. */
interface Reached {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly isUrl: boolean;
}

/**
 * What a schedule of a function stands for: each way to it. Where it has none it stands for whatever leads to its code, unless nothing does. Functions
 * that share their code are told apart by their paths, others by their file, too.
 */
function waysTo<T extends Reached>(
  functions: readonly T[],
  keyOf: (fn: T) => string,
): (fn: T, code: string, file: string) => readonly (Route & { readonly file?: string })[] {
  const own = ({ name, routes, isUrl }: T): readonly Route[] => (isUrl ? [...routes, { path: `/${name}`, method: undefined }] : routes);
  const reached = functions.filter((fn) => own(fn).length > 0).map(keyOf);
  return (fn, code, file) => {
    const sharing = reached.filter((key) => key === keyOf(fn)).length;
    const ways = own(fn).map(({ path, method }) => ({ path, method }));
    if (ways.length === 0) return sharing > 0 ? [{ path: code, method: undefined, file }] : [];
    return sharing > 1 ? ways : ways.map((way) => ({ ...way, file }));
  };
}

/** A function of a manifest. */
interface Invoked extends Reached {
  /** `src/jobs.nightly`, below its folder. */
  readonly handler: string;
  readonly schedules: readonly Tree[];
}

/** A function with a schedule and no HTTP event can only be invoked by the platform, unless another one is the same code. */
function functionSchedules(functions: readonly Invoked[]): readonly Schedule[] {
  const ways = waysTo(functions, ({ handler }) => handler);
  return functions.flatMap((one) => {
    const { handler, schedules } = one;
    const file = handler.replace(/\.[^./]+$/, '');
    const targets = ways(one, file, file);
    return schedules.flatMap((schedule) => {
      const timezone = text(at(schedule, 'timezone') ?? at(schedule, 'ScheduleExpressionTimezone'));
      return expressionsOf(schedule).flatMap((tree): readonly Schedule[] => {
        const expression = text(tree);
        const own = handler === file ? {} : { export: handler.slice(file.length + 1) };
        if (targets.length === 0) return [{ ...privateSchedule(id, file, tree.span, expression, file), timezone, ...own }];
        return targets.map(({ path, ...more }) => publicSchedule(id, path, tree.span, { schedule: expression, timezone, ...more }));
      });
    });
  });
}

/** The expressions of a schedule: it, a member of it, or each of a list of rates. */
function expressionsOf(schedule: Tree): readonly Tree[] {
  const expression = at(schedule, 'rate') ?? at(schedule, 'Schedule') ?? at(schedule, 'ScheduleExpression') ?? schedule;
  return items(expression).length > 0 ? items(expression) : [expression];
}

interface Route {
  readonly path: string;
  readonly method: HttpMethod | undefined;
}

function serverless(document: Tree): readonly Schedule[] {
  const functions = entries(at(document, 'functions')).map(({ key, value }): Invoked => {
    const handler = handlerBelow(text(at(value, 'handler')) ?? '', '');
    const events = items(at(value, 'events'));
    const schedules = events.flatMap((event) => at(event, 'schedule') ?? []);
    const routes = events.flatMap((event) => {
      const http = at(event, 'httpApi') ?? at(event, 'http') ?? at(event, 'alb');
      return http ? [routeOf(http)] : [];
    });
    return { name: key, handler, schedules, routes, isUrl: isTrue(at(value, 'url')) || entries(at(value, 'url')).length > 0 };
  });
  return functionSchedules(functions);
}

/** `{ path, method }`, or both in one text: `POST /rollup`. */
function routeOf(http: Tree): Route {
  const [first = '', second] = (text(http) ?? '').split(/\s+/);
  const method = (text(at(http, 'method')) ?? (second === undefined ? '' : first)).toUpperCase();
  const path = text(at(http, 'path')) ?? text(at(http, 'Path')) ?? second ?? first;
  return { path: path.startsWith('/') ? path : `/${path}`, method: httpMethod(method) };
}

function cloudFormation(document: Tree): readonly Schedule[] {
  const resources = entries(at(document, 'Resources') ?? at(document, 'resources', 'Resources'));
  const byType = (type: string) => resources.filter(({ value }) => text(at(value, 'Type')) === type);
  const invoked = byType('AWS::Serverless::Function').map(({ key, value }): Invoked => {
    const properties = at(value, 'Properties');
    const handler = handlerBelow(text(at(properties, 'Handler')) ?? '', text(at(properties, 'CodeUri')) ?? '');
    const events = entries(at(properties, 'Events')).map((event) => event.value);
    const schedules = events
      .filter((event) => /^Schedule(?:V2)?$/.test(text(at(event, 'Type')) ?? ''))
      .flatMap((event) => at(event, 'Properties') ?? [])
      .concat(separateSchedules(resources, key));
    const routes = events
      .filter((event) => /^(?:Http)?Api$/.test(text(at(event, 'Type')) ?? ''))
      .flatMap((event) => {
        const api = at(event, 'Properties');
        const method = text(at(api, 'Method'))?.toUpperCase();
        return [{ path: text(at(api, 'Path')) ?? '/', method: httpMethod(method) }];
      });
    return { name: key, handler, schedules, routes, isUrl: at(properties, 'FunctionUrlConfig') !== undefined };
  });
  const functions = functionSchedules(invoked);
  const rules = byType('AWS::Events::Rule').map(({ value }) => at(value, 'Properties', 'ScheduleExpression'));
  const expressions = rules.flatMap((expression) => text(expression) ?? []);
  const others = byType('AWS::Scheduler::Schedule').map(({ value }) => at(value, 'Properties', 'ScheduleExpression'));
  const destinations = byType('AWS::Events::ApiDestination').map(({ value }) => at(value, 'Properties', 'InvocationEndpoint'));
  const schedules = [...functions, ...destinations.flatMap((endpoint) => destination(endpoint, expressions))];
  return withExpressions(id, schedules, [...rules, ...others]);
}

/** Rules and schedules that are resources of their own and invoke a function of the template. */
function separateSchedules(resources: readonly Entry[], name: string): readonly Tree[] {
  // An interface that is declared apart may call the same function.
  const isApart = resources.some(({ value }) =>
    /^AWS::(?:ApiGateway|Lambda::Url|ElasticLoadBalancing)/.test(text(at(value, 'Type')) ?? ''),
  );
  if (isApart) return [];
  return resources.flatMap(({ value }) => {
    const properties = at(value, 'Properties');
    const targets = [at(properties, 'Target'), ...items(at(properties, 'Targets'))].map((target) => at(target, 'Arn'));
    const invokes = targets.some(
      (arn) => (text(at(arn, 'Fn::GetAtt', 0)) ?? text(items(arn)[0]) ?? text(arn)?.replace(/\.Arn$/, '')) === name,
    );
    const isSchedule = /^AWS::(?:Events::Rule|Scheduler::Schedule)$/.test(text(at(value, 'Type')) ?? '');
    return isSchedule && invokes && properties && at(properties, 'ScheduleExpression') ? [properties] : [];
  });
}

function terraform(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  const { own, blocks } = terraformModule(manifest, snapshot);
  const schedules = own
    .filter(({ key }) => key.startsWith('resource.aws_cloudwatch_event_api_destination.'))
    .flatMap(({ key, value }) => destination(at(value, 'invocation_endpoint'), expressionsFor(nameOf(key), own, blocks)));
  const all = own
    .filter(({ key }) => /^resource\.aws_(?:cloudwatch_event_rule|scheduler_schedule)\./.test(key))
    .map(({ value }) => at(value, 'schedule_expression'));
  const invoked = invokedIn(manifest, snapshot);
  return { schedules: withExpressions(id, [...schedules, ...invoked], all), problems: [], facts: terraformFacts(blocks) };
}

/** Schedules in a file of Terraform that invoke functions with routes or an address of their own. */
function invokedIn(manifest: SourceText, snapshot: Snapshot): readonly Schedule[] {
  const sources = terraformSources(manifest, snapshot);
  if (!sources.some((source) => reachesFunctions.test(source.text))) return [];
  const root = rootOf(snapshot.roots, manifest.uri) ?? '';
  const functions = terraformFunctions(sources, relative(root, dirname(manifest.uri)) ?? '');
  const ways = waysTo(functions, ({ file, handler }) => `${file}.${handler}`);
  return functions.flatMap((one) => {
    const schedules = one.schedules.filter(({ span }) => span.uri === manifest.uri);
    const [code = one.file] = sourcesOf(one.file).filter((file) =>
      codeEndings.some((ending) => snapshot.files.has(`${root}/${file}${ending}`)),
    );
    return schedules.flatMap(({ expression, span }) =>
      ways(one, one.file, `${root}/${code}`).map(({ path, ...more }) => publicSchedule(id, path, span, { schedule: expression, ...more })),
    );
  });
}

const codeEndings = ['.ts', '.mts', '.js', '.mjs', '.cjs'];

/** The schedules of the rules that have a destination as a target; where no target says so, those of the rules beside it. */
function expressionsFor(destination: string, own: readonly Block[], blocks: readonly Block[]): readonly string[] {
  const expressionOf = ({ value }: Block): string | readonly string[] => text(at(value, 'schedule_expression')) ?? [];
  const rulesIn = (some: readonly Block[]): readonly Block[] =>
    some.filter(({ key }) => key.startsWith('resource.aws_cloudwatch_event_rule.'));
  const targets = blocks.filter(
    ({ key, value }) =>
      key.startsWith('resource.aws_cloudwatch_event_target.') &&
      reference(at(value, 'arn'), 'aws_cloudwatch_event_api_destination') === destination,
  );
  if (targets.length === 0) return (rulesIn(own).length > 0 ? rulesIn(own) : rulesIn(blocks)).flatMap(expressionOf);
  return rulesIn(blocks)
    .filter(({ key }) => targets.some(({ value }) => reference(at(value, 'rule'), 'aws_cloudwatch_event_rule') === nameOf(key)))
    .flatMap(expressionOf);
}

/** A destination without a schedule in its file is called by events, not by the clock. */
function destination(endpoint: Tree | undefined, expressions: readonly string[]): readonly Schedule[] {
  const target = text(endpoint);
  if (!endpoint || target === undefined || expressions.length === 0) return [];
  return [publicSchedule(id, target, endpoint.span, { schedule: expressions.length === 1 ? expressions[0] : undefined })];
}

/** `src/rollup.handler` names the file `src/rollup`. */
function handlerBelow(handler: string, folder: string): string {
  const base = folder.replace(/^\.?\/|\/$/g, '');
  return base === '' || base === '.' ? handler : `${base}/${handler}`;
}
