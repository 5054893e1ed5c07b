import type { FixChange, FixContext } from '../../model/fixing';
import type { Uri } from '../../model/source';
import { environmentOf } from './idioms';
import { importName, localName } from './imports';
import { readingFrom } from './modules/environment';
import { languageOf } from './style';
import { type ModuleTemplate, placeModule, specifierOf } from './verifierModule';

/** A function of a module that is put into the project, and what makes it known to a file. */
export interface PlacedFunction extends FixChange {
  /** What the file calls it. */
  readonly name: string;
  /** How the file imports its module. */
  readonly specifier: string;
}

/** Puts a module that reads variables into the project for a file; `undefined` where it has no place, or variables come with the request. */
export function placedFunction(context: FixContext, uri: Uri, template: ModuleTemplate): PlacedFunction | undefined {
  const file = context.file(uri);
  const environment = environmentOf(context);
  if (!file || environment === 'bindings') return undefined;
  const placed = placeModule(context, readingFrom(environment, template), languageOf(file));
  if (!placed) return undefined;
  const specifier = specifierOf(context, uri, placed.uri);
  const name = localName(file, template.provides, specifier);
  return { name, specifier, edits: [...importName(file, template.provides, specifier), ...placed.edits], files: placed.files };
}
