import type { Surroundings } from '../model/serving';
import type { Snapshot, Uri } from '../model/source';
import { memoized, memoizedByText } from './memoized';
import { ancestors, dirname, relative, rootOf } from './paths';
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

function around(program: Program, home: Uri): Surroundings {
  const { snapshot } = program;
  const root = rootOf(snapshot.roots, `${home}/x`) ?? home;
  const find = memoizedByText((name): Uri | undefined => {
    for (const folder of ancestors(home)) {
      if (snapshot.files.has(`${folder}/${name}`)) return `${folder}/${name}`;
      if (folder === root) break;
    }
    return undefined;
  });
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
