import type { TextEdit } from '../../model/finding';
import type { FileSite, FixContext } from '../../model/fixing';
import { environmentOf } from './idioms';
import { importName } from './imports';

/** An expression that gives an environment variable, and what a file needs for it. */
export interface VariableAccess {
  readonly code: string;
  readonly edits: readonly TextEdit[];
}

/** How the code of a file reads a variable, as the file or else its package does; `undefined` where variables come with the request. */
export function accessTo(context: FixContext, file: FileSite, name: string): VariableAccess | undefined {
  const text = context.read(file.uri) ?? '';
  switch (environmentOf(context)) {
    case 'bindings':
      return undefined;
    case 'deno':
      return { code: `Deno.env.get(${file.style.quote}${name}${file.style.quote})`, edits: [] };
    case 'svelte':
      return { code: `env.${name}`, edits: importName(file, 'env', '$env/dynamic/private') };
    default:
      return { code: memberOf(context, text, objectIn(text), name, file.style.quote), edits: [] };
  }
}

/** What a file reads variables from already. */
function objectIn(text: string): string {
  if (/\bprocess\.env\b/.test(text)) return 'process.env';
  return /\b(?:import\.meta\.env|Bun\.env)\b/.exec(text)?.[0] ?? 'process.env';
}

/** Compilers can be told that members of an index signature are not to be written as if they were declared. */
function memberOf(context: FixContext, text: string, object: string, name: string, quote: string): string {
  const isBracketed = text.includes(`${object}[`) && !text.includes(`${object}.`);
  const configuration = context.read(`${context.packageRoot}/tsconfig.json`) ?? '';
  const asksForBrackets = /"noPropertyAccessFromIndexSignature"\s*:\s*true/.test(configuration);
  return isBracketed || asksForBrackets ? `${object}[${quote}${name}${quote}]` : `${object}.${name}`;
}
