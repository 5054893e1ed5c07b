import { join } from 'node:path';
import { fixtures, foldersIn } from './fixtureWorkspaces';

/** One workspace before and after a fix: `test/fixtures/fixes/<fix>/<case>/{before,after}/`. */
export interface FixCase {
  readonly fix: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const folder = join(fixtures, 'fixes');

/** Every case of every fix. */
export const fixCases: readonly FixCase[] = foldersIn(folder).flatMap((fix) =>
  foldersIn(join(folder, fix)).map((name) => caseOf(fix, name)),
);

/** A case by name; it must exist. */
export function caseOf(fix: string, name: string): FixCase {
  const place = join(folder, fix, name);
  return { fix, name, before: join(place, 'before'), after: join(place, 'after') };
}
