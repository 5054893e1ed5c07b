import ts from 'typescript';
import type { Span } from '../model/source';

/** A documentation tag: the rest of its line, and where the tag's name stands. */
export interface Tag {
  readonly text: string;
  readonly span: Span;
}

/** Looks for `@name` at the start of a line in the comments before a node or before the statement that holds it. */
export function hasTag(node: ts.Node, name: string): Tag | undefined {
  const file = node.getSourceFile();
  for (const position of commentPositions(node)) {
    for (const comment of ts.getLeadingCommentRanges(file.text, position) ?? []) {
      const found = tagIn(file, comment, name);
      if (found) return found;
    }
  }
  return undefined;
}

function commentPositions(node: ts.Node): ReadonlySet<number> {
  const positions = new Set<number>();
  for (let current: ts.Node = node; !ts.isSourceFile(current); current = current.parent) {
    positions.add(current.pos);
    if (ts.isStatement(current) || ts.isClassElement(current)) break;
  }
  return positions;
}

function tagIn(file: ts.SourceFile, comment: ts.CommentRange, name: string): Tag | undefined {
  const text = file.text.slice(comment.pos, comment.end);
  for (let at = text.indexOf(`@${name}`); at >= 0; at = text.indexOf(`@${name}`, at + 1)) {
    const after = text.slice(at + name.length + 1);
    const lineStart = text.lastIndexOf('\n', at) + 1;
    if (/^[\w-]/.test(after) || !/^[\s/*]*$/.test(text.slice(lineStart, at))) continue;
    const line = /^[^\r\n]*/.exec(after)?.[0] ?? '';
    const start = comment.pos + at;
    return { text: line.replace(/\*+\/\s*$/, '').trim(), span: { uri: file.fileName, start, end: start + name.length + 1 } };
  }
  return undefined;
}
