/** What a marker says of the characters above it: offsets in the text without markers. */
export interface Label {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const hashComment = /\.(?:ya?ml|toml|sh|tf|py|env)$/;

/** The start of a line comment in a kind of file. */
function comment(file: string): string {
  return hashComment.test(file) ? '#' : file.endsWith('.sql') ? '--' : '//';
}

/** `// ^^^^ text` or, where the subject begins left of the comment's text, `// <~--- text`: as many `~` to skip and `-` to underline. */
const marker = /^\s*(?:\/\/|#|--)\s*(?:\^+|<~*-+)(?:\s.*)?\r?$/;

/** A text without its markers: what is analysed. */
export function stripMarkers(text: string): string {
  return text
    .split('\n')
    .filter((line) => !marker.test(line))
    .join('\n');
}

/** The labels that the markers of a text put on the line above them; markers stack. */
export function readMarkers(text: string): readonly Label[] {
  const labels: Label[] = [];
  let subject = 0;
  let offset = 0;
  for (const line of text.split('\n')) {
    if (!marker.test(line)) {
      subject = offset;
      offset += line.length + 1;
      continue;
    }
    const carets = /\^+/.exec(line);
    const arrow = /<(~*)(-+)/.exec(line);
    const column = arrow ? (arrow[1]?.length ?? 0) : (carets?.index ?? 0);
    const length = arrow ? (arrow[2]?.length ?? 0) : (carets?.[0].length ?? 0);
    labels.push({ start: subject + column, end: subject + column + length, text: line.replace(/^.*?(?:\^|<~*-)[\^-]*/, '').trim() });
  }
  return labels;
}

/** A text without markers, with labels written below the lines they begin on; a label is cut off where its line ends. */
export function writeMarkers(file: string, text: string, labels: readonly Label[]): string {
  const sorted = labels.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.text < b.text ? -1 : 1));
  const lines: string[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    const end = offset + line.replace(/\r$/, '').length;
    lines.push(line);
    const here = sorted.filter(({ start }) => start >= offset && start <= end);
    for (const { start, end: until, text: said } of here) {
      lines.push(
        markerLine(comment(file), line, start - offset, Math.max(1, Math.min(until, end) - start), said) +
          (line.endsWith('\r') ? '\r' : ''),
      );
    }
    offset += line.length + 1;
  }
  return lines.join('\n');
}

function markerLine(sign: string, line: string, column: number, length: number, text: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const room = column - sign.length;
  if (room < 0) return `${sign} <${'~'.repeat(column)}${'-'.repeat(length)} ${text}`;
  const lead = indent.slice(0, Math.min(indent.length, room));
  return `${lead}${sign}${' '.repeat(room - lead.length)}${'^'.repeat(length)} ${text}`;
}
