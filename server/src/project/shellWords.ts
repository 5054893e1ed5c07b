/** A word of a shell command: quotes removed, variables and substitutions kept as written. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A simple command; `substitutions` are the scripts inside `$(…)`. */
export type Command = readonly Word[];

/** Splits a shell script into simple commands; made for finding calls in scripts, not for running them. */
export function shellCommands(script: string): readonly Command[] {
  const commands: Command[] = [];
  readCommands(script, 0, script.length, commands);
  return commands;
}

function readCommands(script: string, from: number, to: number, commands: Command[]): void {
  let words: Word[] = [];
  const close = () => {
    if (words.length > 0) commands.push(words);
    words = [];
  };
  for (let i = from; i < to;) {
    const char = script[i] ?? '';
    if (script.startsWith('\\\n', i) || script.startsWith('\\\r\n', i)) i += char === '\\' && script[i + 1] === '\r' ? 3 : 2;
    else if (char === ' ' || char === '\t' || char === '\r') i++;
    else if (char === '#') i = lineEnd(script, i, to);
    else if (';&|()\n'.includes(char)) {
      close();
      i++;
    } else if (char === '<' || char === '>') i++;
    else {
      const word = readWord(script, i, to, commands);
      words.push(word);
      i = word.end;
    }
  }
  close();
}

function readWord(script: string, from: number, to: number, commands: Command[]): Word {
  let text = '';
  let i = from;
  while (i < to) {
    const char = script[i] ?? '';
    if (char === '\\') {
      const lineBreak = /^\\\r?\n/.exec(script.slice(i, i + 3))?.[0];
      // A continued line ends the word only if blanks follow; it never adds a character.
      if (lineBreak === undefined) text += script[i + 1] ?? '';
      i += lineBreak?.length ?? 2;
    } else if (char === "'") {
      const end = script.indexOf("'", i + 1);
      const stop = end < 0 ? to : end;
      text += script.slice(i + 1, stop);
      i = stop + 1;
    } else if (char === '"') {
      const inside = readDouble(script, i + 1, to, commands);
      text += inside.text;
      i = inside.end;
    } else if (char === '$' && isOpening(script[i + 1])) {
      const end = substitutionEnd(script, i, to);
      text += substitution(script, i, end, commands);
      i = end;
    } else if (char === '(' && text.endsWith('=')) {
      // An array: its words stay one text, separated by blanks.
      const end = script.indexOf(')', i);
      const stop = end < 0 || end > to ? to : end;
      text += `(${shellCommands(script.slice(i + 1, stop).replace(/\s*\n\s*/g, ' '))
        .flatMap((words) => words.map((word) => word.text))
        .join(' ')})`;
      i = stop + 1;
    } else if (/[\s;&|()<>]/.test(char)) break;
    else {
      text += char;
      i++;
    }
  }
  return { text, start: from, end: Math.max(i, from + 1) };
}

function readDouble(script: string, from: number, to: number, commands: Command[]): { readonly text: string; readonly end: number } {
  let text = '';
  let i = from;
  while (i < to && script[i] !== '"') {
    if (script[i] === '\\') {
      const next = script[i + 1] ?? '';
      text += next === '\n' ? '' : '"\\$`'.includes(next) ? next : `\\${next}`;
      i += 2;
    } else if (script[i] === '$' && isOpening(script[i + 1])) {
      const end = substitutionEnd(script, i, to);
      text += substitution(script, i, end, commands);
      i = end;
    } else {
      text += script[i] ?? '';
      i++;
    }
  }
  return { text, end: i + 1 };
}

function isOpening(char: string | undefined): boolean {
  return char === '(' || char === '{';
}

/** The end of `$(…)`, `${…}` or `${{ … }}`. */
function substitutionEnd(script: string, from: number, to: number): number {
  const open = script[from + 1] === '(' ? '(' : '{';
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let i = from + 1; i < to; i++) {
    if (script[i] === '\\') i++;
    else if (script[i] === open) depth++;
    else if (script[i] === close && --depth === 0) return i + 1;
  }
  return to;
}

function substitution(script: string, from: number, end: number, commands: Command[]): string {
  if (script[from + 1] === '(' && script[from + 2] !== '(') readCommands(script, from + 2, end - 1, commands);
  return script.slice(from, end);
}

function lineEnd(script: string, from: number, to: number): number {
  const end = script.indexOf('\n', from);
  return end < 0 ? to : end;
}
