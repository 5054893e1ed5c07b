import { httpMethod } from '../model/endpoint';
import type { SourceText } from '../model/source';
import type { InfrastructureFunction, InfrastructureRoute, InfrastructureSchedule } from './infrastructure';
import { dirname, join } from './paths';
import { type Block, terraformBlocks } from './terraform';
import { type Tree, at, isTrue, items, text, walk } from './tree';

/** What a file of a module has to say for one of its functions to be reached over HTTP. */
export const reachesFunctions = /\baws_lambda_function_url\b|\baws_apigatewayv2_route\b|\bcreate_lambda_function_url\b/;

/** Folders that hold what was built; sources are elsewhere. */
const built = /(?:^|\/)(?:dist|build|lib|out|\.build)(?=\/|$)/;

/**
 * The functions of Lambda that a Terraform module declares and that are reached over HTTP, with their code relative to the workspace root. Functions
 * whose code is not named are left out. `folder` is the module's own.
 */
export function terraformFunctions(sources: readonly SourceText[], folder: string): readonly InfrastructureFunction[] {
  const blocks = sources.flatMap((source) => terraformBlocks(source));
  return blocks.flatMap((block): readonly InfrastructureFunction[] => {
    const code = codeOf(block, blocks, folder);
    const own = /^(?:resource\.(?:aws_lambda_function\.[\w-]+)|module\.[\w-]+)$/.exec(block.key)?.[0].replace(/^resource\./, '');
    if (!code || own === undefined) return [];
    const written = text(at(block.value, 'function_name'));
    const name = written === undefined || written.includes('${') ? own.slice(own.lastIndexOf('.') + 1) : written;
    const isOwn = (tree: Tree | undefined): boolean => refersTo(tree, own) || (written !== undefined && text(tree) === written);
    const urls = addresses(block, blocks, isOwn);
    const routes = [...gatewayRoutes(blocks, isOwn), ...urls.flatMap((url) => (url.isOpen ? [] : [guarded(name, url.type)]))];
    const isUrl = urls.some(({ isOpen }) => isOpen);
    return routes.length > 0 || isUrl ? [{ ...code, name, routes, isUrl, schedules: schedulesOf(blocks, isOwn) }] : [];
  });
}

function guarded(name: string, { span }: Tree): InfrastructureRoute {
  return { path: `/${name}`, method: undefined, protectedBy: 'AWS IAM', span };
}

/** Whether an expression names a resource or module: `aws_lambda_function.nightly.arn`. */
function refersTo(tree: Tree | undefined, name: string): boolean {
  const written = text(tree) ?? '';
  const start = written.indexOf(`\${${name}`);
  return start >= 0 && !/[\w-]/.test(written[start + name.length + 2] ?? '');
}

/** An address that a function has of its own. */
interface Address {
  readonly isOpen: boolean;
  readonly type: Tree;
}

function addresses({ key, value }: Block, blocks: readonly Block[], isOwn: (tree: Tree | undefined) => boolean): readonly Address[] {
  const own = key.startsWith('module.') ? at(value, 'create_lambda_function_url') : undefined;
  const declared = blocks.filter((one) => one.key.startsWith('resource.aws_lambda_function_url.') && isOwn(at(one.value, 'function_name')));
  return [...(own && isTrue(own) ? [value] : []), ...declared.map((one) => one.value)].map((address) => {
    const type = at(address, 'authorization_type');
    return { isOpen: text(type) !== 'AWS_IAM', type: type ?? address };
  });
}

/** Routes of HTTP APIs whose integration is the function. */
function gatewayRoutes(blocks: readonly Block[], isOwn: (tree: Tree | undefined) => boolean): readonly InfrastructureRoute[] {
  const integrations = blocks
    .filter(({ key, value }) => key.startsWith('resource.aws_apigatewayv2_integration.') && isOwn(at(value, 'integration_uri')))
    .map(({ key }) => key.slice('resource.'.length));
  return blocks.flatMap(({ key, value }): readonly InfrastructureRoute[] => {
    const route = at(value, 'route_key');
    if (!route || !key.startsWith('resource.aws_apigatewayv2_route.')) return [];
    if (!integrations.some((one) => refersTo(at(value, 'target'), one))) return [];
    const [, method, path] = /^(\$default|[A-Z]+)\s*(\/.*)?$/.exec(text(route) ?? '') ?? [];
    if (method === undefined) return [];
    const asked = at(value, 'authorization_type');
    const kind = text(asked) ?? 'NONE';
    const protectedBy = kind === 'NONE' ? undefined : kind === 'AWS_IAM' ? 'AWS IAM' : 'API Gateway authorizer';
    return [{ path: path ?? '/{proxy+}', method: httpMethod(method), protectedBy, span: (asked ?? route).span }];
  });
}

/** What invokes the function by the clock: rules with it as a target, and schedules of EventBridge Scheduler. */
function schedulesOf(blocks: readonly Block[], isOwn: (tree: Tree | undefined) => boolean): readonly InfrastructureSchedule[] {
  const targets = blocks.filter(({ key, value }) => key.startsWith('resource.aws_cloudwatch_event_target.') && isOwn(at(value, 'arn')));
  const isTarget = ({ key }: Block): boolean => targets.some(({ value }) => refersTo(at(value, 'rule'), key.slice('resource.'.length)));
  return blocks.flatMap((block) => {
    const { key, value } = block;
    const invokes = key.startsWith('resource.aws_cloudwatch_event_rule.')
      ? isTarget(block)
      : key.startsWith('resource.aws_scheduler_schedule.') && isOwn(at(value, 'target', 'arn'));
    const schedule = invokes ? at(value, 'schedule_expression') : undefined;
    return schedule ? [{ expression: text(schedule), span: schedule.span }] : [];
  });
}

/** The file and export behind `handler`, where the module says what its archive is made of or the handler names a folder. */
function codeOf(
  { key, value }: Block,
  blocks: readonly Block[],
  folder: string,
): { readonly file: string; readonly handler: string } | undefined {
  const isModule = key.startsWith('module.') && /lambda/.test(text(at(value, 'source')) ?? '');
  if (!isModule && !key.startsWith('resource.aws_lambda_function.')) return undefined;
  const [, stem, handler] = /^([\w./-]+)\.(\w+)$/.exec(text(at(value, 'handler')) ?? '') ?? [];
  if (stem === undefined || handler === undefined) return undefined;
  const file = archived(isModule ? at(value, 'source_path') : archiveOf(at(value, 'filename'), blocks), stem, folder);
  const base = file ?? (stem.includes('/') ? below(folder, stem) : undefined);
  return base === undefined ? undefined : { file: base, handler };
}

/** What the archive is made of that a file name refers to. */
function archiveOf(filename: Tree | undefined, blocks: readonly Block[]): Tree | undefined {
  const archive = blocks.find(({ key }) => key.startsWith('data.archive_file.') && refersTo(filename, key));
  return at(archive?.value, 'source_file') ?? at(archive?.value, 'source_dir');
}

/** The code in a file or folder that an archive holds; `stem` names it there. */
function archived(source: Tree | undefined, stem: string, folder: string): string | undefined {
  const all = source && items(source).length > 0 ? [...walk(items(source)[0])] : [source];
  const written = all.flatMap((tree) => text(tree) ?? text(at(tree, 'path')) ?? [])[0];
  const path = written === undefined ? undefined : placed(written, folder);
  if (path === undefined) return undefined;
  const file = /\.[mc]?[jt]sx?$/;
  return file.test(path) ? path.replace(file, '') : `${path}/${stem}`;
}

/** A path as a module writes it, relative to the workspace root. */
function placed(written: string, folder: string): string | undefined {
  const path = written.replace(/^\$\{path\.(?:module|root|cwd)\}\/?/, '');
  return path.includes('${') || path.startsWith('/') ? undefined : below(folder, path);
}

function below(folder: string, path: string): string {
  return join(`/workspace/${folder}`, path).slice('/workspace/'.length);
}

/** Where code that was built may have been written: the same path without the folder of what was built, or with that of sources. */
export function sourcesOf(file: string): readonly string[] {
  return built.test(file)
    ? [file, file.replace(built, ''), file.replace(built, (folder) => `${folder.startsWith('/') ? '/' : ''}src`)]
    : [file];
}

/** The folder of a module's file. */
export function moduleFolder(path: string): string {
  return path.includes('/') ? dirname(path) : '';
}
