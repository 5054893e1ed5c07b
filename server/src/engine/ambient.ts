import type { Ambient } from '../analysis/context';
import { applicationFolder, type RouteFile } from '../discovery/routeFiles';
import { isProductionCode } from '../model/codeFiles';
import type { AutoImports } from '../model/fileRouting';
import type { Uri } from '../model/source';
import { exportNames } from '../project/exports';
import { memoized, memoizedByText } from '../project/memoized';
import { join, relative } from '../project/paths';
import type { Program } from '../project/program';
import { configuredSettings, type ConfiguredSetting } from '../project/runtimeConfig';

/** What a route's framework puts in scope without an import; nothing for most. */
export function ambientOf(program: Program, { framework, root, application }: RouteFile): Ambient | undefined {
  const { autoImports } = framework;
  return autoImports && ambientsOf(program)(autoImports)(applicationFolder(root, application));
}

/** By folder of an application; its routes share the answer. */
const ambientsOf = memoized((program: Program) =>
  memoized((autoImports: AutoImports) => memoizedByText((folder) => makeAmbient(program, folder, autoImports))),
);

function makeAmbient(program: Program, folder: Uri, { names, folders, configuration }: AutoImports): Ambient {
  const places = folders.map((name) => join(folder, name));
  let files: readonly Uri[] | undefined;
  const own = new Map<string, Uri | undefined>();
  let settings: ReadonlyMap<string, ConfiguredSetting> | undefined;
  return {
    resolve: (name) => {
      if (!own.has(name)) {
        files ??= [...program.snapshot.files]
          .filter((uri) => isProductionCode(uri) && places.some((place) => relative(place, uri) !== undefined))
          .sort();
        own.set(name, exporting(program, files, name));
      }
      const uri = own.get(name);
      if (uri !== undefined) return { kind: 'file', uri };
      const path = names[name];
      return path && { kind: 'package', path };
    },
    setting: (name) => {
      settings ??= configuredSettings(
        program,
        configuration.map((file) => join(folder, file)),
      );
      return settings.get(name);
    },
  };
}

/** The module that exports a name; of the modules only those are parsed that mention it. */
function exporting(program: Program, files: readonly Uri[], name: string): Uri | undefined {
  return files.find((uri) => {
    const text = program.text(uri);
    const file = text?.includes(name) ? program.file(uri) : undefined;
    return file !== undefined && exportNames(file).includes(name);
  });
}
