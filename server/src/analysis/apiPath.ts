/** Splits a member path into its segments: `PrismaClient().user.findMany` → three. */
export function segmentsOf(path: string): readonly string[] {
  return path === '' ? [] : path.split('.');
}

/** Whether a pattern with `*` (one member) and `**` (any chain) matches a member path. */
function matchesPath(pattern: readonly string[], path: readonly string[], p = 0, i = 0): boolean {
  for (; p < pattern.length; p++, i++) {
    const want = pattern[p];
    if (want === '**') {
      for (let from = i; from <= path.length; from++) if (matchesPath(pattern, path, p + 1, from)) return true;
      return false;
    }
    const have = path[i];
    if (have === undefined || (want !== have && want !== '*' && !(want === '*()' && have.endsWith('()')))) return false;
  }
  return i === path.length;
}

interface Entry<T> {
  readonly pattern: readonly string[];
  readonly value: T;
}

/** A table from {@link ApiPath} patterns to what they mean, quick to ask. */
export class ApiTable<T> {
  private readonly exact = new Map<string, T>();
  private readonly patterns = new Map<string, Entry<T>[]>();
  private readonly modules = new Map<string, boolean>();
  /** What has been asked for: `null` where there is nothing. */
  private readonly found = new Map<string, T | null>();
  private readonly modulePatterns: { readonly prefix: string; readonly entry: Entry<T> }[] = [];

  add(path: string, value: T): void {
    const hash = path.indexOf('#');
    const module = path.slice(0, hash);
    const members = path.slice(hash + 1);
    if (module.endsWith('*')) this.modulePatterns.push({ prefix: module.slice(0, -1), entry: { pattern: segmentsOf(members), value } });
    else if (!members.includes('*')) this.exact.set(path, value);
    else this.ofModule(module).push({ pattern: segmentsOf(members), value });
  }

  private ofModule(module: string): Entry<T>[] {
    const known = this.patterns.get(module);
    if (known) return known;
    const entries: Entry<T>[] = [];
    this.patterns.set(module, entries);
    return entries;
  }

  /** Whether anything of a module has an entry. */
  knows(path: string): boolean {
    const module = path.slice(0, path.indexOf('#'));
    let known = this.modules.get(module);
    if (known === undefined) {
      const exact = [...this.exact.keys()].some((key) => key.startsWith(`${module}#`));
      this.modules.set(
        module,
        (known = exact || this.patterns.has(module) || this.modulePatterns.some(({ prefix }) => module.startsWith(prefix))),
      );
    }
    return known;
  }

  get(path: string): T | undefined {
    let found = this.found.get(path);
    if (found === undefined) this.found.set(path, (found = this.search(path) ?? null));
    return found ?? undefined;
  }

  private search(path: string): T | undefined {
    const exact = this.exact.get(path);
    if (exact !== undefined) return exact;
    const hash = path.indexOf('#');
    const module = path.slice(0, hash);
    const candidates = this.patterns.get(module);
    if (!candidates && this.modulePatterns.length === 0) return undefined;
    const segments = segmentsOf(path.slice(hash + 1));
    const found = candidates?.find((entry) => matchesPath(entry.pattern, segments));
    if (found) return found.value;
    return this.modulePatterns.find(({ prefix, entry }) => module.startsWith(prefix) && matchesPath(entry.pattern, segments))?.entry.value;
  }
}

/** The path of a member: `module#` + `x` → `module#x`, `module#a()` + `x` → `module#a().x`. */
export function memberPath(path: string, name: string): string {
  if (name === 'default' && path.endsWith('#')) return path;
  return path.endsWith('#') ? `${path}${name}` : `${path}.${name}`;
}
