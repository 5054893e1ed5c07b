import assert from 'node:assert/strict';
import type { Texts } from './workspace';

const fence = /^```(?:ts|tsx|js|jsonc?|yaml)\n([\s\S]*?)^```$/gm;
const header = /^(?:\/\/|#) ([\w@()[\]./-]+\.[a-z]+)$/;

/** The part of a document below a heading. */
export function sectionOf(text: string, title: string): string {
  const from = text.indexOf(`\n## ${title}\n`);
  assert.ok(from >= 0, `there is no section '${title}'`);
  const to = text.indexOf('\n## ', from + 1);
  return text.slice(from, to < 0 ? undefined : to);
}

/** The blocks of code in a part of a document, as they are written. */
export function blocksIn(part: string): readonly string[] {
  return [...part.matchAll(fence)].map(([, block = '']) => block);
}

/** The workspaces that the blocks of a part show. */
export function examplesIn(part: string): readonly Texts[] {
  return blocksIn(part).map(filesOf);
}

/** The workspace that a block shows: every file begins with a comment that names it. */
export function filesOf(block: string): Texts {
  const files: Record<string, string> = {};
  let current: string | undefined;
  for (const line of block.split('\n').slice(0, -1)) {
    const name = header.exec(line)?.[1];
    if (name !== undefined) {
      current = name;
      files[name] = '';
    } else if (current === undefined) {
      assert.fail(`the block does not begin with a comment that names its file: ${line}`);
    } else {
      files[current] += `${line}\n`;
    }
  }
  return files;
}

/** A block with other files than it shows. */
export function blockOf(block: string, files: Texts): string {
  const headers = new Map(block.split('\n').flatMap((line) => (header.test(line) ? [[header.exec(line)?.[1] ?? '', line]] : [])));
  return Object.entries(files)
    .map(([path, text]) => `${headers.get(path)}\n${text}`)
    .join('');
}
