import type { TextEdit } from '../../model/finding';
import type { FixContext } from '../../model/fixing';
import { inStyle } from './style';
import { insert, slice } from './text';

/** Whether a Next.js API route can be told not to parse bodies; other handlers need not be. */
export function canReadBody(context: FixContext): boolean {
  if (context.endpoint.site?.style !== 'node') return true;
  const file = context.file(context.endpoint.declaration.uri);
  return file !== undefined && (file.config !== undefined || !file.identifiers.has('config'));
}

/** Turns off the body parser of a Next.js API route, so that the bytes can be read that a signature covers. */
export function bodyParserOff(context: FixContext): readonly TextEdit[] {
  const { uri } = context.endpoint.declaration;
  const file = context.file(uri);
  const text = context.read(uri);
  if (!file || text === undefined) return [];
  const { config } = file;
  if (config === undefined) return [appendConfig(uri, text, file.module, (code) => inStyle(code, file.style))];
  if (config.bodyParser) return slice(text, config.bodyParser) === 'false' ? [] : [{ span: config.bodyParser, newText: 'false' }];
  const target = config.api ?? config.object;
  const property = config.api ? 'bodyParser: false' : 'api: { bodyParser: false }';
  const isEmpty = slice(text, target).replace(/\s/g, '') === '{}';
  return [isEmpty ? { span: target, newText: `{ ${property} }` } : insert(uri, target.start + 1, ` ${property},`)];
}

function appendConfig(uri: string, text: string, module: 'esm' | 'commonjs', styled: (code: string) => string): TextEdit {
  const declaration = module === 'esm' ? 'export const config =' : 'module.exports.config =';
  const code = styled(`\n${declaration} { api: { bodyParser: false } };\n`);
  return insert(uri, text.length, text.endsWith('\n') ? code : styled('\n') + code);
}
