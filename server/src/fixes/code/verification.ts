import type { HandlerSite } from '../../model/endpoint';
import type { FixChange, FixContext, FileSite } from '../../model/fixing';
import { declareVariables } from './environment';
import { makeAsync, putFirst } from './firstStatement';
import { type Idiom, environmentOf, idiomOf } from './idioms';
import { importName, importNames, localName } from './imports';
import { insertionOf } from './insertion';
import { readingFrom } from './modules/environment';
import { type NamedParameters, type Wanted, nameParameters } from './parameters';
import { type RouteScheme, guardRoute } from './route';
import { guardedPart } from './dispatch';
import { bodyParserOff } from './routeConfig';
import { freshName, indentationAt, insert, slice } from './text';
import { type ModuleTemplate, type PlacedModule, placeModule, specifierOf } from './verifierModule';
import { languageOf } from './style';
import { wrapHandler } from './wrapping';

/** How one kind of credential is verified in each style of handler. */
export interface Scheme extends RouteScheme {
  /** The verifying call inside a handler is asynchronous. */
  isAsync(style: 'web' | 'node', edge: boolean): boolean;
  /** Fetch-style handlers; `wrapping` asks for a wrapper too. */
  web(edge: boolean, response: 'Response' | 'NextResponse', wrapping: boolean): ModuleTemplate;
  /** Next.js API routes. */
  pages(rawBody: string, wrapping: boolean): ModuleTemplate;
  /** Handlers that answer in their framework's own manner; absent: they cannot be given this verification. */
  readonly status?: ModuleTemplate;
  /** NestJS guards. */
  readonly guard?: ModuleTemplate;
}

/** Whether a verification of one kind can be inserted for an endpoint. */
export function canVerify(context: FixContext, scheme?: Pick<Scheme, 'status' | 'guard'>): boolean {
  const { endpoint, shared } = context;
  const { site } = endpoint;
  if (!site || shared) return false;
  if (endpoint.framework.startsWith('next') || (site.style === 'express' && site.middlewareAt !== undefined)) return true;
  if (site.style === 'nest') return scheme?.guard !== undefined;
  const file = context.file(site.uri);
  const idiom = file && idiomOf(context, file);
  if (!idiom || isWrapped(context, site, idiom) || !guardedPart(context, site)) return false;
  return scheme !== undefined && (idiom.refusal === 'response' || scheme.status !== undefined);
}

/** Inserts a verification in front of everything that an endpoint does. */
export function insertVerification(context: FixContext, scheme: Scheme): FixChange | undefined {
  const { site } = context.endpoint;
  if (!site || !canVerify(context, scheme)) return undefined;
  if (site.style === 'nest') return scheme.guard && decorateMethod(context, site, scheme.guard, scheme.variables);
  if (site.style === 'express' && site.middlewareAt !== undefined) return guardRoute(context, scheme);
  if (!context.endpoint.framework.startsWith('next')) return insideIdiom(context, site, scheme);
  return isWrapped(context, site) ? aroundHandler(context, site, scheme) : insideHandler(context, site, scheme);
}

/** Whether the export is made by a call, so that the handler need not receive what the framework passes. */
function isWrapped(context: FixContext, { exported, function: fn }: HandlerSite, idiom?: Idiom): boolean {
  if (!exported || (exported.start === fn.start && exported.end === fn.end && exported.uri === fn.uri)) return false;
  const text = context.read(exported.uri) ?? '';
  if (exported.uri !== fn.uri || exported.start > fn.start || exported.end < fn.end) return slice(text, exported).includes('(');
  const before = text.slice(exported.start, fn.start);
  return before.includes('(') && !idiom?.wrappers?.test(before);
}

function insideIdiom(context: FixContext, site: HandlerSite, scheme: Scheme): FixChange | undefined {
  const file = context.file(site.uri);
  const text = context.read(site.uri);
  const idiom = file && idiomOf(context, file);
  if (!file || text === undefined || !idiom) return undefined;
  const environment = environmentOf(context);
  const edge = site.edge || environment === 'deno' || environment === 'bindings';
  const plain = idiom.refusal === 'response' ? scheme.web(edge, 'Response', false) : scheme.status;
  const template = plain && readingFrom(environment, plain);
  const placed = template && placeModule(context, template, languageOf(file));
  if (!template || !placed) return undefined;
  const specifier = specifierOf(context, site.uri, placed.uri);
  const name = localName(file, template.provides, specifier);
  if (new RegExp(`\\b${name}\\(`).test(slice(text, site.function))) return undefined;
  const isAsync = idiom.refusal === 'response' && scheme.isAsync('web', edge);
  const insertion = insertionOf(site, text, file, idiom, { name, isAsync, bindings: environment === 'bindings' });
  const part = guardedPart(context, site);
  if (!insertion || !part) return undefined;
  const promises = site.returnType !== undefined && /^Promise\b/.test(slice(text, site.returnType));
  return {
    edits: [
      ...importName(file, template.provides, specifier),
      ...(isAsync || promises ? makeAsync(site, text) : []),
      ...insertion.edits,
      ...putFirst(part, text, file.style, insertion.lines),
      ...placed.edits,
      ...declareVariables(context, scheme.variables),
    ],
    files: placed.files,
  };
}

/** Puts a guard's decorator above a method. */
function decorateMethod(
  context: FixContext,
  site: HandlerSite,
  template: ModuleTemplate,
  variables: readonly string[],
): FixChange | undefined {
  const file = context.file(site.uri);
  const text = context.read(site.uri);
  const placed = file && placeModule(context, template, languageOf(file));
  if (!file || text === undefined || !placed) return undefined;
  const specifier = context.specifier(site.uri, placed.uri);
  const name = localName(file, template.provides, specifier);
  if (new RegExp(`\\b${name}\\b`).test(slice(text, site.function))) return undefined;
  const decorator = localName(file, 'UseGuards', '@nestjs/common');
  const { start } = site.function;
  return {
    edits: [
      ...importName(file, 'UseGuards', '@nestjs/common'),
      ...importName(file, template.provides, specifier),
      insert(site.uri, start, `@${decorator}(${name})${file.style.eol}${indentationAt(text, start)}`),
      ...placed.edits,
      ...declareVariables(context, variables),
    ],
    files: placed.files,
  };
}

interface Verifier {
  readonly template: ModuleTemplate;
  readonly placed: PlacedModule;
  readonly rawBody: PlacedModule | undefined;
}

function verifierFor(context: FixContext, site: HandlerSite, file: FileSite, scheme: Scheme, wrapping: boolean): Verifier | undefined {
  const language = languageOf(file);
  if (site.style === 'web') {
    const response = context.endpoint.framework.startsWith('next') ? 'NextResponse' : 'Response';
    const template = scheme.web(site.edge, response, wrapping);
    const placed = placeModule(context, template, language);
    return placed && { template, placed, rawBody: undefined };
  }
  const rawBody = scheme.coversBody ? placeModule(context, scheme.rawBody('node'), language) : undefined;
  const specifier = rawBody ? context.specifier(`${folderOf(rawBody.uri)}/verify`, rawBody.uri) : '';
  const template = scheme.pages(specifier, wrapping);
  const placed = placeModule(context, template, language);
  return placed && { template, placed, rawBody };
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function insideHandler(context: FixContext, site: HandlerSite, scheme: Scheme): FixChange | undefined {
  const file = context.file(site.uri);
  const text = context.read(site.uri);
  const verifier = file && verifierFor(context, site, file, scheme, false);
  if (!file || text === undefined || !verifier) return undefined;
  const specifier = context.specifier(site.uri, verifier.placed.uri);
  const call = localName(file, verifier.template.provides, specifier);
  if (new RegExp(`\\b${call}\\(`).test(slice(text, site.function))) return undefined;
  const { typescript } = languageOf(file);
  const parameters = nameParameters(site, text, wantedBy(site), typescript, file.identifiers);
  if (!parameters) return undefined;
  const isAsync = scheme.isAsync(site.style === 'web' ? 'web' : 'node', site.edge);
  const promises = site.returnType !== undefined && /^Promise\b/.test(slice(text, site.returnType));
  return {
    edits: [
      ...importName(file, verifier.template.provides, specifier),
      ...(site.style === 'node'
        ? importNames(
            file,
            parameters.types.map(({ type }) => type),
            'next',
            'type',
          )
        : []),
      ...(isAsync || promises ? makeAsync(site, text) : []),
      ...parameters.edits,
      ...putFirst(site, text, file.style, guardLines(site, call, parameters, isAsync, file.identifiers)),
      ...bodyParserEdits(context, site, scheme),
      ...sharedEdits(context, scheme, verifier),
    ],
    files: newFiles(verifier),
  };
}

function wantedBy(site: HandlerSite): readonly Wanted[] {
  if (site.style === 'web') return [{ names: ['request', 'incomingRequest'], type: 'Request' }];
  return [
    { names: ['req', 'incomingRequest'], type: 'NextApiRequest' },
    { names: ['res', 'outgoingResponse'], type: 'NextApiResponse' },
  ];
}

function guardLines(
  site: HandlerSite,
  call: string,
  parameters: NamedParameters,
  isAsync: boolean,
  taken: ReadonlySet<string>,
): readonly string[] {
  const called = `${isAsync ? 'await ' : ''}${call}(${parameters.names.join(', ')})`;
  if (site.style === 'node') return [`if (!${isAsync ? `(${called})` : called}) return;`, ...parameters.statements];
  const rejection = freshName(taken, 'rejection', 'cronRejection');
  return [`const ${rejection} = ${called};`, `if (${rejection}) return ${rejection};`, ...parameters.statements];
}

function aroundHandler(context: FixContext, site: HandlerSite, scheme: Scheme): FixChange | undefined {
  const uri = site.wrap?.span.uri;
  const file = uri === undefined ? undefined : context.file(uri);
  const verifier = file && verifierFor(context, site, file, scheme, true);
  const name = verifier?.template.extension?.provides;
  if (!file || !verifier || name === undefined) return undefined;
  const specifier = context.specifier(file.uri, verifier.placed.uri);
  const wrapping = wrapHandler(context, site, file, name, specifier);
  if (!wrapping) return undefined;
  return {
    edits: [...wrapping, ...bodyParserEdits(context, site, scheme), ...sharedEdits(context, scheme, verifier)],
    files: newFiles(verifier),
  };
}

function bodyParserEdits(context: FixContext, site: HandlerSite, scheme: Scheme): FixChange['edits'] {
  return scheme.coversBody && site.style === 'node' ? bodyParserOff(context) : [];
}

function sharedEdits(context: FixContext, scheme: Scheme, verifier: Verifier): FixChange['edits'] {
  return [...verifier.placed.edits, ...(verifier.rawBody?.edits ?? []), ...declareVariables(context, scheme.variables)];
}

function newFiles(verifier: Verifier): FixChange['files'] {
  return [...(verifier.rawBody?.files ?? []), ...verifier.placed.files];
}
