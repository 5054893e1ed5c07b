import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './update';

/** One workspace before and after a fix: `test/fixtures/fixes/<fix>/<case>/{before,after}/`. */
export interface FixCase {
  readonly fix: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const fixtures = join(repository, 'test/fixtures/fixes');

/** Every case of every fix. */
export const fixCases: readonly FixCase[] = foldersIn(fixtures).flatMap((fix) =>
  foldersIn(join(fixtures, fix)).map((name) => caseOf(fix, name)),
);

/** A case by name; it must exist. */
export function caseOf(fix: string, name: string): FixCase {
  const folder = join(fixtures, fix, name);
  return { fix, name, before: join(folder, 'before'), after: join(folder, 'after') };
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
