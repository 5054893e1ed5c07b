import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fixtures } from './support/fixtureWorkspaces';
import { expectText } from './support/update';
import { analyze, annotate, readFolder, remarksOf, type Texts } from './support/workspace';

/** Small applications with the ways of verifying that are hardest to follow, good and bad side by side; endpoints and findings of all rules are marked. */
const patterns = join(fixtures, 'patterns');

describe('patterns', () => {
  for (const name of readdirSync(patterns).toSorted()) {
    describe(name, () => {
      const folder = join(patterns, name);
      const texts = readFolder(folder);
      let found: Texts = {};
      let ids: readonly string[] = [];
      before(async () => {
        const report = await analyze(texts);
        ids = report.endpoints.map(({ endpoint }) => endpoint.id);
        found = annotate(texts, [
          ...remarksOf(report),
          ...report.endpoints.map(({ endpoint: { declaration, methods, path }, verdict }) => ({
            span: declaration,
            text: `endpoint ${methods.join('|') || 'ALL'} ${path} ${verdict}`,
          })),
        ]);
      });
      it('names every endpoint once', () => assert.deepEqual(ids, [...new Set(ids)]));
      for (const path of Object.keys(texts).toSorted()) it(path, () => expectText(join(folder, path), found[path] ?? ''));
    });
  }
});
