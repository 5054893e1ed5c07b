import type ts from 'typescript';
import { ancestors, dirname } from '../project/paths';
import type { Context } from './context';
import { exportedValue } from './modules';
import { settingOf } from './settings';
import type { State } from './state';
import type { Value } from './value';

/** A setting of whose name a file around the code has a schema as its default export; `undefined` where there is no such file or schema. */
export function settingBySchemaFile(context: Context, fileName: string, name: string, state: State, node: ts.Node): Value | undefined {
  for (const folder of ancestors(dirname(node.getSourceFile().fileName))) {
    const file = context.program.file(`${folder}/${fileName}`);
    if (!file) continue;
    const [schema] = exportedValue(context, file, 'default', state) ?? [];
    return schema?.value.kind === 'settings' ? settingOf(context, schema.value, name, node) : undefined;
  }
  return undefined;
}
