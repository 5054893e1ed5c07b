import type { Surroundings } from '../model/serving';
import type { Snapshot, Uri } from '../model/source';
import { memoized, memoizedByText } from './memoized';
import { dirname, relative, rootOf } from './paths';
import type { Program } from './program';

/** The files around a module; modules of one folder share them. */
export function surroundingsOf(program: Program, uri: Uri): Surroundings {
  return aroundFolders(program)(dirname(uri));
}

const aroundFolders = memoized((program: Program) => memoizedByText((folder) => around(program, folder)));

/** The paths of a workspace's files; every module of a snapshot asks for the same. */
const pathsOf = memoized((snapshot: Snapshot) =>
  memoizedByText((root) => {
    const paths = [...snapshot.files].flatMap((uri) => relative(root, uri) ?? []);
    return memoized((pattern: RegExp) => paths.filter((path) => pattern.test(path)));
  }),
);

/** Where the nearest file of a name is above folders; every folder asks its parent, which most others have asked before. */
const nearestOf = memoized((snapshot: Snapshot) =>
  memoizedByText((name) => {
    const known = new Map<Uri, Uri | undefined>();
    const find = (folder: Uri, root: Uri): Uri | undefined => {
      if (known.has(folder)) return known.get(folder);
      const own = `${folder}/${name}`;
      const found = snapshot.files.has(own) ? own : folder === root || folder === dirname(folder) ? undefined : find(dirname(folder), root);
      known.set(folder, found);
      return found;
    };
    return find;
  }),
);

function around(program: Program, home: Uri): Surroundings {
  const { snapshot } = program;
  const root = rootOf(snapshot.roots, `${home}/x`) ?? home;
  const find = (name: string): Uri | undefined => nearestOf(snapshot)(name)(home, root);
  return {
    nearest: (name) => {
      const found = find(name);
      return found && program.text(found);
    },
    matching: (pattern) => pathsOf(snapshot)(root)(pattern),
    text: (path) => (snapshot.files.has(`${root}/${path}`) ? program.text(`${root}/${path}`) : undefined),
    folder: (name) => {
      const found = find(name);
      return found && relative(root, dirname(found));
    },
  };
}
