import type { Uri } from '../model/source';
import type { Consulted } from '../project/consulted';
import type { Program } from '../project/program';

/** Answers that are kept until the text, presence or absence of a file that was consulted for them changes; an edit costs what depends on it. */
export class Answers<T> {
  private readonly known = new Map<string, { readonly answer: T; readonly consulted: Consulted }>();
  /** The keys of the answers that a file was consulted for; those in `unlisted` are listed when a file changes, which in a single run none does. */
  private readonly dependents = new Map<Uri, Set<string>>();
  private unlisted: string[] = [];

  /** The answer to a key, found once. */
  of(key: string, program: Program, find: () => T): T {
    const known = this.known.get(key);
    if (known) {
      program.consult(known.consulted);
      return known.answer;
    }
    const { result, consulted } = program.track(find);
    this.known.set(key, { answer: result, consulted });
    this.unlisted.push(key);
    return result;
  }

  /** Forgets what depends on changed files; without a list everything. */
  invalidate(changed: readonly Uri[] | undefined): void {
    if (!changed) {
      this.known.clear();
      this.dependents.clear();
      this.unlisted = [];
      return;
    }
    this.list();
    for (const key of changed.flatMap((uri) => [...(this.dependents.get(uri) ?? [])])) {
      for (const uri of this.known.get(key)?.consulted ?? []) this.dependents.get(uri)?.delete(key);
      this.known.delete(key);
    }
  }

  private list(): void {
    for (const key of this.unlisted) {
      for (const uri of this.known.get(key)?.consulted ?? []) {
        const keys = this.dependents.get(uri);
        if (keys) keys.add(key);
        else this.dependents.set(uri, new Set([key]));
      }
    }
    this.unlisted = [];
  }
}
