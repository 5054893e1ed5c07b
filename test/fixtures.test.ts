import assert from 'node:assert/strict';
import { join } from 'node:path';
import { sameSpan } from '../server/src/model/source';
import type { Report } from '../server/src/engine/report';
import { folderNames, type Folder } from './support/adapters';
import { fixtures, foldersIn, workspacesOf } from './support/fixtureWorkspaces';
import { expectText } from './support/update';
import { analyze, annotate, pathOf, readFolder, remarksOf, type Remark, type Texts } from './support/workspace';

/** A way to show in markers what an analysis found; the subject is the id of the adapter that the fixture is about. */
interface Kind {
  /** What besides findings and problems is marked. */
  remarks(report: Report, subject: string): readonly Remark[];
  /** Apply the rules to every endpoint, so that endpoints without a schedule show too. */
  readonly everyEndpoint: boolean;
  /** Whether findings are marked. */
  readonly findings: boolean;
}

const kinds: Partial<Readonly<Record<Folder, Kind>>> = {
  rules: { everyEndpoint: false, findings: true, remarks: () => [] },
  frameworks: {
    everyEndpoint: true,
    findings: false,
    remarks: (report, subject) =>
      report.endpoints
        .filter(({ endpoint }) => endpoint.framework === subject)
        .map(({ endpoint: { declaration, methods, path }, verdict }) => ({
          span: declaration,
          text: `endpoint ${methods.join('|') || 'ALL'} ${path} ${verdict}`,
        })),
  },
  schedulers: {
    everyEndpoint: false,
    findings: false,
    remarks: (report, subject) =>
      report.endpoints.flatMap(({ endpoint, triggers }) =>
        triggers
          .filter(({ scheduler }) => scheduler === subject)
          .map(({ declaredAt, schedule, evidence }) => ({
            span: declaredAt,
            text: `trigger ${schedule ?? evidence}${sameSpan(declaredAt, endpoint.declaration) ? '' : ` of ${endpoint.path}`}`,
          })),
      ),
  },
  libraries: {
    everyEndpoint: false,
    findings: true,
    remarks: (report) =>
      report.endpoints.flatMap(({ guards }) =>
        guards.map(({ span, verification: { credential, method } }) => ({
          span,
          text: `guard ${[credential.kind, 'name' in credential ? credential.name : 'format' in credential ? credential.format : undefined].filter(Boolean).join(':')} ${method}`,
        })),
      ),
  },
};

describe('fixtures', () => {
  for (const folder of folderNames) {
    const kind = kinds[folder];
    if (!kind) continue;
    for (const subject of foldersIn(join(fixtures, folder))) {
      describe(`${folder}/${subject}`, () => {
        for (const workspace of workspacesOf(join(fixtures, folder, subject))) {
          const texts = readFolder(workspace);
          let found: Texts = {};
          let report: Report | undefined;
          before(async function () {
            this.timeout(60_000);
            report = await analyze(texts, {
              everyEndpoint: kind.everyEndpoint,
              severity: folder === 'rules' ? { [subject]: 'error' } : {},
            });
            found = annotate(texts, [...remarksOf(kind.findings ? report : { ...report, findings: [] }), ...kind.remarks(report, subject)]);
          });
          for (const path of Object.keys(texts).toSorted()) {
            it(path, () => expectText(join(workspace, path), found[path] ?? ''));
          }
          it('analyses every file', () => assert.deepEqual(report?.notAnalyzed, []));
        }
        it('reports and stays silent', async function () {
          this.timeout(60_000);
          const all = await Promise.all(
            workspacesOf(join(fixtures, folder, subject)).map((workspace) => speaks(readFolder(workspace), folder, subject)),
          );
          assert.ok(
            all.some(({ reports }) => reports),
            `nothing in test/fixtures/${folder}/${subject} is marked`,
          );
          assert.ok(
            all.some(({ silent }) => silent),
            `everything in test/fixtures/${folder}/${subject} is marked`,
          );
        });
      });
    }
  }
});

/** Whether something is found by the subject of a fixture, and whether there is a file with code in which nothing is. */
async function speaks(texts: Texts, folder: Folder, subject: string): Promise<{ readonly reports: boolean; readonly silent: boolean }> {
  const kind = kinds[folder];
  if (!kind) return { reports: false, silent: false };
  const report = await analyze(texts, { everyEndpoint: kind.everyEndpoint, severity: folder === 'rules' ? { [subject]: 'error' } : {} });
  const remarks = folder === 'rules' ? report.findings.filter(({ rule }) => rule === subject) : kind.remarks(report, subject);
  const marked = new Set(remarks.map(({ span }) => pathOf(span.uri)));
  const code =
    folder === 'rules'
      ? report.endpoints.map(({ endpoint }) => pathOf(endpoint.uri))
      : Object.keys(texts).filter((path) => /\.[cm]?[jt]sx?$/.test(path));
  return { reports: remarks.length > 0, silent: code.some((path) => !marked.has(path)) };
}
