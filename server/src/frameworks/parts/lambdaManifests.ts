import { httpMethod, type HttpMethod } from '../../model/endpoint';
import type { SourceText, Span } from '../../model/source';
import { readDocuments } from '../../project/documents';
import { gatewayKey } from '../../project/infrastructure';
import { literalTrees, parseCode } from '../../project/literal';
import { at, entries, isTrue, items, text, type Tree } from '../../project/tree';

/** A route that leads to a function. */
export interface LambdaRoute {
  readonly path: string;
  readonly method: HttpMethod | undefined;
  /** What the gateway verifies, in words; `undefined`: nothing. */
  readonly protectedBy: string | undefined;
  /** Where the manifest says so, or declares the route. */
  readonly span: Span;
}

/** A function of a manifest. */
export interface LambdaFunction {
  readonly name: string;
  /** Its code without extension, relative to the manifest. */
  readonly file: string;
  /** The export that is called. */
  readonly handler: string;
  readonly routes: readonly LambdaRoute[];
  /** It has an address of its own that everybody may call. */
  readonly isUrl: boolean;
}

const known = new Map<string, readonly LambdaFunction[]>();

/** The functions in a manifest of the Serverless Framework (`serverless.ts` too) or of SAM. */
export function lambdaFunctions(manifest: SourceText): readonly LambdaFunction[] {
  const key = `${manifest.uri}\n${manifest.text}`;
  let functions = known.get(key);
  if (!functions) {
    const documents = manifest.uri.endsWith('.ts') ? literalTrees(parseCode(manifest)) : readDocuments(manifest).documents;
    functions = documents.flatMap((document) => [...serverless(document), ...templates(document)]);
    if (known.size > 50) known.clear();
    known.set(key, functions);
  }
  return functions;
}

function serverless(document: Tree): readonly LambdaFunction[] {
  return entries(at(document, 'functions')).flatMap(({ key, value }) => {
    const routes = items(at(value, 'events')).flatMap((event): readonly LambdaRoute[] => {
      const http = at(event, 'httpApi') ?? at(event, 'http') ?? at(event, 'alb');
      if (!http) return [];
      const authorizer = at(http, 'authorizer');
      const named = text(authorizer) ?? text(at(authorizer, 'name')) ?? text(at(authorizer, 'type')) ?? text(at(authorizer, 'arn'));
      const key = isTrue(at(http, 'private')) ? gatewayKey : undefined;
      const guard = authorizer ? `API Gateway authorizer ${named ?? ''}`.trim() : key;
      return [{ ...routeOf(http), protectedBy: guard, span: (authorizer ?? at(http, 'private') ?? http).span }];
    });
    const url = at(value, 'url');
    const isIam = text(at(url, 'authorizer')) === 'aws_iam';
    const own = url && isIam ? [{ path: `/${key}`, method: undefined, protectedBy: 'AWS IAM', span: url.span }] : [];
    return functionOf(key, text(at(value, 'handler')) ?? '', '', [...routes, ...own], url !== undefined && !isIam && !isFalse(url));
  });
}

function isFalse(tree: Tree): boolean {
  return text(tree) === 'false' || (!isTrue(tree) && entries(tree).length === 0);
}

/** `{ path, method }`, or both in one text: `POST /rollup`. */
function routeOf(http: Tree): { readonly path: string; readonly method: HttpMethod | undefined } {
  const [first = '', second] = (text(http) ?? '').split(/\s+/);
  const method = (text(at(http, 'method')) ?? (second === undefined ? '' : first)).toUpperCase();
  const path = text(at(http, 'path')) ?? second ?? first;
  return { path: path.startsWith('/') ? path : `/${path}`, method: httpMethod(method) };
}

function templates(document: Tree): readonly LambdaFunction[] {
  const resources = entries(at(document, 'Resources') ?? at(document, 'resources', 'Resources'));
  const ofType = (type: RegExp) => resources.filter(({ value }) => type.test(text(at(value, 'Type')) ?? ''));
  const auths = [
    ...ofType(/^AWS::Serverless::(?:Http)?Api$/).map(({ value }) => at(value, 'Properties', 'Auth')),
    at(document, 'Globals', 'Api', 'Auth'),
    at(document, 'Globals', 'HttpApi', 'Auth'),
  ];
  const byDefault = auths.map((auth) => at(auth, 'DefaultAuthorizer')).find((tree) => text(tree) !== undefined);
  const keyByDefault = auths.map((auth) => at(auth, 'ApiKeyRequired')).find((tree) => isTrue(tree));
  return ofType(/^AWS::Serverless::Function$/).flatMap(({ key, value }) => {
    const properties = at(value, 'Properties');
    const routes = entries(at(properties, 'Events')).flatMap(({ value: event }): readonly LambdaRoute[] => {
      if (!/^(?:Http)?Api$/.test(text(at(event, 'Type')) ?? '')) return [];
      const api = at(event, 'Properties');
      const method = text(at(api, 'Method'))?.toUpperCase();
      const own = at(api, 'Auth', 'Authorizer');
      const asked = text(own) === undefined ? byDefault : own;
      const authorizer = text(asked);
      const isOpen = authorizer === undefined || authorizer === 'NONE';
      const key = at(api, 'Auth', 'ApiKeyRequired') ?? keyByDefault;
      const needsKey = isTrue(key) ? gatewayKey : undefined;
      return [
        {
          path: text(at(api, 'Path')) ?? '/',
          method: httpMethod(method),
          protectedBy: isOpen ? needsKey : `API Gateway authorizer ${authorizer}`,
          span: ((isOpen ? key : asked) ?? event).span,
        },
      ];
    });
    const type = at(properties, 'FunctionUrlConfig', 'AuthType');
    const auth = text(type);
    const own = type && auth === 'AWS_IAM' ? [{ path: `/${key}`, method: undefined, protectedBy: 'AWS IAM', span: type.span }] : [];
    const entry = items(at(value, 'Metadata', 'BuildProperties', 'EntryPoints')).flatMap((point) => text(point) ?? []);
    const handler = text(at(properties, 'Handler')) ?? '';
    const exported = handler.slice(handler.lastIndexOf('.'));
    const code = text(at(properties, 'CodeUri')) ?? '';
    const files = entry.length > 0 ? entry.map((point) => `${point.replace(/\.[mc]?[jt]sx?$/, '')}${exported}`) : [handler];
    return files.flatMap((file) => functionOf(key, file, code, [...routes, ...own], auth === 'NONE'));
  });
}

function functionOf(
  name: string,
  handler: string,
  code: string,
  routes: readonly LambdaRoute[],
  isUrl: boolean,
): readonly LambdaFunction[] {
  const dot = handler.lastIndexOf('.');
  if (dot < 1) return [];
  const folder = code.replace(/^\.\//, '').replace(/\/$/, '');
  const file = handler.slice(0, dot).replace(/^\.\//, '');
  return [{ name, file: folder === '' || folder === '.' ? file : `${folder}/${file}`, handler: handler.slice(dot + 1), routes, isUrl }];
}
