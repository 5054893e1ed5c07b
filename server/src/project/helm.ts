import type { Snapshot, SourceText, Uri } from '../model/source';
import { ancestors, dirname } from './paths';
import { type Tree, at, text } from './tree';
import { readYaml } from './yaml';

/** The values of the chart that a template belongs to, as its own file has them; those of an installation may differ. */
export function chartValues(template: Uri, snapshot: Snapshot): Tree | undefined {
  const chart = [...ancestors(dirname(template))].find((folder) => snapshot.files.has(`${folder}/Chart.yaml`));
  const source = chart === undefined ? undefined : snapshot.read(`${chart}/values.yaml`);
  return source && readYaml(source).documents[0];
}

/** A tree of a template in which expressions that only name a value are that value. */
export function withValues(tree: Tree, template: SourceText, values: Tree): Tree {
  switch (tree.kind) {
    case 'list':
      return { ...tree, items: tree.items.map((item) => withValues(item, template, values)) };
    case 'map':
      return { ...tree, entries: tree.entries.map((entry) => ({ ...entry, value: withValues(entry.value, template, values) })) };
    case 'scalar': {
      if (typeof tree.value !== 'string' || !tree.value.includes('${_')) return tree;
      // Expressions stand as unknown text in the order in which they are written.
      const written = [...template.text.slice(tree.span.start, tree.span.end).matchAll(/(?<!\$)\{\{[^]*?\}\}/g)];
      let index = 0;
      return { ...tree, value: tree.value.replace(/\$\{_+\}/g, (unknown) => valueOf(written[index++]?.[0] ?? '', values) ?? unknown) };
    }
  }
}

/** `{{ .Values.cron.schedule | quote }}` */
function valueOf(expression: string, values: Tree): string | undefined {
  const path = /^\{\{-?\s*\$?\.Values\.([\w.]+)\s*(?:\|\s*(?:quote|squote|toString|trim)\s*)*-?\}\}$/.exec(expression)?.[1];
  return path === undefined ? undefined : text(at(values, ...path.split('.')));
}
