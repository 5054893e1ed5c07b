import assert from 'node:assert/strict';
import { matchesGlob } from '../../server/src/project/glob';

describe('glob', () => {
  it('matches any of the patterns', () => {
    assert.ok(matchesGlob(['a/**', 'b'], 'a/x/y'));
    assert.ok(matchesGlob(['/api/nightly/*'], '/api/nightly/sync'));
    assert.ok(!matchesGlob(['/api/nightly/*'], '/api/nightly/sync/x'));
    assert.ok(!matchesGlob([], 'a'));
  });

  it('takes a pattern that cannot be read as one that matches nothing', () => {
    assert.ok(!matchesGlob([''], 'a'));
    assert.ok(!matchesGlob(['x'.repeat(70_000)], 'a'));
  });
});
