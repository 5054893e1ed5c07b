import { statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isConfigurationFile } from './engine/configuration';
import { baselineFile, readBaseline, writeBaseline } from './engine/baseline';
import type { SessionOptions } from './engine/session';
import type { Report } from './engine/report';
import { shardOf } from './engine/shard';
import { nodeFiles } from './host/node';
import { folderUri, fromPath } from './host/uri';
import type { CheckOptions } from './main.cli.arguments';
import { fail, openFolder, today, type Engine, type Terminal } from './main.cli.terminal';
import type { Uri } from './model/source';
import type { ReportInput } from './report/input';
import { placesIn, type Places } from './report/position';
import { printable, styleFor } from './report/style';

/** Runs `check` or `endpoints` and returns the exit status. */
export async function check(kind: 'check' | 'endpoints', options: CheckOptions, terminal: Terminal, engine: Engine): Promise<0 | 1 | 2> {
  const root = folderUri(fromPath(resolve(terminal.directory, options.folder)));
  const baseline = options.baseline === undefined ? undefined : fromPath(resolve(terminal.directory, options.baseline));
  const configuration = options.config === undefined ? undefined : fromPath(resolve(terminal.directory, options.config));
  const problem = folderProblem(root, options.folder) ?? inputProblem(configuration, baseline, options);
  if (problem !== undefined) return fail(terminal, problem);

  const { workspace, session } = await openFolder(root, engine);
  const progress = showProgress(terminal, workspace.snapshot().files.size);
  const whole = await session.report(sessionOptions(options, configuration, baseline, engine));
  progress.end();
  if (whole === undefined) return fail(terminal, 'The analysis was cancelled.');
  const report = options.shard === undefined ? whole : shardOf(whole, options.shard, root);

  const places = placesIn(root, (uri) => session.read(uri));
  const { version, rules } = engine;
  const input: ReportInput = {
    report,
    places,
    rules,
    version,
    milliseconds: terminal.milliseconds(),
    peakRssMegabytes: terminal.peakRssMegabytes(),
  };
  terminal.out(await write(kind, options, input, terminal));
  if (kind === 'check' && options.updateBaseline) {
    updateBaseline(baseline ?? `${root}/${baselineFile}`, report, places, terminal);
    return 0;
  }
  if (configurationFails(whole, configuration, places, terminal)) return 2;
  return kind === 'check' && hasFailed(report, options) ? 1 : 0;
}

function sessionOptions(
  options: CheckOptions,
  configuration: Uri | undefined,
  baseline: Uri | undefined,
  { rules }: Engine,
): SessionOptions {
  const { profile, everyEndpoint } = options;
  const isGiven = profile !== undefined || everyEndpoint;
  return {
    rules,
    today: today(),
    ...(isGiven
      ? { above: { ...(profile === undefined ? {} : { profile }), ...(everyEndpoint ? { checkEveryEndpoint: true } : {}) } }
      : {}),
    ...(configuration === undefined ? {} : { configuration }),
    ...(baseline === undefined || options.updateBaseline ? {} : { baseline }),
  };
}

/** Formats are loaded when they are asked for. */
async function write(kind: 'check' | 'endpoints', { format }: CheckOptions, input: ReportInput, terminal: Terminal): Promise<string> {
  const style = styleFor(terminal.outIsTerminal && terminal.colors);
  if (kind === 'endpoints') {
    return format === 'json'
      ? (await import('./report/json')).endpointsJson(input)
      : (await import('./report/table')).endpointTable(input, style);
  }
  if (format === 'json') return (await import('./report/json')).jsonReport(input);
  if (format === 'sarif') return (await import('./report/sarif')).sarifReport(input);
  if (format === 'github') return (await import('./report/github')).githubReport(input);
  return (await import('./report/text')).textReport(input, style);
}

/** Why a folder cannot be analysed; `undefined` when it can. */
export function folderProblem(root: Uri, given: string): string | undefined {
  try {
    return statSync(root === '' ? '/' : root).isDirectory() ? undefined : `"${given}" is not a folder.`;
  } catch {
    return `There is no folder "${given}".`;
  }
}

function inputProblem(configuration: Uri | undefined, baseline: Uri | undefined, options: CheckOptions): string | undefined {
  if (configuration !== undefined && !('text' in contentOf(configuration)))
    return `The configuration file "${options.config ?? ''}" cannot be read.`;
  if (baseline === undefined || options.updateBaseline) return undefined;
  const content = contentOf(baseline);
  if (!('text' in content)) return `The baseline "${options.baseline ?? ''}" cannot be read.`;
  return readBaseline(content.text) === undefined ? `"${options.baseline ?? ''}" is not a baseline.` : undefined;
}

function contentOf(uri: Uri) {
  return nodeFiles.readSync?.(uri) ?? { reason: 'It cannot be read.' };
}

function hasFailed({ findings }: Report, { maxWarnings }: CheckOptions): boolean {
  const open = findings.filter((finding) => finding.suppressed === undefined);
  const warnings = open.filter((finding) => finding.severity === 'warning').length;
  return open.some((finding) => finding.severity === 'error') || (maxWarnings !== undefined && warnings > maxWarnings);
}

/** A configuration that is wrong or cannot be read is a failure of its own: the check may have been weaker than it was meant to be. */
function configurationFails(report: Report, configuration: Uri | undefined, places: Places, terminal: Terminal): boolean {
  const isOne = (uri: Uri): boolean => uri === configuration || isConfigurationFile(uri);
  const wrong = report.problems
    .filter(({ span }) => isOne(span.uri))
    .map(({ span, message }) => {
      const { file, line, column } = places.of(span);
      return `${file}:${line}:${column} ${message}`;
    });
  const unread = report.notAnalyzed.filter(({ uri }) => isOne(uri)).map(({ uri, reason }) => `${places.relative(uri)} ${reason}`);
  for (const line of [...wrong, ...unread]) terminal.error(`${printable(line)}\n`);
  return wrong.length + unread.length > 0;
}

function updateBaseline(file: Uri, report: Report, places: Places, terminal: Terminal): void {
  const text = writeBaseline(report.findings, (uri) => places.relative(uri));
  writeFileSync(file, text);
  terminal.error(`${places.relative(file)} holds ${readBaseline(text)?.size ?? 0} findings now.\n`);
}

/** How many files make people wait long enough to wonder. */
const manyFiles = 2000;

function showProgress(terminal: Terminal, files: number): { end(): void } {
  if (!terminal.errorIsTerminal || files < manyFiles) return { end: () => undefined };
  terminal.error(`Checking ${files} files…`);
  return { end: () => terminal.error('\r\u001b[K') };
}
