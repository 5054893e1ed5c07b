import assert from 'node:assert/strict';
import { join, relative } from 'node:path';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { nodeFiles } from '../server/src/host/node';
import { fromClientUri, fromPath, relativeUri, toClientUri } from '../server/src/host/uri';
import { readArguments } from '../server/src/main.cli.arguments';
import { check } from '../server/src/main.cli.check';
import type { Uri } from '../server/src/model/source';
import { fixtures, fixtureWorkspaces } from './support/fixtureWorkspaces';
import { LanguageClient } from './support/languageClient';
import { recordingTerminal } from './support/terminal';
import { repository } from './support/update';

/** One remark as people see it, wherever they see it; the place is `file:line:column-line:column`, counted from 1. */
interface Shown {
  readonly place: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** The members of the JSON report that an editor shows too. */
interface CheckReport {
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly path: readonly { readonly file: string; readonly line: number; readonly column: number; readonly message: string }[];
    readonly suppressed: unknown;
  }[];
  readonly notAnalyzed: readonly { readonly file: string; readonly reason: string }[];
  readonly endpoints: readonly { readonly id: string; readonly verdict: string; readonly assurance: string }[];
}

const sample = join(repository, 'test/sample');
/** Workspaces before and after a fix are many and much alike: once is enough. */
const fixes = join(fixtures, 'fixes');
const severities: Readonly<Record<number, string>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'information',
};

/** What the command line says of a folder. */
async function checked(folder: string, options: readonly string[]): Promise<CheckReport> {
  const terminal = recordingTerminal(folder);
  const command = readArguments(['check', '.', '--format', 'json', ...options]);
  assert.ok(command.kind === 'check');
  await check('check', command, terminal, { createAnalyzer, rules: ruleMetas, version: '0' });
  return JSON.parse(terminal.written.out);
}

/** What a report makes people see; what has a reason is not shown, what the baseline has is only information. */
function shownIn({ findings, notAnalyzed }: CheckReport): readonly Shown[] {
  return [
    ...findings
      .filter(({ suppressed }) => suppressed === null || suppressed === 'baseline')
      .map(({ rule, severity, message, file, line, column, endLine, endColumn, path, suppressed }) => ({
        place: `${file}:${line}:${column}-${endLine}:${endColumn}`,
        rule,
        severity: suppressed === 'baseline' ? 'information' : severity,
        message,
        path: path.map((station) => `${station.file}:${station.line}:${station.column} ${station.message}`),
      })),
    ...notAnalyzed.map(({ file, reason }) => ({ place: file, rule: '', severity: '', message: reason, path: [] })),
  ];
}

/** What a diagnostic makes people see. A problem of a file has no rule; the report tells its line only. */
function shown(root: Uri, uri: Uri, { range, code, severity, message, relatedInformation }: Diagnostic): Shown {
  const file = relativeUri(root, uri);
  const { start, end } = range;
  const said = typeof message === 'string' ? message : message.value;
  if (code === undefined) {
    const left = 'The file is not analysed. ';
    const reason = said.startsWith(left) ? said.slice(left.length) : `Line ${start.line + 1}: ${said}`;
    return { place: file, rule: '', severity: '', message: reason, path: [] };
  }
  return {
    place: `${file}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
    rule: String(code),
    severity: severities[severity ?? 0] ?? 'none',
    message: said,
    path: (relatedInformation ?? []).map(({ location, message: station }) => {
      const { line, character } = location.range.start;
      return `${relativeUri(root, fromClientUri(location.uri))}:${line + 1}:${character + 1} ${station}`;
    }),
  };
}

function inOrder(all: readonly Shown[]): readonly Shown[] {
  const key = (one: Shown): string => JSON.stringify(one);
  return all.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

describe('editor and command line', () => {
  for (const { what, folders, settings, options } of [
    { what: 'with nothing configured', folders: [sample, ...fixtureWorkspaces], settings: {}, options: [] },
    {
      what: 'with the strict profile and every endpoint',
      folders: [sample, ...fixtureWorkspaces.filter((folder) => !folder.includes(fixes))],
      settings: { profile: 'strict', checkEveryEndpoint: true },
      options: ['--profile', 'strict', '--every-endpoint'],
    },
  ]) {
    describe(what, () => {
      let client: LanguageClient;
      let found = 0;

      before(async () => {
        const roots = folders.map(fromPath);
        client = await LanguageClient.start({ roots, files: nodeFiles, createAnalyzer, rules: ruleMetas, settings: () => settings });
        void client.holdWorkspace().catch(() => undefined);
        await client.until(() => client.statuses.some(({ busy }) => !busy));
      });
      after(() => client.stop());

      for (const folder of folders) {
        it(`say the same of ${relative(repository, folder)}`, async () => {
          const root = fromPath(folder);
          const report = await checked(folder, options);
          const pulled: Shown[] = [];
          const streamed: Shown[] = [];
          for (const uri of (await nodeFiles.list(root)).files) {
            pulled.push(...(await client.diagnostics(uri)).map((one) => shown(root, uri, one)));
            streamed.push(...(client.streamed.get(toClientUri(uri)) ?? []).map((one) => shown(root, uri, one)));
          }
          found += report.findings.length;
          const expected = inOrder(shownIn(report));
          assert.deepEqual(inOrder(pulled), expected);
          assert.deepEqual(inOrder(streamed), expected);
        });
      }

      it('count the same endpoints with the same verdicts', async () => {
        type Items = readonly {
          readonly id: string;
          readonly verdict: string;
          readonly assurance: string;
          readonly location: { readonly uri: string };
        }[];
        const items = await client.connection.sendRequest<Items>('zeroTrustCron/endpoints');
        const root = fromPath(sample);
        const { endpoints } = await checked(sample, options);
        assert.ok(endpoints.length > 0);
        assert.deepEqual(
          items
            .filter(({ location }) => fromClientUri(location.uri).startsWith(`${root}/`))
            .map(({ id, verdict, assurance }) => [id, verdict, assurance]),
          endpoints.map(({ id, verdict, assurance }) => [id, verdict, assurance]),
        );
      });

      it('have something to say', () => assert.ok(found > 50, `${found} findings`));
    });
  }
}).timeout(60_000);
