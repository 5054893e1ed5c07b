import { isCode } from '../../model/codeFiles';
import type { TextEdit } from '../../model/finding';
import type { BodyParserSite, FileSite, FixChange, FixContext } from '../../model/fixing';
import { declareVariables } from './environment';
import { verifierOf } from './fronts/front';
import { expressFront } from './fronts/node';
import { importName, localName } from './imports';
import { rawBodyBesideParsers } from './modules/rawBody';
import { addProperties } from './property';
import type { Scheme, SchemeCode } from './scheme';
import { languageOf } from './style';
import { indentationAt, insert, slice, startsLine } from './text';
import { type PlacedModule, placeModule } from './verifierModule';

/** Gives an Express route a verifying middleware. */
export function guardRoute(context: FixContext, scheme: Scheme, code: SchemeCode): FixChange | undefined {
  const { uri } = context.endpoint.declaration;
  const file = context.file(uri);
  const text = context.read(uri);
  if (!file || text === undefined) return undefined;
  const rawBody = scheme.coversBody ? placeRawBody(context, file) : undefined;
  const template = verifierOf(expressFront(rawBody?.specifier ?? ''), scheme, code);
  const placed = placeModule(context, template, languageOf(file));
  if (!placed || (scheme.coversBody && !rawBody)) return undefined;
  const specifier = context.specifier(uri, placed.uri);
  const guard = guardArgument(context, file, text, localName(file, template.provides, specifier), scheme.coversBody);
  if (!guard) return undefined;
  return {
    edits: [
      ...importName(file, template.provides, specifier),
      guard,
      ...(rawBody?.edits ?? []),
      ...placed.edits,
      ...declareVariables(context, Object.values(scheme.settings)),
    ],
    files: [...(rawBody?.files ?? []), ...placed.files],
  };
}

/** The module that reads bodies beside parsers, how a verifier imports it, and what makes the parsers of the package keep them. */
export function placeRawBody(context: FixContext, file: FileSite): (FixChange & { readonly specifier: string }) | undefined {
  const placed = placeModule(context, rawBodyBesideParsers, languageOf(file));
  if (!placed) return undefined;
  const specifier = context.specifier(placed.uri.replace(/[^/]*$/, 'verify'), placed.uri);
  return { specifier, files: placed.files, edits: [...keepRawBodies(context, placed), ...placed.edits] };
}

function guardArgument(context: FixContext, file: FileSite, text: string, name: string, coversBody: boolean): TextEdit | undefined {
  const { site } = context.endpoint;
  if (site?.middlewareAt === undefined || !site.registration) return undefined;
  const { registration, middlewareAt } = site;
  if (new RegExp(`\\b${name}\\b`).test(slice(text, { ...registration, start: middlewareAt }))) return undefined;
  const parsers = coversBody ? file.bodyParsers.filter(({ span }) => span.start >= middlewareAt && span.end <= registration.end) : [];
  const last = parsers.at(-1);
  if (last) return insert(file.uri, last.span.end, `, ${name}`);
  const separator = startsLine(text, middlewareAt) ? file.style.eol + indentationAt(text, middlewareAt) : ' ';
  return insert(file.uri, middlewareAt, `${name},${separator}`);
}

/** Body parsers consume what a signature covers: makes those of the package keep it. */
function keepRawBodies(context: FixContext, rawBody: PlacedModule): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const uri of context.files()) {
    if (!isCode(uri) || !/\b(express|body-?parser)\b/i.test(context.read(uri) ?? '')) continue;
    const file = context.file(uri);
    const parsers = file?.bodyParsers.filter((parser) => !parser.closed) ?? [];
    if (!file || parsers.length === 0) continue;
    const text = context.read(uri) ?? '';
    const lines = importName(file, 'keepRawBody', context.specifier(uri, rawBody.uri));
    edits.push(...lines, ...parsers.map((parser) => keepRawBody(parser, text)));
  }
  return edits;
}

function keepRawBody(parser: BodyParserSite, text: string): TextEdit {
  const { uri } = parser.span;
  if (!parser.options) return insert(uri, parser.argumentsAt, '{ verify: keepRawBody }');
  return addProperties(text, parser.options, ['verify: keepRawBody']);
}
