import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../server/src/engine/report';
import { adapterFiles } from './support/adapters';
import { readMarkers } from './support/markers';
import { expectText, replaceSection, repository } from './support/update';
import { analyze, annotate, readFolder, remarksOf, type Texts } from './support/workspace';

/** Fixtures that every rule has at least, and how many of them the rule says nothing about. Endpoints. */
const least = { all: 12, silent: 6 };

interface Tally {
  /** Marked and found, only found, only marked. */
  right: number;
  wrong: number;
  missed: number;
  /** Endpoints in the rule's own fixture, and those among them at which it reports nothing. */
  endpoints: number;
  silent: number;
}

const rules = adapterFiles('rules');
const fixtures = join(repository, 'test/fixtures/rules');

function workspacesOf(rule: string): readonly string[] {
  const folder = join(fixtures, rule);
  const several = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.workspace')) : [];
  return several.length > 0 ? several.map((name) => join(folder, name)) : [folder];
}

/** Everything that is marked: file, place and rule. */
function marked(texts: Texts): ReadonlySet<string> {
  return new Set(
    Object.entries(texts).flatMap(([path, text]) => readMarkers(text).map((label) => `${path} ${label.start} ${label.end} ${label.text}`)),
  );
}

function count(tallies: ReadonlyMap<string, Tally>, labels: Iterable<string>, what: 'right' | 'wrong' | 'missed'): void {
  for (const label of labels) {
    const tally = tallies.get(label.split(' ').at(-1) ?? '');
    if (tally) tally[what]++;
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3);
}

describe('accuracy on the fixtures of the rules', function () {
  this.timeout(120_000);
  const tallies = new Map(rules.map((rule): [string, Tally] => [rule, { right: 0, wrong: 0, missed: 0, endpoints: 0, silent: 0 }]));

  before(async () => {
    for (const rule of rules) {
      for (const folder of workspacesOf(rule)) {
        const texts = readFolder(folder);
        const report = await analyze(texts, { severity: { [rule]: 'error' } });
        tell(rule, texts, report);
      }
    }
  });

  function tell(rule: string, texts: Texts, report: Report): void {
    const expected = marked(texts);
    const found = marked(annotate(texts, remarksOf(report)));
    count(
      tallies,
      [...found].filter((label) => expected.has(label)),
      'right',
    );
    count(
      tallies,
      [...found].filter((label) => !expected.has(label)),
      'wrong',
    );
    count(
      tallies,
      [...expected].filter((label) => !found.has(label)),
      'missed',
    );
    const own = tallies.get(rule);
    if (!own) return;
    own.endpoints += report.endpoints.length;
    own.silent += report.endpoints.filter(({ findings }) => findings.every((index) => report.findings[index]?.rule !== rule)).length;
  }

  it('is complete: every marked finding is reported, and nothing else', () => {
    const rows = [...tallies].map(([rule, { right, wrong, missed }]) => ({
      rule,
      marked: right + missed,
      reported: right + wrong,
      precision: share(right, right + wrong),
      recall: share(right, right + missed),
    }));
    console.table(rows);
    assert.deepEqual(
      rows.filter(({ precision, recall }) => precision !== '1.000' || recall !== '1.000'),
      [],
    );
  });

  it(`rests on at least ${least.all} endpoints for each rule, ${least.silent} of them silent`, () => {
    const thin = [...tallies].filter(([, { endpoints, silent }]) => endpoints < least.all || silent < least.silent || silent === endpoints);
    assert.deepEqual(
      thin.map(([rule, { endpoints, silent }]) => `${rule}: ${endpoints} endpoints, ${silent} silent`),
      [],
    );
  });

  it('is told in README.md', () => {
    const file = join(repository, 'README.md');
    const rows = [...tallies].map(
      ([rule, { endpoints, silent, right, wrong, missed }]) =>
        `| \`${rule}\` | ${endpoints} | ${silent} | ${right + missed} | ${share(right, right + wrong)} | ${share(right, right + missed)} |`,
    );
    const table = [
      '| Rule | Endpoints in its fixture | Silent | Findings marked in all fixtures | Precision | Recall |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n');
    const text = readFileSync(file, 'utf8');
    expectText(
      file,
      replaceSection(text, 'fixtures', table) ?? assert.fail('README.md has no part between fixtures:begin and fixtures:end'),
    );
  });
});
