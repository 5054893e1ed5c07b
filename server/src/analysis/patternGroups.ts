interface Open {
  readonly names: string[];
  readonly capture: readonly string[];
  /** Whether it says what must not follow: nothing in it has matched. */
  readonly denies: boolean;
  /** Whether another alternative may match instead. */
  alternates: boolean;
}

/** The groups of a pattern, by number and by name, that are there whenever it matches: `/^Bearer (?<token>.+)$/` has `1` and `token`. */
export function groupsOf(source: string): readonly string[] {
  const top: Open = { names: [], capture: [], denies: false, alternates: false };
  const open: Open[] = [top];
  let [count, inClass] = [0, false];
  for (let at = 0; at < source.length; at++) {
    const letter = source[at];
    const inner = open.at(-1) ?? top;
    if (letter === '\\') at++;
    else if (inClass) inClass = letter !== ']';
    else if (letter === '[') inClass = true;
    else if (letter === '|') inner.alternates = true;
    else if (letter === '(') {
      const [, kind, name] = /^\((\?(?:<(\w+)>|<?[=!]|[\w-]*:))?/.exec(source.slice(at)) ?? [];
      const captures = kind === undefined || name !== undefined;
      if (captures) count++;
      const capture = captures ? [String(count), ...(name === undefined ? [] : [name])] : [];
      open.push({ names: [], capture, denies: kind?.endsWith('!') === true, alternates: false });
    } else if (letter === ')' && open.length > 1) {
      open.pop();
      const isOptional = inner.denies || /^(?:[?*]|\{0)/.test(source.slice(at + 1));
      if (!isOptional) open.at(-1)?.names.push(...inner.capture, ...(inner.alternates ? [] : inner.names));
    }
  }
  return open.length > 1 || top.alternates ? [] : top.names;
}
