import { resolve } from 'node:path';
import type { EndpointReport, Report } from './engine/report';
import { createSession } from './engine/session';
import { nodeFiles } from './host/node';
import { folderUri, fromPath } from './host/uri';
import { Workspace } from './host/workspace';
import type { ExplainOptions } from './main.cli.arguments';
import type { Engine, Terminal } from './main.cli.check';
import type { Span, Uri } from './model/source';
import { explanation } from './report/explain';
import { placesIn, type Places } from './report/position';
import { printable, styleFor } from './report/style';

/** Runs `explain` and returns the exit status. */
export async function explain(options: ExplainOptions, terminal: Terminal, engine: Engine): Promise<0 | 2> {
  const root = folderUri(fromPath(terminal.directory));
  const uri = fromPath(resolve(terminal.directory, options.file));
  const workspace = new Workspace(nodeFiles, root);
  const session = createSession(engine.createAnalyzer(), workspace);
  await workspace.list();
  const fail = (message: string): 2 => {
    terminal.error(`zero-trust-cron: ${printable(message)}\n`);
    return 2;
  };
  if (!workspace.snapshot().files.has(uri)) return fail(`There is no file "${options.file}" in the project.`);
  const places = placesIn(root, (one) => session.read(one));
  // What nothing schedules is explained too, when nothing else stands there.
  for (const checkEveryEndpoint of [false, true]) {
    const above = { ...(options.profile === undefined ? {} : { profile: options.profile }), checkEveryEndpoint };
    const report = await session.report({ rules: engine.rules, today: new Date().toISOString().slice(0, 10), above });
    if (report === undefined) return fail('The analysis was cancelled.');
    const found = endpointsAt(report, uri, options.line, places);
    if (found.length === 0) continue;
    const input = {
      report,
      places,
      rules: engine.rules,
      version: engine.version,
      milliseconds: terminal.milliseconds(),
      peakRssMegabytes: terminal.peakRssMegabytes(),
    };
    const style = styleFor(terminal.outIsTerminal && terminal.colors);
    const shown = found.slice(0, mostShown);
    terminal.out(shown.map((one) => explanation(one, input, style)).join('\n'));
    if (found.length > shown.length) terminal.out(`\n${found.length - shown.length} more endpoints pass this line.\n`);
    return 0;
  }
  return fail(`No endpoint is declared at, or passes, "${options.file}:${options.line}".`);
}

const mostShown = 3;

/** The endpoint that is declared at a line, or last before it; in a file without any, those that pass the line, or else the file. */
function endpointsAt({ endpoints }: Report, uri: Uri, line: number, places: Places): readonly EndpointReport[] {
  const own = endpoints
    .filter(({ endpoint }) => endpoint.uri === uri)
    .map((one) => ({ one, line: places.of(one.endpoint.declaration).line }))
    .sort((a, b) => a.line - b.line);
  const last = own.findLast((candidate) => candidate.line <= line);
  const through = (accepts: (span: Span) => boolean): readonly EndpointReport[] =>
    endpoints.filter(({ facts }) => facts?.graph.steps.some((step) => step.span.uri === uri && accepts(step.span)));
  if (last) return own.filter((candidate) => candidate.line === last.line).map(({ one }) => one);
  if (own.length > 0) return own.slice(0, 1).map(({ one }) => one);
  const passing = through((span) => {
    const place = places.of(span);
    return place.line <= line && line <= place.endLine;
  });
  return passing.length > 0 ? passing : through(() => true);
}
