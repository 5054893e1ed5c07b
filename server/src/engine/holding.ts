import type { SourceText, Uri } from '../model/source';

/** The files of a list whose texts a test holds for. After an edit only the files that have changed are asked again. */
export class Holding {
  private asked: readonly Uri[] | undefined;
  private readonly outdated = new Set<Uri>();
  private holders = new Set<Uri>();
  private ordered: readonly Uri[] = [];

  constructor(private readonly test: (source: SourceText) => boolean) {}

  /** Has changed files asked again; without a list all. */
  invalidate(changed: readonly Uri[] | undefined): void {
    if (!changed) this.asked = undefined;
    changed?.forEach((uri) => this.outdated.add(uri));
  }

  /** Those of a list, in its order. */
  among(files: readonly Uri[], read: (uri: Uri) => SourceText | undefined): readonly Uri[] {
    const isOther = files !== this.asked;
    if (isOther) this.holders = new Set();
    let differs = isOther;
    for (const uri of isOther ? files : this.outdated) {
      const source = read(uri);
      const holds = source !== undefined && this.test(source);
      differs ||= holds !== this.holders.has(uri);
      if (holds) this.holders.add(uri);
      else this.holders.delete(uri);
    }
    this.asked = files;
    this.outdated.clear();
    if (differs) this.ordered = files.filter((uri) => this.holders.has(uri));
    return this.ordered;
  }
}
