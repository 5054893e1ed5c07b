import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The repository. */
export const repository = join(import.meta.dirname ?? __dirname, '../..');

/** Whether this run may write what it expects (`npm run update`). */
export const mayWrite = process.env['UPDATE'] === '1';

/**
 * Demands that a file has a text. An update run writes it instead, so that one implementation decides both what is right and what is written.
 */
export function expectText(file: string, text: string): void {
  const actual = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (actual === text) return;
  if (!mayWrite)
    assert.equal(text, actual, `${relative(repository, file)} differs (+ as it should be by now, - as it is); "npm run update" writes it`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Replaces what is between `<!-- name:begin -->` and `<!-- name:end -->`; `undefined` if there is no such part. */
export function replaceSection(text: string, name: string, content: string): string | undefined {
  const begin = `<!-- ${name}:begin -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) return undefined;
  return `${text.slice(0, from + begin.length)}\n\n${content.trim()}\n\n${text.slice(to)}`;
}

/** Replaces what is below a heading of the second level, up to the next one; `undefined` if there is no such heading. */
export function replaceHeadedSection(text: string, title: string, content: string): string | undefined {
  const from = text.indexOf(`\n## ${title}\n`);
  if (from < 0) return undefined;
  const begin = from + title.length + 5;
  const to = text.indexOf('\n## ', begin);
  return `${text.slice(0, begin)}\n${content.trim()}\n${to < 0 ? '' : text.slice(to)}`;
}
