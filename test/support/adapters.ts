import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameworkAdapter, LibraryAdapter, SchedulerAdapter } from '../../server/src/model/adapters';
import type { CompanionAdapter } from '../../server/src/model/companion';
import type { FixAdapter } from '../../server/src/model/fixing';
import type { Rule } from '../../server/src/model/rule';
import { repository } from './update';

/** Folders of which every file is one adapter, with its type. */
export interface Adapters {
  readonly rules: Rule;
  readonly frameworks: FrameworkAdapter;
  readonly schedulers: SchedulerAdapter;
  readonly libraries: LibraryAdapter;
  readonly fixes: FixAdapter;
  readonly companions: CompanionAdapter;
}

/** A folder of adapters. */
export type Folder = keyof Adapters;

/** What the registry needs to know of each folder. */
export const folders: Readonly<Record<Folder, { readonly type: string; readonly module: string; readonly what: string }>> = {
  rules: { type: 'Rule', module: '../model/rule', what: 'Questions that are asked about every endpoint.' },
  frameworks: { type: 'FrameworkAdapter', module: '../model/adapters', what: 'Frameworks whose endpoints are found.' },
  schedulers: { type: 'SchedulerAdapter', module: '../model/adapters', what: 'Schedulers whose calls are recognised.' },
  libraries: { type: 'LibraryAdapter', module: '../model/adapters', what: 'Packages whose calls have a meaning.' },
  fixes: { type: 'FixAdapter', module: '../model/fixing', what: 'Fixes that findings are offered.' },
  companions: { type: 'CompanionAdapter', module: '../model/companion', what: 'What goes along with the verification of an endpoint.' },
};

/** Names of all folders, in the order in which they are registered. */
export const folderNames: readonly Folder[] = ['frameworks', 'schedulers', 'libraries', 'rules', 'fixes', 'companions'];

/** Where the adapters of a folder are. */
export function folderPath(folder: Folder): string {
  return join(repository, 'server/src', folder);
}

/** File names, without extension, of the adapters in a folder; folders in it are shared parts. */
export function adapterFiles(folder: Folder): readonly string[] {
  return readdirSync(folderPath(folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ name }) => name.slice(0, -3))
    .toSorted();
}

/** The name an adapter's file must export: `next-app` → `nextApp`. */
export function exportName(file: string): string {
  return file.replace(/-([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

/** Names that a file exports as constants. */
export function exportedNames(folder: Folder, file: string): readonly string[] {
  const text = readFileSync(join(folderPath(folder), `${file}.ts`), 'utf8');
  return [...text.matchAll(/^export (?:const|function|class|type|interface) (\w+)/gm)].map(([, name = '']) => name);
}

/** The registry's source: every adapter by folder. */
export function registryText(): string {
  const types = new Map<string, Set<string>>();
  for (const { type, module } of Object.values(folders)) types.set(module, (types.get(module) ?? new Set()).add(type));
  const files = folderNames.map((folder) => ({ folder, files: adapterFiles(folder) }));
  const names = files.flatMap(({ files }) => files.map(exportName));
  const isShared = (name: string): boolean => names.indexOf(name) !== names.lastIndexOf(name);
  // A package may be a framework, a scheduler and a library at once.
  const local = (folder: Folder, file: string): string =>
    isShared(exportName(file)) ? `${exportName(file)}As${folder[0]?.toUpperCase()}${folder.slice(1)}` : exportName(file);
  const imports = files.flatMap(({ folder, files }) =>
    files.map((file) => {
      const name = exportName(file);
      return `import { ${name === local(folder, file) ? name : `${name} as ${local(folder, file)}`} } from '../${folder}/${file}';`;
    }),
  );
  const typeImports = [...types].map(([module, names]) => `import type { ${[...names].toSorted().join(', ')} } from '${module}';`);
  const lists = files.map(({ folder, files }) => {
    const { type, what } = folders[folder];
    return `/** ${what} */\n${list(
      `export const ${folder}: readonly ${type}[] = `,
      files.map((file) => local(folder, file)),
    )}`;
  });
  return `// Written by "npm run update" from the files in the folders; edits are lost.\n${[...imports, ...typeImports].join('\n')}\n\n${lists.join('\n\n')}\n`;
}

/** A list as the formatter writes it: on one line where it fits. */
function list(lead: string, items: readonly string[]): string {
  const line = `${lead}[${items.join(', ')}];`;
  return line.length <= 140 ? line : `${lead}[\n${items.map((item) => `  ${item},\n`).join('')}];`;
}
