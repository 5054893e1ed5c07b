import type { Report } from '../engine/report';
import type { Finding, Fix } from '../model/finding';
import type { Uri } from '../model/source';
import type { Places } from '../report/position';

/** One analysed folder, as the tools of agents see it. */
export interface Project {
  readonly root: Uri;
  readonly report: Report;
  readonly places: Places;
  fix(finding: Finding, id: string): Fix | undefined;
}

/** A tool's answer, or why there is none: a sentence that lets an agent do better. */
export type ToolAnswer = { readonly text: string } | { readonly problem: string };

/** The folder that holds a file, named by its absolute path or relative to a folder. */
export function locate(projects: readonly Project[], file: string): { readonly project: Project; readonly uri: Uri } | undefined {
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  const inside = projects.find(({ root }) => path.startsWith(`${root}/`));
  if (inside !== undefined) return { project: inside, uri: path };
  const known = (project: Project): boolean => mentions(project.report, `${project.root}/${path}`);
  const project = projects.find(known) ?? projects[0];
  return project && { project, uri: `${project.root}/${path}` };
}

function mentions({ endpoints, findings }: Report, uri: Uri): boolean {
  return (
    findings.some(({ span }) => span.uri === uri) ||
    endpoints.some(({ endpoint, facts }) => endpoint.uri === uri || facts?.graph.steps.some(({ span }) => span.uri === uri) === true)
  );
}
