import type { ManifestProblem } from '../model/adapters';
import type { SourceText, Uri } from '../model/source';
import { readJson } from '../project/json';
import { memoized } from '../project/memoized';
import { ancestors, dirname, rootOf } from '../project/paths';
import type { Program } from '../project/program';

/** What decides where imports lead. */
const names = ['package.json', 'tsconfig.json', 'jsconfig.json', 'deno.json', 'deno.jsonc'];

/** Files around endpoints that say where imports lead, and are not valid: what they say may be overlooked. */
export function brokenConfigs(program: Program, endpoints: Iterable<Uri>): readonly ManifestProblem[] {
  const folders = new Set<Uri>();
  for (const uri of endpoints) {
    const root = rootOf(program.snapshot.roots, uri);
    for (const folder of ancestors(dirname(uri))) {
      if (folders.has(folder)) break;
      folders.add(folder);
      if (folder === root) break;
    }
  }
  const files = [...folders].flatMap((folder) => names.map((name) => `${folder}/${name}`)).filter((uri) => program.snapshot.files.has(uri));
  return files.toSorted().flatMap((uri) => {
    const source = program.snapshot.read(uri);
    return source === undefined ? [] : problemsOf(source);
  });
}

const problemsOf = memoized(
  (source: SourceText): readonly ManifestProblem[] => readJson(source, 'imports that it explains may lead nowhere').problems,
);
