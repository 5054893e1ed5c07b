import { resolve } from 'node:path';
import { folderUri, fromPath } from './host/uri';
import type { ExplainOptions } from './main.cli.arguments';
import { fail, openFolder, today, type Engine, type Terminal } from './main.cli.terminal';
import { endpointsAt } from './report/endpointsAt';
import { explanation } from './report/explain';
import { placesIn } from './report/position';
import { styleFor } from './report/style';

/** Runs `explain` and returns the exit status. */
export async function explain(options: ExplainOptions, terminal: Terminal, engine: Engine): Promise<0 | 2> {
  const root = folderUri(fromPath(terminal.directory));
  const uri = fromPath(resolve(terminal.directory, options.file));
  const { workspace, session } = await openFolder(root, engine);
  if (!workspace.snapshot().files.has(uri)) return fail(terminal, `There is no file "${options.file}" in the project.`);
  const places = placesIn(root, (one) => session.read(one));
  // What nothing schedules is explained too, when nothing else stands there.
  for (const checkEveryEndpoint of [false, true]) {
    const above = { ...(options.profile === undefined ? {} : { profile: options.profile }), checkEveryEndpoint };
    const report = await session.report({ rules: engine.rules, today: today(), above });
    if (report === undefined) return fail(terminal, 'The analysis was cancelled.');
    const found = endpointsAt(report, uri, options.line, places);
    if (found.length === 0) continue;
    const style = styleFor(terminal.outIsTerminal && terminal.colors);
    const shown = found.slice(0, mostShown);
    terminal.out(shown.map((one) => explanation(one, { report, places }, style)).join('\n'));
    if (found.length > shown.length) terminal.out(`\n${found.length - shown.length} more endpoints pass this line.\n`);
    return 0;
  }
  return fail(terminal, `No endpoint is declared at, or passes, "${options.file}:${options.line}".`);
}

const mostShown = 3;
