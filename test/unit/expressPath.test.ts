import assert from 'node:assert/strict';
import { expressPathCovers, isCaseSensitiveExpression } from '../../server/src/project/expressPath';
import { joinPaths } from '../../server/src/project/joinPaths';

describe('expressPathCovers', () => {
  const prefixes: readonly [pattern: string, route: string, expected: boolean][] = [
    ['/', '/cron/a', true],
    ['/api', '/api', true],
    ['/api', '/api/cron', true],
    ['/api', '/API/cron', true],
    ['/api/', '/api/cron', true],
    ['/api', '/apiary', false],
    ['/api/*splat', '/api', false],
    ['/api/*splat', '/api/cron', true],
    ['/api/*', '/api', false],
    ['/api/*', '/api/cron/x', true],
    ['*', '/api/cron', true],
    ['/*splat', '/api/cron', true],
    ['/:area/cron', '/eu/cron/sync', true],
    ['/:area?/cron', '/cron/sync', true],
    ['{/:area}/cron', '/cron/sync', true],
    ['{/:area}/cron', '/eu/cron/sync', true],
    ['/cron/:id(\\d+)', '/cron/12', true],
    ['/cron/:id(\\d+)', '/cron/ab', false],
    ['/cron/(a|b)', '/cron/b', true],
    ['/cron/daily', '/cron/:job', false],
    ['/cron/:name', '/cron/:job', true],
    ['/^\\/cron/', '/cron/a', true],
    ['/^\\/cron/', '/cronos', false],
    ['/^\\/cron/', '/CRON/a', false],
    ['/^\\/cron/i', '/CRON/a', true],
    ['/^\\/cron\\//', '/cron/a', false],
    ['/^\\/(?:a+)+b/', '/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', false],
  ];
  for (const [pattern, route, expected] of prefixes) {
    it(`use(${pattern}) ${expected ? 'covers' : 'does not cover'} ${route}`, () =>
      assert.equal(expressPathCovers(pattern, route, false), expected));
  }

  it('matches to the end when registered with a method', () => {
    assert.equal(expressPathCovers('/api', '/api/cron', true), false);
    assert.equal(expressPathCovers('/api/cron', '/api/cron', true), true);
    assert.equal(expressPathCovers('/api/*', '/api/cron', true), true);
    assert.equal(expressPathCovers('*', '/api/cron', true), true);
  });
});

describe('isCaseSensitiveExpression', () => {
  it('is true for a regular expression with letters and without the i flag', () => {
    assert.equal(isCaseSensitiveExpression('/^\\/cron/'), true);
    assert.equal(isCaseSensitiveExpression('/^\\/cron/i'), false);
    assert.equal(isCaseSensitiveExpression('/^\\/\\d+/'), false);
    assert.equal(isCaseSensitiveExpression('/cron'), false);
  });
});

describe('joinPaths', () => {
  it('keeps one slash between segments and none at the end', () => {
    assert.equal(joinPaths('', '/a'), '/a');
    assert.equal(joinPaths('/', '/'), '/');
    assert.equal(joinPaths('/api/', '/cron/'), '/api/cron');
    assert.equal(joinPaths('/api', 'cron/:id'), '/api/cron/:id');
  });
});
