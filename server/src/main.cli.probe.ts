import { resolve } from 'node:path';
import type { Cancellation } from './engine/report';
import { send } from './host/http';
import { folderUri, fromPath } from './host/uri';
import type { ProbeOptions } from './main.cli.arguments';
import { folderProblem } from './main.cli.check';
import { fail, openFolder, today, type Engine, type Terminal } from './main.cli.terminal';
import { longestRun, type Base } from './probe/attempt';
import { readBase } from './probe/base';
import { probe } from './probe/run';
import { placesIn } from './report/position';
import { probeJson, probeText, type ProbeReport } from './report/probe';
import { styleFor } from './report/style';

/** Runs `probe` and returns the exit status: 1 when an endpoint accepted a request. */
export async function runProbe(options: ProbeOptions, terminal: Terminal, engine: Engine): Promise<0 | 1 | 2> {
  const root = folderUri(fromPath(resolve(terminal.directory, options.folder)));
  const problem = folderProblem(root, options.folder);
  if (problem !== undefined) return fail(terminal, problem);
  const base = readBase(options.baseUrl, options.allowedHosts);
  if ('problem' in base) return fail(terminal, `${base.problem} (--allow-host names one).`);
  const { session } = await openFolder(root, engine);
  const report = await session.report({
    rules: engine.rules,
    today: today(),
    ...(options.everyEndpoint ? { above: { checkEveryEndpoint: true } } : {}),
  });
  if (report === undefined) return fail(terminal, 'The analysis was cancelled.');

  const { endpoints } = report;
  if (endpoints.length > 0 && !options.yes) {
    const question = `${endpoints.length} endpoints at ${base.text} are sent requests; those that accept one do their work. Go on?`;
    if (terminal.confirm === undefined) return fail(terminal, 'Endpoints that accept a request do their work; "--yes" agrees to that.');
    if (!(await terminal.confirm(question))) return fail(terminal, 'Nothing was sent.');
  }
  const end = terminal.milliseconds() + longestRun;
  const limit: Cancellation = {
    get isCancellationRequested() {
      return terminal.milliseconds() > end;
    },
  };
  const probed: ProbeReport['endpoints'][number][] = [];
  for (const one of endpoints) {
    const result = await probe(one, base, send, limit);
    if (result.outcome === 'unfinished') break;
    probed.push({ report: one, probe: result });
  }
  const places = placesIn(root, (uri) => session.read(uri));
  const result: ProbeReport = { base, endpoints: probed, left: endpoints.length - probed.length, places, version: engine.version };
  terminal.out(options.format === 'json' ? probeJson(result) : probeText(result, styleFor(terminal.outIsTerminal && terminal.colors)));
  if (!reached(result, base, terminal)) return 2;
  return probed.some((one) => one.probe.outcome === 'accepted') ? 1 : 0;
}

/** A server that never answered was not probed. */
function reached({ endpoints }: ProbeReport, base: Base, terminal: Terminal): boolean {
  const answered = endpoints.some(({ probe }) => probe.requests.some(({ answer }) => 'status' in answer));
  if (endpoints.length === 0 || answered) return true;
  fail(terminal, `${base.text} gave no answer.`);
  return false;
}
