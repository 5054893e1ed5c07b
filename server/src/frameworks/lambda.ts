import type { FrameworkAdapter } from '../model/adapters';
import { callable, type Protection, type Served, type ServedHandler, type Surroundings } from '../model/serving';
import type { Span } from '../model/source';
import { lambdaCalling } from './parts/lambdaEvent';
import { gatewayKey, infrastructureFile, infrastructureFunctions } from '../project/infrastructure';
import { lambdaFunctions, type LambdaFunction } from './parts/lambdaManifests';
import { lambdaModules } from './parts/lambdaModules';

const manifests = [
  'serverless.yml',
  'serverless.yaml',
  'serverless.json',
  'serverless.ts',
  'template.yaml',
  'template.yml',
  'template.json',
  'sam.yaml',
  'sam.yml',
] as const;

const httpEvent = /\b(?:APIGatewayProxy\w*|APIGatewayEvent\w*|LambdaFunctionURL\w*|ALB(?:Event|Handler|Result))\b/;
/** A type that only a handler has; the others are also those of what a handler asks. */
const handlerType = /\b(?:APIGatewayProxy\w*|LambdaFunctionURL|ALB)Handler\w*\b/;

/** AWS Lambda behind API Gateway, a load balancer or a function URL. What only a schedule invokes has no address. */
export const lambda: FrameworkAdapter = {
  id: 'lambda',
  name: 'AWS Lambda',
  homepage: 'https://docs.aws.amazon.com/lambda/latest/dg/typescript-handler.html',
  supports: {
    endpoints: '`handler` behind API Gateway or with an address of its own: `serverless.yml`, SAM `template.yaml`, CDK, SST, Terraform',
    guards: 'Authorizers and IAM, `authType` of addresses',
  },
  packages: [],
  files: [],
  middleware: [],
  routers: [],
  serving: [
    {
      match: /^(?<stem>.+)\.(?:[cm]?[jt]s|[jt]sx)$/,
      mentions: /\bexport\b|\bexports\b/,
      calls: [],
      exports: /./,
      inUse: (surroundings) => around(surroundings).length > 0,
      applies: ({ groups }, surroundings) => declared(groups?.['stem'] ?? '', surroundings).length > 0,
      handlers: (served) => declared(served.match.groups?.['stem'] ?? '', served.surroundings).flatMap((one) => endpoint(served, one)),
    },
    {
      match: /^(?<stem>.+)\.(?:[cm]?[jt]s|[jt]sx)$/,
      mentions: httpEvent,
      calls: [],
      exports: /./,
      inUse: (surroundings) => /aws-lambda|@aws-sdk|serverless|aws-cdk|\bsst\b/.test(surroundings.nearest('package.json') ?? 'aws-lambda'),
      applies: ({ groups }, surroundings) => declared(groups?.['stem'] ?? '', surroundings).length === 0,
      handlers: typed,
    },
  ],
};

/** Functions of the manifests around a module that its code is. */
function declared(stem: string, surroundings: Surroundings): readonly LambdaFunction[] {
  return around(surroundings).flatMap(({ folder, functions }) => {
    const base = folder === '' ? '' : `${folder}/`;
    const found = functions.filter(({ file }) => isSame(stem, base, file));
    // Code that was built may have been written in one of several places.
    return found.filter(({ routes }, index) => found.findIndex((other) => other.routes === routes) === index);
  });
}

/** The manifests around a module: where they are, and what they declare. */
function around(surroundings: Surroundings): readonly { readonly folder: string; readonly functions: readonly LambdaFunction[] }[] {
  const written = manifests.flatMap((name) => {
    const folder = surroundings.folder(name);
    const text = folder === undefined ? undefined : surroundings.nearest(name);
    const file = folder === undefined || folder === '' ? name : `${folder}/${name}`;
    return folder === undefined || text === undefined ? [] : [{ folder, functions: lambdaFunctions({ uri: file, version: '', text }) }];
  });
  const isThere = (path: string): boolean => surroundings.text(path) !== undefined;
  const code = surroundings.matching(infrastructureFile).flatMap((path) => {
    const text = surroundings.text(path);
    return text === undefined ? [] : infrastructureFunctions({ uri: path, version: '', text }, path, isThere);
  });
  const all = [...code, ...lambdaModules(surroundings)];
  return all.length > 0 ? [...written, { folder: '', functions: all }] : written;
}

/** A handler names the file as it is built: another folder of sources or none may stand before it. */
function isSame(stem: string, base: string, file: string): boolean {
  if (!stem.startsWith(base)) return false;
  const bare = (path: string): string => path.replace(/^(?:\.\/)?(?:(?:dist|build|lib|out|\.build|src)\/)*/, '');
  return bare(stem.slice(base.length)) === bare(file);
}

function endpoint(served: Served, { handler, routes, isUrl, name }: LambdaFunction): readonly ServedHandler[] {
  if (served.exportName !== handler || served.values[0] !== callable) return [];
  const own = `/${name}`;
  const all = isUrl ? [...routes, { path: own, method: undefined, protectedBy: undefined, span: undefined }] : routes;
  return [...new Set(all.map(({ path }) => path))].map((path) => {
    const those = all.filter((route) => route.path === path);
    const methods = those.flatMap(({ method }) => method ?? []);
    const isProtected = those.every(({ protectedBy }) => protectedBy !== undefined);
    const protections = those.flatMap(({ protectedBy, span }) => (protectedBy === undefined ? [] : [protectionBy(protectedBy, span)]));
    const protection = protections.find(({ isKey }) => isKey) ?? protections[0];
    return {
      name: handler,
      methods: methods.length === those.length ? methods : [],
      path,
      dispatches: /[{*$]/.test(path) || path === own,
      at: [0],
      standsAt: 'handler',
      calling: lambdaCalling,
      ...(isProtected && protection ? { protectedBy: protection } : {}),
    };
  });
}

function protectionBy(by: string, at: Span | undefined): Protection {
  return by === gatewayKey ? { by, at, isKey: true } : { by, at };
}

/** An export whose types say that its event is a request, where no manifest tells how it is reached. */
function typed({ exportName, values, text, match, parameters, surroundings }: Served): readonly ServedHandler[] {
  if (exportName === undefined || values[0] !== callable || !isTyped(text, exportName, httpEvent) || (parameters([0]) ?? 0) > 3) return [];
  const functions = around(surroundings).flatMap((manifest) => manifest.functions);
  if (functions.length > 0 && !isTyped(text, exportName, handlerType) && !functions.some(({ handler }) => handler === exportName))
    return [];
  const file = (match.groups?.['stem'] ?? '').replace(/\/(?:index|handler)$/, '');
  const path = `/${file.slice(file.lastIndexOf('/') + 1)}`;
  return [{ name: exportName, methods: [], path, dispatches: true, at: [0], standsAt: 'handler', calling: lambdaCalling }];
}

function isTyped(text: string, name: string, type: RegExp): boolean {
  const declaration = new RegExp(`\\b(?:const|let|var|function)\\s+${name.replace(/\$/g, '\\$')}\\b[^;{]{0,300}`).exec(text)?.[0] ?? '';
  // A function that says it gives something else takes a request to judge it, not to answer it.
  const result = /\)\s*:\s*(?<type>[^={]+)/.exec(declaration)?.groups?.['type'];
  return (
    type.test(declaration) && (result === undefined || !/^(?:Promise<\s*)?(?:void|boolean|string|number|undefined|asserts\b)/.test(result))
  );
}
