import type { FixContext } from '../../model/fixing';
import { slice } from './text';

/** How the code at a guard names the secret, so that its presence can be tested; `undefined` when it does not name it. */
export function secretExpression(context: FixContext, text: string): string | undefined {
  const secret = context.guard?.verification.secret;
  if (secret?.kind !== 'env' || !/^\w+$/.test(secret.name)) return undefined;
  const expected = context.guard?.operands?.expected;
  const written = expected && expected.uri === context.span.uri ? slice(text, expected) : slice(text, context.span);
  const direct = accessOf(secret.name).exec(written)?.[0];
  if (direct !== undefined) return direct;
  const local = leafOf(written);
  if (local !== undefined && holders(text, secret.name).includes(local)) return local;
  return substituted(written) ?? accessOf(secret.name).exec(text)?.[0];
}

/** What a template is made from, where that is a name, a member, or a call that is given a name: `config.cronToken`, `settings.get('CRON_SECRET')`. */
function substituted(written: string): string | undefined {
  return /^`[^$`]*\$\{\s*([\w$]+(?:\.[\w$]+)*(?:<\w+>)?(?:\((['"])\w+\2\))?)\s*\}[^$`]*`$/.exec(written)?.[1];
}

/** `process.env.NAME`, `env['NAME']`, `env().NAME`, `Deno.env.get('NAME')`. */
export function accessOf(name: string): RegExp {
  return new RegExp(
    `\\b(?:Deno|Bun|Netlify)\\.env\\.get\\((['"])${name}\\1\\)|\\b[\\w$]+(?:\\(\\))?(?:\\.[\\w$]+(?:\\(\\))?)*(?:\\.${name}\\b|\\[(['"])${name}\\2\\])`,
  );
}

/** What may stand in front of `env` in an expression that is a variable's value: objects that hold it. What a function makes of a secret is no secret. */
const holding = String.raw`(?:\(|String\(|await\s+|[\w$]+(?:\(\))?\)*\??\.)*`;

/** Variables that are declared as an environment variable's value. */
export function holders(text: string, name: string): readonly string[] {
  const declaration = new RegExp(`\\b(?:const|let|var)\\s+([\\w$]+)\\b[^=\\n]*=\\s*${holding}env\\b[^\\n]*\\b${name}\\b`, 'g');
  const destructured = new RegExp(`\\b(?:const|let|var)\\s*\\{[^}]*\\b${name}\\b(?!\\s*:)[^}]*\\}\\s*=\\s*[\\w$.]*\\benv\\b`);
  return [...[...text.matchAll(declaration)].flatMap((match) => match[1] ?? []), ...(destructured.test(text) ? [name] : [])];
}

/** The one name in an operand: `secret` in itself and in a template around it. */
function leafOf(written: string): string | undefined {
  if (/^[\w$]+$/.test(written)) return written;
  const names = [...written.matchAll(/\$\{\s*([\w$]+)\s*\}/g)].map((match) => match[1]);
  return names.length === 1 ? names[0] : undefined;
}
