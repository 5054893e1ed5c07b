import type { SourceText, Uri } from '../model/source';
import { jsonValue } from './json';
import { memoized } from './memoized';
import { ancestors } from './paths';
import type { Program } from './program';
import { isRecord } from './record';

/** Whether a package.json around a folder names one of some packages; `undefined` when there is none at all. */
export function dependsOn(program: Program, folder: Uri, packages: readonly string[]): boolean | undefined {
  let isPackage = false;
  for (const around of ancestors(folder)) {
    if (program.snapshot.files.has(`${around}/package.json`)) {
      isPackage = true;
      const names = namesIn(program, around);
      if (packages.some((name) => names.has(name))) return true;
    }
    if (program.snapshot.roots.includes(around)) break;
  }
  return isPackage ? false : undefined;
}

/** Whether a folder holds a package of its own: a package.json that only says how its folder's modules are written (`{ "type": "commonjs" }`) makes none. */
export function holdsPackage(program: Program, folder: Uri): boolean {
  const uri = `${folder}/package.json`;
  if (!program.snapshot.files.has(uri)) return false;
  program.consult([uri]);
  const source = program.snapshot.read(uri);
  return source === undefined || !isOnlyType(source);
}

const isOnlyType = memoized(({ text }: SourceText): boolean => {
  const manifest = text.length > 200 ? undefined : jsonValue(text);
  return isRecord(manifest) && Object.keys(manifest).every((key) => key === 'type' || key === 'sideEffects');
});

function namesIn(program: Program, folder: Uri): ReadonlySet<string> {
  const uri = `${folder}/package.json`;
  program.consult([uri]);
  const source = program.snapshot.read(uri);
  return source === undefined ? new Set() : dependencies(source);
}

/** The packages that a package.json asks for. */
export const dependencies = memoized(({ text }: SourceText): ReadonlySet<string> => {
  const manifest = jsonValue(text);
  const fields = isRecord(manifest) ? ['dependencies', 'devDependencies', 'peerDependencies'].map((field) => manifest[field]) : [];
  return new Set(fields.flatMap((field) => (isRecord(field) ? Object.keys(field) : [])));
});
