/** A function of an object that computes once what it says of each, as long as that object lives: texts of files live until they change. */
export function memoized<Key extends object, Answer>(compute: (key: Key) => Answer): (key: Key) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) known.set(key, (entry = { answer: compute(key) }));
    return entry.answer;
  };
}

/** Texts that are remembered at most, before all are forgotten. */
const mostTexts = 10_000;

/** The same for texts, such as the paths of routes: each of them is compared with every other. */
export function memoizedByText<Answer>(compute: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (text) => {
    let entry = known.get(text);
    if (entry === undefined) {
      if (known.size >= mostTexts) known.clear();
      known.set(text, (entry = { answer: compute(text) }));
    }
    return entry.answer;
  };
}
