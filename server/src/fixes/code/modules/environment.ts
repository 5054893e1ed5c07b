import type { EnvironmentAccess } from '../idioms';
import type { ModuleTemplate } from '../verifierModule';

/** A module that reads variables where its platform has them instead of in `process.env`. */
export function readingFrom(access: EnvironmentAccess, template: ModuleTemplate): ModuleTemplate {
  const { text } = template;
  if (access === 'process') return template;
  if (access === 'deno')
    return {
      ...template,
      text: text.replace(/process\.env\.(\w+)/g, "Deno.env.get('$1')").replace(/process\.env\[(\w+)\]/g, 'Deno.env.get($1)'),
    };
  if (access === 'svelte')
    return { ...template, text: withImport(text.replace(/process\.env\b/g, 'env'), "import { env } from '$env/dynamic/private';") };
  return { ...template, text: withParameter(text) };
}

/** Some frameworks type what they pass only where the application declares it, so the verifier says what it reads. */
function withParameter(text: string): string {
  const names = [...new Set([...text.matchAll(/process\.env\.(\w+)/g)].map(([, name = '']) => name))];
  const type = `{ ${names.map((name) => `readonly ${name}?: string`).join('; ')} }`;
  return text
    .replace(/process\.env\./g, 'variables.')
    .replace(
      /\(request\u2039: Request\u203a\)(.*\{\n)/,
      (_match, rest: string) => `(request‹: Request›, env‹: unknown›)${rest}  const variables = env‹ as ${type}›;\n`,
    );
}

function withImport(text: string, line: string): string {
  return text.startsWith('import ') ? text.replace(/(^import .*\n)(?!import )/m, `$1${line}\n`) : `${line}\n\n${text}`;
}
