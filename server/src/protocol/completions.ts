import type { CompletionItem, Range } from 'vscode-languageserver';
import type { RuleMeta } from '../model/rule';

const directives = {
  'zero-trust-cron-ignore': 'Accepts a finding of the next line, with a reason after "--".',
  'zero-trust-cron-ignore-file': 'Accepts findings of the whole file, with a reason after "--".',
} as const;

/** An unfinished directive in a comment: its name, and the rules that are already there. */
const unfinished = /(?:\/\/|\/\*|#|--)\s*(?:(zero-trust-cron-ignore(?:-file)?)\s+(?:[\w-]+\s*,\s*)*)?([\w-]*)$/;

/** What can stand at the end of a line's beginning: in a comment the names of directives, after one the rules. */
export function directiveCompletions(before: string, range: Range, rules: ReadonlyMap<string, RuleMeta>): readonly CompletionItem[] {
  const [, directive, word = ''] = unfinished.exec(before) ?? [];
  if (!unfinished.test(before) || (directive === undefined && !isBegun(word))) return [];
  const place = { ...range, start: { ...range.start, character: range.end.character - word.length } };
  const item = (label: string, detail: string): CompletionItem => ({ label, detail, kind: 14, textEdit: { range: place, newText: label } });
  return directive === undefined
    ? Object.entries(directives).map(([name, detail]) => item(name, detail))
    : [...rules].map(([id, { title }]) => item(id, title));
}

/** Nobody else's comments are completed. */
function isBegun(word: string): boolean {
  return word.length >= 2 && 'zero-trust-cron-ignore-file'.startsWith(word);
}
