import type { FixContext } from '../../model/fixing';
import { slice } from './text';

/** How the code at a guard names the secret, so that its presence can be tested; `undefined` when it is no environment variable. */
export function secretExpression(context: FixContext, text: string): string | undefined {
  const secret = context.guard?.verification.secret;
  if (secret?.kind !== 'env' || !/^\w+$/.test(secret.name)) return undefined;
  const expected = context.guard?.operands?.expected;
  const written = expected && expected.uri === context.span.uri ? slice(text, expected) : slice(text, context.span);
  const direct = new RegExp(`\\b[\\w$]+(?:\\.[\\w$]+)*(?:\\.${secret.name}\\b|\\[(['"])${secret.name}\\1\\])`).exec(written)?.[0];
  if (direct !== undefined) return direct;
  const local = leafOf(written);
  if (
    local !== undefined &&
    new RegExp(`\\b(?:const|let|var)\\s+${local}\\b[^=\\n]*=[^=\\n]*\\benv\\b[^\\n]*\\b${secret.name}\\b`).test(text)
  )
    return local;
  return `process.env.${secret.name}`;
}

/** The one name in an operand: `secret` in itself and in a template around it. */
function leafOf(written: string): string | undefined {
  if (/^[\w$]+$/.test(written)) return written;
  const names = [...written.matchAll(/\$\{\s*([\w$]+)\s*\}/g)].map((match) => match[1]);
  return names.length === 1 ? names[0] : undefined;
}
