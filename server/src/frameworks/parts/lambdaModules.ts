import type { Surroundings } from '../../model/serving';
import { memoized } from '../../project/memoized';
import { terraformFile } from '../../project/terraform';
import { moduleFolder, reachesFunctions, sourcesOf, terraformFunctions } from '../../project/terraformFunctions';
import type { LambdaFunction } from './lambdaManifests';

/** Functions of the workspace's Terraform modules that are reached over HTTP, wherever their code may have been built from. */
export const lambdaModules = memoized((surroundings: Surroundings): readonly LambdaFunction[] => {
  const folders = new Map<string, string[]>();
  for (const path of surroundings.matching(terraformFile)) {
    const folder = moduleFolder(path);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  return [...folders].flatMap(([folder, paths]) => functionsIn(surroundings, folder, paths));
});

const known = new Map<string, readonly LambdaFunction[]>();

function functionsIn(surroundings: Surroundings, folder: string, paths: readonly string[]): readonly LambdaFunction[] {
  const sources = paths.map((path) => ({ uri: path, version: '', text: surroundings.text(path) ?? '' }));
  if (!sources.some(({ text }) => reachesFunctions.test(text))) return [];
  const key = JSON.stringify(sources);
  let functions = known.get(key);
  if (!functions) {
    functions = terraformFunctions(sources, folder).flatMap((one) => sourcesOf(one.file).map((file) => ({ ...one, file })));
    if (known.size > 50) known.clear();
    known.set(key, functions);
  }
  return functions;
}
