import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer, type Analyzer } from '../server/src/engine/analyzer';
import { defaultSettings, type Report } from '../server/src/engine/report';
import type { Finding, Fix } from '../server/src/model/finding';
import { applyFix } from './support/edits';
import { fixCases } from './support/fixCases';
import { expectText, mayWrite } from './support/update';
import { type Texts, pathOf, readFolder, snapshotOf } from './support/workspace';

/** Nothing tells that a scheduler presents what these verify. */
const neverPreferred = ['verify-standard-webhook'];

describe('fixes', () => {
  for (const one of fixCases) {
    describe(`${one.fix}/${one.name}`, () => {
      let unfixed: Analysis;
      let finding: Finding;
      let fix: Fix;
      let fixed: Texts;
      let after: Analysis;

      before(() => {
        unfixed = analyze(readFolder(one.before));
        finding = offeredOnce(unfixed.report, one.fix);
        fix = unfixed.analyzer.fix(finding, one.fix) ?? assert.fail(`${one.fix} is offered and cannot be made`);
        fixed = applyFix(readFolder(one.before), fix);
        after = analyze(fixed);
      });

      it('is the preferred fix, if one can know that it is the right one', () => {
        const isPreferred = !neverPreferred.includes(one.fix);
        const [first] = finding.fixes;
        assert.deepEqual([first?.id === one.fix, first?.preferred], [isPreferred, true]);
        assert.equal(finding.fixes.filter(({ preferred }) => preferred).length, 1);
      });

      it('changes what it should and nothing else', () => {
        if (mayWrite) rmSync(one.after, { recursive: true, force: true });
        for (const [path, text] of Object.entries(fixed)) expectText(join(one.after, path), text);
        assert.deepEqual(Object.keys(readFolder(one.after)).toSorted(), Object.keys(fixed).toSorted());
      });

      it('removes its finding and adds none', () => {
        const had = places(unfixed.report);
        had.splice(had.indexOf(placeOf(finding)), 1);
        const added = places(after.report).filter((place) => {
          const known = had.indexOf(place);
          if (known >= 0) had.splice(known, 1);
          return known < 0;
        });
        assert.deepEqual(added, []);
      });

      it('changes nothing when it is applied again', () => {
        assert.equal(after.analyzer.fix(finding, one.fix), undefined);
        const offers = after.report.findings.filter((other) => other.rule === finding.rule).flatMap(({ fixes }) => fixes);
        assert.deepEqual(
          offers.filter(({ id }) => id === one.fix),
          [],
        );
      });

      it('is safe only if nobody notices it: editors apply such fixes without asking', () => {
        assert.equal(fix.safe, one.fix === 'compare-in-constant-time');
      });
    });
  }
});

interface Analysis {
  readonly analyzer: Analyzer;
  readonly report: Report;
}

function analyze(texts: Texts): Analysis {
  const analyzer = createAnalyzer();
  analyzer.update(snapshotOf(texts));
  return { analyzer, report: analyzer.report({ ...defaultSettings, profile: 'strict' }) };
}

/** The finding that a case is about: the only one that is offered its fix. */
function offeredOnce({ findings }: Report, id: string): Finding {
  const offered = findings.filter(({ fixes }) => fixes.some((fix) => fix.id === id));
  const [finding, ...others] = offered;
  const all = findings.map(({ rule, span, fixes }) => `${rule} in ${pathOf(span.uri)}: ${fixes.map((fix) => fix.id).join(', ')}`);
  if (!finding || others.length > 0) assert.fail(`${offered.length} findings are offered ${id}:\n${all.join('\n')}`);
  return finding;
}

/** A finding's rule and what it is about; lines move when code is inserted. */
function placeOf({ rule, endpoints }: Finding): string {
  return `${rule} of ${endpoints.join(', ')}`;
}

function places({ findings }: Report): string[] {
  return findings.map(placeOf);
}
