import type { HandlerSite } from '../../model/endpoint';
import type { TextEdit } from '../../model/finding';
import type { FixChange, FixContext } from '../../model/fixing';
import { declareVariables } from './environment';
import { verifierOf } from './fronts/front';
import { guardFront } from './fronts/guard';
import { importName, localName } from './imports';
import type { Scheme, SchemeCode } from './scheme';
import { languageOf } from './style';
import { indentationAt, insert, slice } from './text';
import { placeModule } from './verifierModule';

/** Puts a guard's decorator above a method. */
export function decorateMethod(context: FixContext, site: HandlerSite, scheme: Scheme, code: SchemeCode): FixChange | undefined {
  const file = context.file(site.uri);
  const text = context.read(site.uri);
  const template = verifierOf(guardFront, scheme, code);
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
      ...(scheme.coversBody ? keepRawBodies(context) : []),
      ...placed.edits,
      ...declareVariables(context, Object.values(scheme.settings)),
    ],
    files: placed.files,
  };
}

/** Applications keep the bodies of requests as they were sent when they are created with an option. */
function keepRawBodies(context: FixContext): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const uri of context.files()) {
    const text = /\.[mc]?[jt]s$/.test(uri) ? (context.read(uri) ?? '') : '';
    const creation = /\bNestFactory\.create(?:<[^()]*>)?\(\s*\w+\s*(\)|,\s*\{)/.exec(text);
    if (!creation || /\brawBody:/.test(text)) continue;
    const end = creation.index + creation[0].length;
    edits.push(creation[1] === ')' ? insert(uri, end - 1, ', { rawBody: true }') : insert(uri, end, ' rawBody: true,'));
  }
  return edits;
}
