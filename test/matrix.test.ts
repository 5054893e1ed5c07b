import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { defaultSettings, type Report } from '../server/src/engine/report';
import { obstacles, openings } from './support/attempts';
import { compilationsOf, hasTypes, problemsOf } from './support/compiling';
import { applyFix } from './support/edits';
import { fixtures } from './support/fixtureWorkspaces';
import { bundles } from './support/loading';
import { type FrameworkRow, type SchemeColumn, absence, callOf, frameworks, matrixTable, schemes } from './support/matrix';
import { expectText, replaceSection, repository } from './support/update';
import { type Texts, readFolder, snapshotOf } from './support/workspace';

interface Cell {
  readonly framework: FrameworkRow;
  readonly scheme: SchemeColumn;
  readonly folder: string;
}

const output = join(repository, 'test/out/matrix');

const cells: readonly Cell[] = frameworks.flatMap((framework) =>
  schemes.flatMap((scheme): readonly Cell[] => {
    const folder = join(output, framework.fixture.replace('/', '-'), scheme.fix);
    return absence(framework, scheme) === undefined ? [{ framework, scheme, folder }] : [];
  }),
);

/** The unfixed workspace of a framework in a project that has what a scheme needs. */
function unfixed({ fixture, path }: FrameworkRow, { packages, manifest: scheduled }: SchemeColumn): Texts {
  const texts = readFolder(join(fixtures, 'fixes', fixture, 'before'));
  const manifest: Record<string, unknown> = JSON.parse(texts['package.json'] ?? '{}');
  const dependencies = Object.assign({}, manifest['dependencies'], Object.fromEntries(packages.map((name) => [name, '*'])));
  return { ...texts, ...scheduled?.(path), 'package.json': JSON.stringify({ ...manifest, dependencies }) };
}

function analyze(texts: Texts) {
  const analyzer = createAnalyzer();
  analyzer.update(snapshotOf(texts));
  return { analyzer, report: analyzer.report(defaultSettings) };
}

/** Errors of the endpoints of a workspace. */
function errorsOf({ findings }: Report): readonly string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule}: ${message}`);
}

function written(folder: string, texts: Texts): readonly string[] {
  return Object.entries(texts).map(([path, text]) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
}

describe('the matrix of frameworks and credentials', function () {
  // Some frameworks generate code before they start.
  this.timeout(90_000);
  const sources = new Map<Cell, readonly string[]>();
  before(() => rmSync(output, { recursive: true, force: true }));
  after(() => {
    rmSync(output, { recursive: true, force: true });
    rmSync(bundles, { recursive: true, force: true });
  });

  it('has at least sixty cells', () => assert.ok(cells.length >= 60, `${cells.length}`));

  it('is in README.md', () => {
    const file = join(repository, 'README.md');
    const text = replaceSection(readFileSync(file, 'utf8'), 'matrix', matrixTable());
    expectText(file, text ?? assert.fail('README.md has no part between matrix:begin and matrix:end'));
  });

  describe('names what is not offered', () => {
    for (const framework of frameworks) {
      for (const scheme of schemes.filter((column) => absence(framework, column) !== undefined)) {
        it(`${framework.name}: ${scheme.name}`, () => {
          const { report } = analyze(unfixed(framework, scheme));
          assert.ok(errorsOf(report).length > 0);
          assert.ok(!report.findings.some(({ fixes }) => fixes.some(({ id }) => id === scheme.fix)));
        });
      }
    }
  });

  for (const cell of cells) {
    const { framework, scheme, folder } = cell;
    describe(`${framework.name}: ${scheme.name}`, () => {
      it('is fixed: no error is left', () => {
        const texts = unfixed(framework, scheme);
        const { analyzer, report } = analyze(texts);
        const finding = report.findings.find(({ fixes }) => fixes.some(({ id }) => id === scheme.fix));
        const fix = finding && analyzer.fix(finding, scheme.fix);
        assert.ok(fix, `${scheme.fix} is not offered for ${errorsOf(report).join(', ')}`);
        const fixed = applyFix(texts, fix);
        const after = analyze(fixed).report;
        assert.deepEqual(errorsOf(after), []);
        assert.deepEqual(
          after.endpoints.map(({ verdict }) => verdict),
          ['verified'],
        );
        sources.set(
          cell,
          written(folder, fixed).filter((file) => /\.[mc]?ts$/.test(file)),
        );
      });

      const call = callOf(framework);
      const load = () => framework.load(folder);

      it('refuses every attack without an effect', async () => assert.deepEqual(await openings(load, call, scheme.battery), []));
      it('lets the true caller pass', async () => assert.deepEqual(await obstacles(load, call, scheme.battery), []));
    });
  }

  // A suite's own tests run before those of the suites in it.
  describe('as code', () => {
    it('is compiled with the types of the real packages', function () {
      this.timeout(180_000);
      const files = [...sources.values()].flat();
      assert.ok(files.length > 0);
      assert.deepEqual(
        files.filter((file) => !hasTypes([file])).map((file) => relative(output, file)),
        [],
      );
      assert.deepEqual(compilationsOf(files).flatMap(problemsOf), []);
    });
  });
});
