import ts from 'typescript';
import { literalText } from './literals';
import type { ApiValue, Value } from './value';

/** What may stand before a parenthesis without running code of the database's own: words of the language and functions that only compute. */
const computes = new Set(
  (
    'and any array_agg as avg by cast coalesce concat count date date_trunc datetime distinct exists extract filter from greatest in interval ' +
    'json_agg json_build_object jsonb_agg jsonb_build_object least length like lower max min not now nullif on or over select strftime ' +
    'string_agg sum then timestamp to_char trim unixepoch unnest upper using values when where'
  ).split(' '),
);

/** Whether a call sends the database nothing but one `SELECT` that changes nothing, as far as its text is written out. */
export function onlySelects({ calls }: ApiValue, node: ts.Node): boolean {
  const written = calls.flatMap(({ values }) => textOf(values[0]) ?? []);
  const text = ts.isTaggedTemplateExpression(node) ? templateText(node.template) : written.findLast((one) => /\s/.test(one.trim()));
  return text !== undefined && isSelect(text);
}

/** Whether a call reads what a `SELECT` finds that is prepared in the same expression: `env.DB.prepare('SELECT …').bind(id).first()`. */
export function readsPrepared(node: ts.Node, name: string): boolean {
  if (!/^(?:all|first|raw|get)$/.test(name)) return false;
  for (let call = node; ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression); call = call.expression.expression) {
    const [text] = call.arguments;
    if (call.expression.name.text === 'prepare')
      return text !== undefined && (ts.isStringLiteral(text) || ts.isTemplateLiteral(text)) && isSelect(templateText(text));
  }
  return false;
}

function isSelect(text: string): boolean {
  if (!/^\s*select\b[^;]*;?\s*$/i.test(text) || /\b(?:into|for\s+update)\b/i.test(text)) return false;
  return [...text.matchAll(/([\w.]+)\s*\(/g)].every(([, word = '']) => computes.has(word.toLowerCase()));
}

/** Whether a call asks a function of the database for a secret and gives it nothing but constants: `rpc('get_secret', { name: 'cron' })`. */
export function asksForSecret({ calls }: ApiValue): boolean {
  const { name, values = [] } = calls.at(-1) ?? {};
  const asked = textOf(values[0]);
  return name === 'rpc' && asked !== undefined && secretReader.test(asked) && values.every(isConstant);
}

const secretReader = /^(?:get|read|fetch|load|find|lookup|select|decrypt)_?\w*(?:secret|token|key|credential|password)s?(?:_|$)/i;

function isConstant(value: Value): boolean {
  return value.kind === 'literal' || (value.kind === 'object' && [...value.fields.values()].every(isConstant));
}

function templateText(template: ts.TemplateLiteral | ts.StringLiteral): string {
  if (!ts.isTemplateExpression(template)) return template.text;
  return [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join('?');
}

function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'literal') return literalText(value);
  return value?.kind === 'text' ? value.parts.map((part) => textOf(part) ?? '?').join('') : undefined;
}
