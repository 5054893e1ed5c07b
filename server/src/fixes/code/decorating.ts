import { isCode } from '../../model/codeFiles';
import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import type { FixChange, FixContext } from '../../model/fixing';
import { declareVariables } from './environment';
import { verifierOf } from './fronts/front';
import { guardFront } from './fronts/guard';
import { expressFront } from './fronts/node';
import { importName, localName } from './imports';
import { placeRawBody } from './route';
import type { Scheme, SchemeCode } from './scheme';
import { languageOf } from './style';
import { indentationAt, insert, slice } from './text';
import { placeModule } from './verifierModule';

/** A decorator that puts a guard or a middleware in front of a method. */
interface Decorator {
  readonly name: string;
  readonly from: string;
  /** A package that has it, too. */
  readonly orFrom?: string;
  /** What it is given is a middleware of Express rather than a guard of NestJS. */
  readonly takesMiddleware: boolean;
}

/** By the word that calling conventions are known by. */
const decorators: Readonly<Record<string, Decorator>> = {
  nest: { name: 'UseGuards', from: '@nestjs/common', takesMiddleware: false },
  overnight: { name: 'Middleware', from: '@overnightjs/core', takesMiddleware: true },
  tsoa: { name: 'Middlewares', from: 'tsoa', orFrom: '@tsoa/runtime', takesMiddleware: true },
  'routing-controllers': { name: 'UseBefore', from: 'routing-controllers', takesMiddleware: true },
};

/** Whether methods are verified by a decorator. */
export function isDecorated({ style }: HandlerSite): boolean {
  return style in decorators;
}

/** Whether the body of a request is still there when the decorator's middleware runs, or is kept by what has read it. */
export function canDecorate(context: FixContext, site: HandlerSite, scheme: Scheme): boolean {
  // routing-controllers reads the body behind the middleware, and finds nothing left.
  const text = context.read(site.uri);
  return (
    !scheme.coversBody ||
    site.style !== 'routing-controllers' ||
    (text !== undefined && !/@(?:Body|UploadedFile)/.test(slice(text, site.function)))
  );
}

/** Puts a guard's or middleware's decorator above a method. */
export function decorateMethod(context: FixContext, site: HandlerSite, scheme: Scheme, code: SchemeCode): FixChange | undefined {
  const file = context.file(site.uri);
  const text = context.read(site.uri);
  const decorator = decorators[site.style];
  if (!file || text === undefined || !decorator) return undefined;
  const rawBody = scheme.coversBody && decorator.takesMiddleware ? placeRawBody(context, file) : undefined;
  const front = decorator.takesMiddleware ? expressFront(rawBody?.specifier ?? '') : guardFront;
  const template = verifierOf(front, scheme, code);
  const placed = placeModule(context, template, languageOf(file));
  if (!placed || (scheme.coversBody && decorator.takesMiddleware && !rawBody)) return undefined;
  const specifier = context.specifier(site.uri, placed.uri);
  const name = localName(file, template.provides, specifier);
  if (new RegExp(`\\b${name}\\b`).test(slice(text, site.function))) return undefined;
  const { start } = site.function;
  const from = file.imports.find((entry) => entry.specifier === decorator.orFrom)?.specifier ?? decorator.from;
  const written = `@${localName(file, decorator.name, from)}(${name})`;
  return {
    edits: [
      ...importName(file, decorator.name, from),
      ...importName(file, template.provides, specifier),
      insert(site.uri, start, `${written}${file.style.eol}${indentationAt(text, start)}`),
      ...(scheme.coversBody && !decorator.takesMiddleware ? keepRawBodies(context) : []),
      ...(rawBody?.edits ?? []),
      ...placed.edits,
      ...declareVariables(context, Object.values(scheme.settings)),
    ],
    files: [...(rawBody?.files ?? []), ...placed.files],
  };
}

/** Applications keep the bodies of requests as they were sent when they are created with an option. */
function keepRawBodies(context: FixContext): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const uri of context.files()) {
    const text = isCode(uri) ? (context.read(uri) ?? '') : '';
    const creation = /\bNestFactory\.create(?:<[^()]*>)?\(\s*\w+\s*(\)|,\s*\{)/.exec(text);
    if (!creation || /\brawBody:/.test(text)) continue;
    const end = creation.index + creation[0].length;
    edits.push(creation[1] === ')' ? insert(uri, end - 1, ', { rawBody: true }') : insert(uri, end, ' rawBody: true,'));
  }
  return edits;
}
