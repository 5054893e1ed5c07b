import type { Surroundings } from '../model/serving';
import type { Snapshot, Uri } from '../model/source';
import { ancestors, dirname, relative, rootOf } from './paths';
import type { Program } from './program';

const known = new WeakMap<Program, Map<Uri, Surroundings>>();

/** The files around a module; modules of one folder share them. */
export function surroundingsOf(program: Program, uri: Uri): Surroundings {
  const folders = known.get(program) ?? new Map<Uri, Surroundings>();
  known.set(program, folders);
  const folder = dirname(uri);
  let surroundings = folders.get(folder);
  if (!surroundings) folders.set(folder, (surroundings = around(program, folder)));
  return surroundings;
}

const matched = new WeakMap<Snapshot, Map<string, readonly string[]>>();

/** Files of a workspace by a pattern; every module of a snapshot asks for the same. */
function matching({ snapshot }: Program, root: Uri, pattern: RegExp): readonly string[] {
  const answers = matched.get(snapshot) ?? new Map<string, readonly string[]>();
  matched.set(snapshot, answers);
  const key = `${root} ${pattern.source}`;
  let found = answers.get(key);
  if (!found) {
    const paths = [...snapshot.files].flatMap((uri) => relative(root, uri) ?? []);
    answers.set(key, (found = paths.filter((path) => pattern.test(path))));
  }
  return found;
}

function around(program: Program, home: Uri): Surroundings {
  const { snapshot } = program;
  const root = rootOf(snapshot.roots, `${home}/x`) ?? home;
  const places = new Map<string, Uri | undefined>();
  const search = (name: string): Uri | undefined => {
    for (const folder of ancestors(home)) {
      if (snapshot.files.has(`${folder}/${name}`)) return `${folder}/${name}`;
      if (folder === root) break;
    }
    return undefined;
  };
  const find = (name: string): Uri | undefined => {
    if (!places.has(name)) places.set(name, search(name));
    return places.get(name);
  };
  return {
    nearest: (name) => {
      const found = find(name);
      return found && program.text(found);
    },
    matching: (pattern) => matching(program, root, pattern),
    text: (path) => (snapshot.files.has(`${root}/${path}`) ? program.text(`${root}/${path}`) : undefined),
    folder: (name) => {
      const found = find(name);
      return found && relative(root, dirname(found));
    },
  };
}
