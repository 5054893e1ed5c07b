/** A function of an object that computes once what it says of each, as long as that object lives: texts of files live until they change. */
export function memoized<Key extends object, Answer>(compute: (key: Key) => Answer): (key: Key) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) known.set(key, (entry = { answer: compute(key) }));
    return entry.answer;
  };
}
