/** A part of a path pattern: literal text, or something that matches. */
type Token =
  | string
  | {
      readonly prefix: string;
      readonly pattern: string;
      readonly suffix: string;
      readonly modifier: string;
      /** What a parameter is called; empty for one without a name. */
      readonly name: string;
    };

/**
 * Compiles the path syntax of path-to-regexp 6 (`/api/:path*`, `/((?!api).*)`, `{-:id}?`), anchored at both ends, case-sensitive, with an
 * optional trailing slash. `undefined` when the pattern is not valid there (`/api/*`).
 */
export function compilePathPattern(pattern: string): RegExp | undefined {
  const tokens = new Reader(pattern).tokens();
  return tokens && compileSafely(`^${tokens.map((token) => toSource(token)).join('')}[/#?]?$`, '');
}

/** What the parameters of such a pattern stand for in a path: each under its name and its place (`$1`); `undefined` where it does not match. */
export function pathParameters(pattern: string, path: string): ReadonlyMap<string, string> | undefined {
  const tokens = new Reader(pattern).tokens();
  if (!tokens) return undefined;
  const names: string[] = [];
  const source = tokens.map((token) => toSource(token, (name) => `(?<_${names.push(name)}>`)).join('');
  const found = compileSafely(`^${source}[/#?]?$`, '')?.exec(path);
  const values = names.map((name, index): readonly [string, string] => [name, found?.groups?.[`_${index + 1}`] ?? '']);
  return found ? new Map(values.flatMap(([name, value], index) => [[name, value] as const, [`$${index + 1}`, value] as const])) : undefined;
}

/**
 * A regular expression from a workspace's own code; `undefined` when it is not valid or repeats what repeats itself or has alternatives:
 * such an expression may take exponential time, and the code that it comes from is not trusted.
 */
export function compileSafely(source: string, flags: string): RegExp | undefined {
  if (source.length > 500 || /\((?:[^()\\]|\\.)*[+*}|](?:[^()\\]|\\.)*\)[+*{]/.test(source)) return undefined;
  try {
    return new RegExp(source, flags.replace(/[gy]/g, ''));
  } catch {
    return undefined;
  }
}

/** Text as the source of a regular expression that matches just that text. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}

/** `open` begins the group of a parameter. */
function toSource(token: Token, open: (name: string) => string = () => '(?:'): string {
  if (typeof token === 'string') return escapeRegExp(token);
  const prefix = escapeRegExp(token.prefix);
  const suffix = escapeRegExp(token.suffix);
  const { pattern, modifier, name } = token;
  if (!pattern) return `(?:${prefix}${suffix})${modifier}`;
  const repeats = modifier === '*' || modifier === '+';
  if (!prefix && !suffix) return repeats ? `${open(name)}(?:${pattern})${modifier})` : `${open(name)}${pattern})${modifier}`;
  if (!repeats) return `(?:${prefix}${open(name)}${pattern})${suffix})${modifier}`;
  return `(?:${prefix}${open(name)}(?:${pattern})(?:${suffix}${prefix}(?:${pattern}))*)${suffix})${modifier === '*' ? '?' : ''}`;
}

/** Reads a pattern from left to right. */
class Reader {
  private at = 0;
  private literal = '';
  private readonly found: Token[] = [];

  constructor(private readonly text: string) {}

  tokens(): readonly Token[] | undefined {
    while (this.at < this.text.length) {
      if (!this.token()) return undefined;
    }
    this.flush();
    return this.found;
  }

  private token(): boolean {
    const character = this.text[this.at] ?? '';
    if (character === '\\') {
      this.literal += this.text[this.at + 1] ?? '';
      this.at += 2;
      return true;
    }
    if (character === ':' || character === '(') return this.segment();
    if (character === '{') return this.group();
    if (/[*+?})]/.test(character)) return false;
    this.literal += character;
    this.at += 1;
    return true;
  }

  /** `:name`, `:name(pattern)` or `(pattern)`; a slash or dot before it belongs to it. */
  private segment(): boolean {
    const parameter = this.parameter();
    if (parameter === undefined) return false;
    const prefix = /[./]$/.exec(this.literal)?.[0] ?? '';
    this.literal = this.literal.slice(0, this.literal.length - prefix.length);
    this.flush();
    this.found.push({ prefix, ...parameter, suffix: '', modifier: this.modifier() });
    return true;
  }

  /** `{prefix:name(pattern)suffix}` */
  private group(): boolean {
    this.at += 1;
    const prefix = this.plain();
    const parameter = /[:(]/.test(this.text[this.at] ?? '') ? this.parameter() : { name: '', pattern: '' };
    if (parameter === undefined) return false;
    const suffix = this.plain();
    if (this.text[this.at] !== '}') return false;
    this.at += 1;
    this.flush();
    this.found.push({ prefix, ...parameter, suffix, modifier: this.modifier() });
    return true;
  }

  private parameter(): { readonly name: string; readonly pattern: string } | undefined {
    const start = /:[A-Za-z0-9_]+/y;
    start.lastIndex = this.at;
    const named = start.exec(this.text);
    if (named) this.at = start.lastIndex;
    const name = named?.[0].slice(1) ?? '';
    if (this.text[this.at] !== '(') return named ? { name, pattern: '[^/#?]+?' } : undefined;
    const pattern = this.parenthesized();
    return pattern === undefined ? undefined : { name, pattern };
  }

  private parenthesized(): string | undefined {
    const start = this.at + 1;
    let depth = 0;
    for (let index = this.at; index < this.text.length; index++) {
      const character = this.text[index];
      if (character === '\\') index += 1;
      else if (character === '(') depth += 1;
      else if (character === ')' && --depth === 0) {
        this.at = index + 1;
        const pattern = this.text.slice(start, index);
        return pattern && !pattern.startsWith('?') ? pattern : undefined;
      }
    }
    return undefined;
  }

  private plain(): string {
    let text = '';
    while (this.at < this.text.length && !/[:({}*+?)]/.test(this.text[this.at] ?? '')) {
      if (this.text[this.at] === '\\') this.at += 1;
      text += this.text[this.at] ?? '';
      this.at += 1;
    }
    return text;
  }

  private modifier(): string {
    const character = this.text[this.at] ?? '';
    if (!/[*+?]/.test(character) || character === '') return '';
    this.at += 1;
    return character;
  }

  private flush(): void {
    if (this.literal) this.found.push(this.literal);
    this.literal = '';
  }
}
