import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { createAnalyzer, type Analyzer } from '../server/src/engine/analyzer';
import { defaultSettings, type Report } from '../server/src/engine/report';
import type { Companion } from '../server/src/model/companion';
import { compilationsOf, hasTypes, inWords, problemsOf } from './support/compiling';
import { applyFix } from './support/edits';
import { fixtures, foldersIn } from './support/fixtureWorkspaces';
import { type RequestTestCase, requestTestCases, runTests } from './support/requestTests';
import { expectText, mayWrite, repository } from './support/update';
import { type Texts, pathOf, readFolder, snapshotOf } from './support/workspace';

const output = join(repository, 'test/out/companions');

interface Analysis {
  readonly analyzer: Analyzer;
  readonly report: Report;
}

function analyze(texts: Texts): Analysis {
  const analyzer = createAnalyzer();
  analyzer.update(snapshotOf(texts));
  return { analyzer, report: analyzer.report(defaultSettings) };
}

/** The companion of a kind that is offered where the only endpoint of a project is declared. */
function companionOf({ analyzer, report }: Analysis, id: string): Companion | undefined {
  const [one] = report.endpoints;
  const place = one?.endpoint.declaration ?? assert.fail('there is no endpoint');
  const offer = analyzer.companions(place).find((companion) => companion.id === id);
  return offer && (analyzer.companion(offer) ?? assert.fail(`"${offer.title}" is offered and cannot be made`));
}

/** A project with the preferred fix of its error applied. */
function fixed(texts: Texts): Texts {
  const { analyzer, report } = analyze(texts);
  const finding = report.findings.find(({ severity }) => severity === 'error') ?? assert.fail('nothing is wrong');
  const offer = finding.fixes.find(({ preferred }) => preferred) ?? assert.fail('no fix is preferred');
  return applyFix(texts, analyzer.fix(finding, offer.id) ?? assert.fail(`${offer.id} cannot be made`));
}

function projectOf({ from, runner, files }: RequestTestCase): Texts {
  const texts = readFolder(join(fixtures, 'fixes', from, 'before'));
  const manifest: Record<string, unknown> = JSON.parse(texts['package.json'] ?? '{}');
  const devDependencies = Object.fromEntries(runner.packages.map((name) => [name, '*']));
  return { ...texts, ...runner.files, ...files, 'package.json': JSON.stringify({ ...manifest, scripts: runner.scripts, devDependencies }) };
}

function written(folder: string, texts: Texts): readonly string[] {
  return Object.entries(texts).map(([path, text]) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
}

describe('credentials of schedules', () => {
  const folder = join(fixtures, 'companions/present-credential');
  for (const name of foldersIn(folder)) {
    describe(name, () => {
      const project = readFolder(join(folder, name, 'before'));
      const id = 'present-credential';
      let companion: Companion;
      let changed: Texts;

      before(() => {
        companion = companionOf(analyze(project), id) ?? assert.fail('nothing is offered');
        changed = applyFix(project, companion);
      });

      it('are added to the manifest, and nothing else changes', () => {
        const after = join(folder, name, 'after');
        if (mayWrite) rmSync(after, { recursive: true, force: true });
        const paths = Object.keys(changed).filter((path) => changed[path] !== project[path]);
        for (const path of paths) expectText(join(after, path), changed[path] ?? '');
        assert.deepEqual(Object.keys(readFolder(after)), paths);
        assert.equal(paths.length, 1);
      });

      it('are offered where the schedule is declared, too', () => {
        const { analyzer, report } = analyze(project);
        const [trigger] = report.endpoints.flatMap(({ triggers }) => triggers);
        const offers = trigger ? analyzer.companions(trigger.declaredAt) : [];
        assert.deepEqual(
          offers.map((offer) => offer.id),
          [id],
        );
      });

      it('are read again as ones that are kept elsewhere', () => {
        const { report } = analyze(changed);
        const presented = report.endpoints.flatMap(({ triggers }) => triggers.flatMap(({ presents }) => presents?.credentials ?? []));
        assert.deepEqual(
          presented.map(({ value }) => value),
          ['reference'],
        );
        assert.deepEqual(
          report.findings.map(({ rule }) => rule),
          analyze(project).report.findings.map(({ rule }) => rule),
        );
      });

      it('are offered once, before the fix and after it', () => {
        assert.equal(companionOf(analyze(changed), id), undefined);
        assert.deepEqual(
          applyFix(fixed(project), companionOf(analyze(fixed(project)), id) ?? assert.fail('nothing is offered')),
          fixed(changed),
        );
      });
    });
  }
});

describe('request tests', () => {
  const sources: string[] = [];
  before(() => rmSync(output, { recursive: true, force: true }));
  after(() => rmSync(output, { recursive: true, force: true }));

  for (const one of requestTestCases) {
    describe(one.name, () => {
      const project = projectOf(one);
      let test: { readonly path: string; readonly text: string };
      const withTest = (texts: Texts): Texts => ({ ...texts, [test.path]: test.text });

      before(() => {
        const [file] = companionOf(analyze(project), 'request-test')?.files ?? [];
        test = file ? { path: pathOf(file.uri), text: file.text } : assert.fail('no test is offered');
      });

      it('is written as the project writes its tests', () => {
        const folder = join(fixtures, 'companions/request-test', one.name);
        if (mayWrite) rmSync(folder, { recursive: true, force: true });
        expectText(join(folder, test.path), test.text);
        const { diagnostics = [] } = ts.transpileModule(test.text, { reportDiagnostics: true, fileName: test.path });
        assert.deepEqual(diagnostics.map(inWords), []);
      });

      it('is offered once, and is the same beside the fix and after it', () => {
        const after = fixed(project);
        assert.deepEqual(companionOf(analyze(after), 'request-test')?.files[0]?.text, test.text);
        assert.equal(companionOf(analyze(withTest(after)), 'request-test'), undefined);
      });

      it('fails before the fix and passes after it', async function () {
        this.timeout(60_000);
        const results = [project, fixed(project)].map(async (texts, index) => {
          const folder = join(output, one.name, index === 0 ? 'before' : 'after');
          written(folder, withTest(texts));
          return runTests(one.runner, folder, test.path);
        });
        sources.push(join(output, one.name, 'after', test.path));
        const [before, after] = await Promise.all(results);
        assert.equal(before?.passes, false, 'it passes although nothing is verified');
        assert.match(before.output, /refuses a wrong credential/, 'the tests did not run');
        assert.equal(after?.passes, true, after?.output);
      });
    });
  }

  // A suite's own tests run before those of the suites in it.
  describe('as code', () => {
    it('compile with the types of the real packages where they are installed', function () {
      this.timeout(120_000);
      const compiled = sources.filter((file) => file.endsWith('.ts') && hasTypes([file]));
      assert.ok(compiled.length >= 6, `${compiled.length}`);
      const problems = compilationsOf(compiled).flatMap(({ options, ...rest }) =>
        problemsOf({ ...rest, options: { ...options, types: ['node', 'mocha'] } }),
      );
      // Handlers of platforms whose types are not installed are not looked at.
      const ofTests = problems.filter((problem) => compiled.some((file) => problem.startsWith(relative(repository, file))));
      assert.deepEqual(ofTests, []);
    });
  });
});
