import type { Uri } from '../model/source';
import { jsonValue } from './json';
import { ancestors } from './paths';
import type { Program } from './program';
import { isRecord } from './record';

const known = new WeakMap<Program, Map<Uri, ReadonlySet<string>>>();

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

function namesIn(program: Program, folder: Uri): ReadonlySet<string> {
  let answers = known.get(program);
  if (!answers) known.set(program, (answers = new Map()));
  let names = answers.get(folder);
  if (!names) {
    const manifest = jsonValue(program.snapshot.read(`${folder}/package.json`)?.text ?? '');
    const fields = isRecord(manifest) ? ['dependencies', 'devDependencies', 'peerDependencies'].map((field) => manifest[field]) : [];
    answers.set(folder, (names = new Set(fields.flatMap((field) => (isRecord(field) ? Object.keys(field) : [])))));
  }
  return names;
}
