import type { Surroundings } from '../../model/serving';
import { memoized } from '../../project/memoized';
import { terraformFile } from '../../project/terraform';
import { moduleFolder, reachesFunctions, sourcesOf, terraformFunctions } from '../../project/terraformFunctions';
import type { LambdaFunction } from './lambdaManifests';

/** Functions of the workspace's Terraform modules that are reached over HTTP, wherever their code may have been built from. */
export function lambdaModules(surroundings: Surroundings): readonly LambdaFunction[] {
  const paths = surroundings.matching(terraformFile);
  return paths.length === 0 ? [] : modulesAmong(paths)(surroundings).flatMap((module) => functionsIn(surroundings, module));
}

/** A module by its folder, with its files. */
interface Module {
  readonly folder: string;
  readonly paths: readonly string[];
}

/** The modules in which functions may be reached, among all files of Terraform: every folder of a workspace asks for the same. */
const modulesAmong = memoized((paths: readonly string[]) => {
  let modules: readonly Module[] | undefined;
  return (surroundings: Surroundings): readonly Module[] => (modules ??= modulesOf(paths, surroundings));
});

function modulesOf(paths: readonly string[], surroundings: Surroundings): readonly Module[] {
  const folders = new Map<string, string[]>();
  for (const path of paths) folders.set(moduleFolder(path), [...(folders.get(moduleFolder(path)) ?? []), path]);
  return [...folders].flatMap(([folder, own]) =>
    own.some((path) => reachesFunctions.test(surroundings.text(path) ?? '')) ? [{ folder, paths: own }] : [],
  );
}

const known = new Map<string, readonly LambdaFunction[]>();

function functionsIn(surroundings: Surroundings, { folder, paths }: Module): readonly LambdaFunction[] {
  const sources = paths.map((path) => ({ uri: path, version: '', text: surroundings.text(path) ?? '' }));
  const key = JSON.stringify(sources);
  let functions = known.get(key);
  if (!functions) {
    functions = terraformFunctions(sources, folder).flatMap((one) => sourcesOf(one.file).map((file) => ({ ...one, file })));
    if (known.size > 50) known.clear();
    known.set(key, functions);
  }
  return functions;
}
