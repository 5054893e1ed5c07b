import type { Report } from '../engine/report';
import type { Finding, Fix } from '../model/finding';
import type { Uri } from '../model/source';
import type { Places } from '../report/position';

/** One analysed folder, as the tools of agents see it. */
export interface Project {
  readonly root: Uri;
  readonly report: Report;
  readonly places: Places;
  /** Whether a file belongs to the folder. */
  has(uri: Uri): boolean;
  fix(finding: Finding, id: string): Fix | undefined;
}

/** A tool's answer, or why there is none: a sentence that lets an agent do better. */
export type ToolAnswer = { readonly text: string } | { readonly problem: string };

/** A file that an agent names, by its absolute path or relative to a folder; a problem where no folder has it: it may be misspelled. */
export function locate(
  projects: readonly Project[],
  file: string,
): { readonly project: Project; readonly uri: Uri } | { readonly problem: string } {
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  for (const project of projects) {
    const uri = path.startsWith(`${project.root}/`) ? path : `${project.root}/${path}`;
    if (project.has(uri)) return { project, uri };
  }
  return { problem: `There is no file "${file}" in the project.` };
}
