import type ts from 'typescript';
import type { MetadataModel } from '../model/declaredRoutes';
import { madeMetadata, type Applied } from './decorators';
import { keyOf, undefinedValue, type Value } from './value';

/** What decorators have left on classes and methods, for the code that reads it at run time. */
export class Metadata {
  private readonly byTarget = new Map<ts.Node, readonly Applied[]>();

  constructor(private readonly model: MetadataModel) {}

  /** Remembers the decorators of a class or method. */
  add(target: ts.Node, applied: readonly Applied[]): void {
    this.byTarget.set(target, applied);
  }

  /** What a call that reads metadata gives; `undefined` when the path names none, or when its target is not known. */
  read(path: string, key: Value | undefined, targets: Value | undefined): Value | undefined {
    const how = Object.entries(this.model.reads).find(([read]) => read === path)?.[1];
    if (!how || !key || !targets) return undefined;
    const values: Value[] = [];
    for (const target of targets.kind === 'array' ? targets.items : [targets]) {
      if (target.kind !== 'function' && target.kind !== 'class') return undefined;
      const applied = this.byTarget.get(target.node);
      if (!applied) return undefined;
      values.push(this.find(applied, key) ?? undefinedValue);
    }
    if (how === 'all') return { kind: 'array', items: values.filter((value) => value !== undefinedValue), open: false };
    return values.find((value) => value !== undefinedValue) ?? undefinedValue;
  }

  private find(applied: readonly Applied[], key: Value): Value | undefined {
    const wanted = keyOf(key);
    const found = applied.find(
      ({ path, args: [own] }) =>
        (path === madeMetadata || this.model.sets.some((set) => set === path)) && own !== undefined && keyOf(own) === wanted,
    );
    return found && (found.args[1] ?? undefinedValue);
  }
}
