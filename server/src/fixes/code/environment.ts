import type { TextEdit } from '../../model/finding';
import type { FixContext } from '../../model/fixing';

/** Adds variables to `.env.example` where that file exists and does not name them. */
export function declareVariables(context: FixContext, names: readonly string[]): readonly TextEdit[] {
  const uri = `${context.packageRoot}/.env.example`;
  const text = context.read(uri);
  if (text === undefined) return [];
  const missing = names.filter((name) => !new RegExp(`^[ \\t]*(#[ \\t]*)?(export[ \\t]+)?${name}[ \\t]*=`, 'm').test(text));
  if (missing.length === 0) return [];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const separator = text === '' || text.endsWith('\n') ? '' : eol;
  return [{ span: { uri, start: text.length, end: text.length }, newText: separator + missing.map((name) => `${name}=${eol}`).join('') }];
}
