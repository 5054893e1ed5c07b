import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import type { FileSite, FixChange, FixContext } from '../../model/fixing';
import { guardedPart } from './dispatch';
import { declareVariables } from './environment';
import { type Beginning, makeAsync, putFirst } from './firstStatement';
import { type VerifierTemplate, verifierOf } from './fronts/front';
import { statusFront } from './fronts/status';
import { webFront } from './fronts/web';
import { type Idiom, type RawBody, environmentOf, idiomOf } from './idioms';
import { importName, importNames, localName } from './imports';
import { insertionOf } from './insertion';
import { readingFrom } from './modules/environment';
import { optionEdit } from './routeOptions';
import type { Scheme, SchemeCode } from './scheme';
import { isOnEdge } from './schemeCode';
import { languageOf } from './style';
import { slice } from './text';
import { type PlacedModule, placeModule, specifierOf } from './verifierModule';
import { isWrapped } from './wrapping';

/** Whether a verification can be put into a handler in the manner of its framework. */
export function canVerifyInIdiom(context: FixContext, site: HandlerSite, scheme: Scheme): boolean {
  const file = context.file(site.uri);
  const text = context.read(site.uri);
  const idiom = file && idiomOf(context, file);
  if (!idiom || text === undefined || isWrapped(context, site, idiom.wrappers) || !guardedPart(context, site)) return false;
  return covers(context, site, text, idiom, scheme);
}

/** Whether the handler comes by everything that the scheme's credential covers. */
function covers(context: FixContext, site: HandlerSite, text: string, idiom: Idiom, scheme: Scheme): boolean {
  if (idiom.refusal === 'response') {
    if (scheme.readsSocket) return false;
    // Elysia reads the body of requests whose handlers use it, and a Fetch body is read once.
    return !scheme.coversBody || context.endpoint.framework !== 'elysia' || !/\bbody\b/.test(slice(text, site.function));
  }
  if ((scheme.bindsPath && idiom.path === undefined) || (scheme.readsSocket && idiom.socket === undefined)) return false;
  if (!scheme.coversBody) return true;
  return idiom.body !== undefined && (idiom.body.option === undefined || optionEdit(context, site, idiom.body.option) !== undefined);
}

/** Puts a verification into a handler in the manner of its framework. */
export function insideIdiom(context: FixContext, site: HandlerSite, scheme: Scheme, code: SchemeCode): FixChange | undefined {
  const file = context.file(site.uri);
  const text = context.read(site.uri);
  const idiom = file && idiomOf(context, file);
  if (!file || text === undefined || !idiom) return undefined;
  const environment = environmentOf(context);
  const template = verifierFor(context, idiom, scheme, code);
  const placed = placeModule(context, readingFrom(environment, template), languageOf(file));
  if (!placed) return undefined;
  const specifier = specifierOf(context, site.uri, placed.uri);
  const name = localName(file, template.provides, specifier);
  const part = guardedPart(context, site);
  if (!part || isGuarded(site, part, text, name)) return undefined;
  const call = { name, isAsync: template.isAsync, bindings: environment === 'bindings', scheme };
  const insertion = insertionOf(
    site,
    text,
    file,
    idiom,
    call,
    part.isShared ? { ...part.function, end: part.function.start } : part.function,
  );
  const body = scheme.coversBody && idiom.refusal !== 'response' ? idiom.body : undefined;
  const raw = rawBodyChange(context, site, file, body);
  if (!insertion || !raw) return undefined;
  const promises = site.returnType !== undefined && /^Promise\b/.test(slice(text, site.returnType));
  const isAsync = template.isAsync || body?.isAsync === true || promises;
  return {
    edits: [
      // Imports stand in the order of their edits: those of packages first.
      ...insertion.edits,
      ...importName(file, template.provides, specifier),
      ...(isAsync ? makeAsync(site, text) : []),
      ...putFirst(part, text, file.style, part.isShared ? inBlock(insertion.lines) : insertion.lines),
      ...placed.edits,
      ...raw.edits,
      ...declareVariables(context, Object.values(scheme.settings)),
    ],
    files: [...raw.files, ...placed.files],
  };
}

/** Whether the verifier is called already: anywhere in a handler, or where the branch for a path begins. */
function isGuarded(site: HandlerSite, part: Beginning, text: string, name: string): boolean {
  if (!site.dispatches) return new RegExp(`\\b${name}\\(`).test(slice(text, site.function));
  const rest = text.slice(part.guardAt).replace(/^[^\S\n]*(?:\/\/[^\n]*|\/\*[^\n]*?\*\/)/, '');
  return new RegExp(`^[\\s{]*const \\w+ = (?:await )?${name}\\(`).test(rest);
}

function inBlock(lines: readonly string[]): readonly string[] {
  return ['{', ...lines.map((line) => `  ${line}`), '}'];
}

function verifierFor(context: FixContext, idiom: Idiom, scheme: Scheme, code: SchemeCode): VerifierTemplate {
  return verifierOf(idiom.refusal === 'response' ? webFront(isOnEdge(context), 'Response') : statusFront, scheme, code);
}

/** The module that the handler reads its body with, its import, and the option of the route that it needs. */
function rawBodyChange(context: FixContext, site: HandlerSite, file: FileSite, body: RawBody | undefined): FixChange | undefined {
  const { module, option } = body ?? {};
  if (!module) return { edits: [], files: [] };
  const placed = placeModule(context, module.template, languageOf(file));
  if (!placed) return undefined;
  const registering = context.file(context.endpoint.declaration.uri);
  const optional = option && optionEdit(context, site, option);
  if (option && (!optional || !registering)) return undefined;
  const here = option && registering === file ? [module.name, option.value] : [module.name];
  const elsewhere = option && registering && registering !== file ? importsOf(context, registering, [option.value], placed) : [];
  return {
    edits: [...placed.edits, ...importsOf(context, file, here, placed), ...elsewhere, ...(optional ? [optional] : [])],
    files: placed.files,
  };
}

function importsOf(context: FixContext, file: FileSite, names: readonly string[], { uri }: PlacedModule): readonly TextEdit[] {
  return importNames(file, names, context.specifier(file.uri, uri));
}
