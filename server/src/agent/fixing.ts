import type { Finding } from '../model/finding';
import type { Uri } from '../model/source';
import { endpointsAt } from '../report/endpointsAt';
import { json } from './listing';
import { locate, type Project, type ToolAnswer } from './project';
import type { ToolInput } from './tools';

/** The fix of the first finding at a line, or of the endpoint there, as edits. */
export function proposeFix(projects: readonly Project[], { file = '', line = 1, rule, fix }: ToolInput): ToolAnswer {
  const place = locate(projects, file);
  if ('problem' in place) return place;
  const findings = findingsAt(place.project, place.uri, line).filter((finding) => rule === undefined || finding.rule === rule);
  if (findings.length === 0) return { problem: `Nothing is reported at ${file}:${line}.` };
  const { project } = place;
  for (const finding of findings) {
    const offer =
      finding.fixes.find(({ id, preferred }) => (fix === undefined ? preferred : id === fix)) ??
      (fix === undefined ? finding.fixes[0] : undefined);
    const made = offer && project.fix(finding, offer.id);
    if (made === undefined) continue;
    const edits = made.edits.map(({ span, newText }) => ({ ...project.places.of(span), newText }));
    const newFiles = made.files.map(({ uri, text }) => ({ file: project.places.relative(uri), text }));
    return { text: json({ rule: finding.rule, message: finding.message, fix: made.id, title: made.title, edits, newFiles }) };
  }
  const offered = findings.flatMap(({ fixes }) => fixes.map(({ id }) => id));
  const known = offered.length === 0 ? 'there is none' : `there are ${[...new Set(offered)].join(', ')}`;
  return { problem: `No such fix can be made for ${findings.map((finding) => finding.rule).join(', ')} at ${file}:${line}; ${known}.` };
}

/** The open findings that stand on a line; without any, those of the endpoint there. */
function findingsAt({ report, places }: Project, uri: Uri, line: number): readonly Finding[] {
  const open = report.findings.filter(({ suppressed }) => suppressed === undefined);
  const here = open.filter(({ span }) => span.uri === uri && places.of(span).line <= line && line <= places.of(span).endLine);
  if (here.length > 0) return here;
  return endpointsAt(report, uri, line, places)
    .flatMap(({ findings }) => findings.flatMap((index) => report.findings[index] ?? []))
    .filter((one) => open.includes(one));
}
