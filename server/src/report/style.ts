/** Colours of a terminal; all empty where there is none. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly blue: (text: string) => string;
}

/** The style for a terminal with or without colours. */
export function styleFor(colors: boolean): Style {
  const paint = (code: number) => (text: string) => (colors ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: paint(1), dim: paint(2), red: paint(31), yellow: paint(33), green: paint(32), blue: paint(34) };
}

/** The same text without characters that a terminal would take as commands. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => (character === '\t' || character === '\n' ? character : '\ufffd'));
}
