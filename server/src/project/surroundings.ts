import type { Surroundings } from '../model/serving';
import type { Uri } from '../model/source';
import { ancestors, dirname, relative, rootOf } from './paths';
import type { Program } from './program';

/** The files around a module. */
export function surroundingsOf(program: Program, uri: Uri): Surroundings {
  const { snapshot } = program;
  const root = rootOf(snapshot.roots, uri) ?? dirname(uri);
  const find = (name: string): Uri | undefined => {
    for (const folder of ancestors(dirname(uri))) {
      if (snapshot.files.has(`${folder}/${name}`)) return `${folder}/${name}`;
      if (folder === root) break;
    }
    return undefined;
  };
  return {
    nearest: (name) => {
      const found = find(name);
      return found && program.text(found);
    },
    text: (path) => (snapshot.files.has(`${root}/${path}`) ? program.text(`${root}/${path}`) : undefined),
    folder: (name) => {
      const found = find(name);
      return found && relative(root, dirname(found));
    },
  };
}
