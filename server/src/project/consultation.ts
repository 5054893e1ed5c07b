import type { Snapshot, Uri } from '../model/source';
import { Consulted } from './consulted';

/** Reads a snapshot and remembers what was asked, so that an answer knows which files it depends on. */
export class Consultation {
  private readonly open: Consulted[] = [];

  constructor(private readonly snapshot: Snapshot) {}

  has(uri: Uri): boolean {
    this.open.at(-1)?.add(uri);
    return this.snapshot.files.has(uri);
  }

  read(uri: Uri): string | undefined {
    return this.has(uri) ? this.snapshot.read(uri)?.text : undefined;
  }

  /** Computes once per key; what the computation consulted counts again for everyone who uses the answer. */
  memo<T>(cache: Map<string, Memo<T>>, key: string, compute: () => T): Memo<T> {
    let known = cache.get(key);
    if (!known) {
      const consulted = new Consulted();
      this.open.push(consulted);
      try {
        known = { value: compute(), consulted };
      } finally {
        this.open.pop();
      }
      cache.set(key, known);
    }
    this.open.at(-1)?.use(known.consulted);
    return known;
  }
}

/** An answer with the files it depends on. */
export interface Memo<T> {
  readonly value: T;
  readonly consulted: Consulted;
}
