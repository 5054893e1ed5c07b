import type { CodeStyle, FileSite } from '../../model/fixing';

/** The language that added code is written in. */
export interface Language extends CodeStyle {
  readonly typescript: boolean;
  readonly module: FileSite['module'];
}

/** The language of a file, as fixes write it. */
export function languageOf(site: FileSite): Language {
  return { ...site.style, typescript: /\.[mc]?tsx?$/.test(site.uri), module: site.module };
}

/**
 * Writes a template in a language. Templates are TypeScript modules with two spaces, single quotes (and no other ones),
 * semicolons, and types between `‹` and `›`, which JavaScript drops.
 */
export function render(template: string, language: Language): string {
  const typed = language.typescript ? template.replace(/[\u2039\u203a]/g, '') : template.replace(/\u2039[^\u203a]*\u203a/g, '');
  const linked = language.module === 'commonjs' ? asCommonJs(typed) : typed;
  return inStyle(linked, language);
}

/** Applies quotes, semicolons, indentation and line ends only. */
export function inStyle(code: string, style: CodeStyle): string {
  return code
    .split('\n')
    .map((line) => line.replace(/^( {2})+/, (spaces) => style.indent.repeat(spaces.length / 2)))
    .map((line) => (style.semicolons ? line : line.replace(/;$/, '')))
    .join(style.eol)
    .replaceAll("'", style.quote);
}

function asCommonJs(code: string): string {
  const names: string[] = [];
  const body = code
    .replace(/^import (\{[^}]*\}|\w+) from ('[^']*');$/gm, 'const $1 = require($2);')
    .replace(/^export ((?:async )?function (\w+))/gm, (_match, declaration: string, name: string) => {
      names.push(name);
      return declaration;
    });
  return [body, names.length === 0 ? '' : '\n', ...names.map((name) => `module.exports.${name} = ${name};\n`)].join('');
}
