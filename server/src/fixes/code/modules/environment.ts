import type { EnvironmentAccess } from '../idioms';
import type { ModuleTemplate } from '../verifierModule';

/** A module that reads variables where its platform has them instead of in `process.env`. */
export function readingFrom(access: EnvironmentAccess, template: ModuleTemplate): ModuleTemplate {
  const { text } = template;
  if (access === 'process') return template;
  if (access === 'deno') return { ...template, text: text.replace(/process\.env\.(\w+)/g, "Deno.env.get('$1')") };
  const read = text.replace(/process\.env\./g, 'env.');
  if (access === 'svelte') return { ...template, text: withImport(read, "import { env } from '$env/dynamic/private';") };
  const names = [...new Set([...text.matchAll(/process\.env\.(\w+)/g)].map(([, name = '']) => name))];
  const type = `object & { ${names.map((name) => `readonly ${name}?: string`).join('; ')} }`;
  return { ...template, text: read.replace('(request‹: Request›)', `(request‹: Request›, env‹: ${type}›)`) };
}

function withImport(text: string, line: string): string {
  return text.startsWith('import ') ? text.replace(/(^import .*\n)(?!import )/m, `$1${line}\n`) : `${line}\n\n${text}`;
}
