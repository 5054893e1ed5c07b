import type { HandlerSite } from '../../model/endpoint';
import type { FileSite, FixChange, FixContext } from '../../model/fixing';
import { declareVariables } from './environment';
import { makeAsync, putFirst } from './firstStatement';
import { type VerifierTemplate, verifierOf } from './fronts/front';
import { pagesFront } from './fronts/node';
import { webFront } from './fronts/web';
import { wrapperOf } from './fronts/wrapper';
import { importName, importNames, localName } from './imports';
import { rawBodyOfStream } from './modules/rawBody';
import { type NamedParameters, type Wanted, nameParameters } from './parameters';
import { bodyParserOff } from './routeConfig';
import type { Scheme, SchemeCode } from './scheme';
import { languageOf } from './style';
import { freshName, namesAround, namesWithin, slice } from './text';
import { type PlacedModule, placeModule } from './verifierModule';
import { wrapHandler } from './wrapping';

interface Verifier {
  readonly template: VerifierTemplate;
  readonly placed: PlacedModule;
  readonly rawBody: PlacedModule | undefined;
}

function verifierFor(
  context: FixContext,
  site: HandlerSite,
  file: FileSite,
  scheme: Scheme,
  code: SchemeCode,
  wrapping: boolean,
): Verifier | undefined {
  const language = languageOf(file);
  const isNode = site.style === 'node';
  const rawBody = isNode && scheme.coversBody ? placeModule(context, rawBodyOfStream, language) : undefined;
  const specifier = rawBody ? context.specifier(`${folderOf(rawBody.uri)}/verify`, rawBody.uri) : '';
  const front = isNode ? pagesFront(specifier, wrapping) : webFront(site.edge, 'NextResponse');
  const verifier = verifierOf(front, scheme, code);
  const extension = wrapping ? wrapperOf(isNode ? 'pages' : 'web', scheme.noun, verifier) : undefined;
  const template = { ...verifier, extension };
  const placed = placeModule(context, template, language);
  return placed && { template, placed, rawBody };
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** Puts a verification into a handler of Next.js. */
export function insideHandler(context: FixContext, site: HandlerSite, scheme: Scheme, code: SchemeCode): FixChange | undefined {
  const file = context.file(site.uri);
  const text = context.read(site.uri);
  const verifier = file && verifierFor(context, site, file, scheme, code, false);
  if (!file || text === undefined || !verifier) return undefined;
  const specifier = context.specifier(site.uri, verifier.placed.uri);
  const call = localName(file, verifier.template.provides, specifier);
  if (new RegExp(`\\b${call}\\(`).test(slice(text, site.function))) return undefined;
  const { typescript } = languageOf(file);
  const parameters = nameParameters(site, text, wantedBy(site), typescript, namesWithin(text, site.function));
  if (!parameters) return undefined;
  const { isAsync } = verifier.template;
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
      ...putFirst(site, text, file.style, guardLines(site, call, parameters, isAsync, namesAround(text, site.function))),
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

/** Puts a verifying wrapper around a handler of Next.js that other wrappers make. */
export function aroundHandler(context: FixContext, site: HandlerSite, scheme: Scheme, code: SchemeCode): FixChange | undefined {
  const uri = site.wrap?.span.uri;
  const file = uri === undefined ? undefined : context.file(uri);
  const verifier = file && verifierFor(context, site, file, scheme, code, true);
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
  return [...verifier.placed.edits, ...(verifier.rawBody?.edits ?? []), ...declareVariables(context, Object.values(scheme.settings))];
}

function newFiles(verifier: Verifier): FixChange['files'] {
  return [...(verifier.rawBody?.files ?? []), ...verifier.placed.files];
}
