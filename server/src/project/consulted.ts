import type { Uri } from '../model/source';

/**
 * The files that an answer depends on: those whose text, presence or absence was looked at for it, and those that the answers it uses depend on.
 * Nothing is copied until somebody asks, which a single run seldom does.
 */
export class Consulted implements Iterable<Uri> {
  private readonly own = new Set<Uri>();
  private readonly used = new Set<Consulted>();
  private all: ReadonlySet<Uri> | undefined;

  /** A file was looked at. */
  add(uri: Uri): void {
    this.own.add(uri);
    this.all = undefined;
  }

  /** An answer was used. */
  use(other: Consulted): void {
    if (other === this) return;
    this.used.add(other);
    this.all = undefined;
  }

  has(uri: Uri): boolean {
    return this.uris().has(uri);
  }

  [Symbol.iterator](): Iterator<Uri> {
    return this.uris()[Symbol.iterator]();
  }

  /** Every file, once. */
  private uris(): ReadonlySet<Uri> {
    if (this.all) return this.all;
    if (this.used.size === 0) return this.own;
    const all = new Set<Uri>();
    const seen = new Set<Consulted>([this]);
    for (const one of seen) {
      for (const uri of one.own) all.add(uri);
      for (const other of one.used) seen.add(other);
    }
    return (this.all = all);
  }
}
