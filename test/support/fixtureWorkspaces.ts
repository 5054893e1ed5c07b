import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './update';

/** The folder of all fixtures. */
export const fixtures = join(repository, 'test/fixtures');

/** The folders directly in a folder, by name; none where there is no folder. */
export function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** The workspaces of one subject: its folder, or where several cannot share one root, each folder `<case>.workspace` in it. */
export function workspacesOf(subject: string): readonly string[] {
  const several = foldersIn(subject).filter((name) => name.endsWith('.workspace'));
  return several.length > 0 ? several.map((name) => join(subject, name)) : [subject];
}

/** Every workspace of every kind of fixture; a case of a fix is two, before and after it. */
export const fixtureWorkspaces: readonly string[] = foldersIn(fixtures).flatMap((kind) =>
  foldersIn(join(fixtures, kind)).flatMap((subject) => {
    const folder = join(fixtures, kind, subject);
    if (kind !== 'fixes') return workspacesOf(folder);
    return foldersIn(folder).flatMap((name) => [join(folder, name, 'before'), join(folder, name, 'after')]);
  }),
);
