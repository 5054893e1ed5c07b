import { endpointsAt } from '../report/endpointsAt';
import { explanation } from '../report/explain';
import { styleFor } from '../report/style';
import { locate, type Project, type ToolAnswer } from './project';
import type { ToolInput } from './tools';

/** More explanations than this say less. */
const mostExplained = 3;

/** How the verdicts of what is declared at, or passes, a line were reached. */
export function explainEndpoint(projects: readonly Project[], { file = '', line = 1 }: ToolInput): ToolAnswer {
  const place = locate(projects, file);
  if ('problem' in place) return place;
  const found = endpointsAt(place.project.report, place.uri, line, place.project.places);
  if (found.length === 0) return { problem: `No scheduled endpoint is declared at, or passes, ${file}:${line}.` };
  const { report, places } = place.project;
  const shown = found.slice(0, mostExplained).map((one) => explanation(one, { report, places }, styleFor(false)));
  const left = found.length - shown.length;
  return { text: [...shown, ...(left > 0 ? [`${left} more endpoints pass this line.`] : [])].join('\n') };
}
