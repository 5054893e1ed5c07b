import assert from 'node:assert/strict';
import { nextMatcherCovers } from '../../server/src/project/nextMatcher';

const template = '/((?!api|_next/static|_next/image|favicon.ico).*)';

describe('nextMatcherCovers', () => {
  const cases: readonly [matcher: unknown, route: string, expected: string][] = [
    [undefined, '/api/cron', 'yes'],
    ['/api/cron', '/api/cron', 'yes'],
    ['/api/cron', '/api/cron/a', 'no'],
    ['/api/cron', '/API/cron', 'no'],
    ['/api/cron/:path*', '/api/cron', 'yes'],
    ['/api/cron/:path*', '/api/cron/a', 'yes'],
    ['/api/cron/:path*', '/api/cron/a/b', 'yes'],
    ['/api/cron/:path*', '/api/cronos', 'no'],
    ['/api/cron/:path+', '/api/cron', 'no'],
    ['/api/cron/:path+', '/api/cron/a', 'yes'],
    ['/api/cron/(.*)', '/api/cron', 'no'],
    ['/api/cron/(.*)', '/api/cron/a', 'yes'],
    ['/api/:path', '/api/cron', 'yes'],
    ['/api/:path', '/api/cron/a', 'no'],
    ['/api/*', '/api/cron', 'no'],
    [template, '/api/cron', 'no'],
    [template, '/apiary', 'no'],
    [template, '/cron/a', 'yes'],
    ['/(api|trpc)(.*)', '/api/cron', 'yes'],
    ['/(api|trpc)(.*)', '/apix', 'yes'],
    ['/(api|trpc)(.*)', '/cron', 'no'],
    [['/dashboard/:path*', '/api/cron/:path*'], '/api/cron/a', 'yes'],
    [['/dashboard/:path*'], '/api/cron/a', 'no'],
    [[], '/api/cron', 'no'],
    [{ source: '/api/cron/:path*' }, '/api/cron/a', 'yes'],
    [[{ source: '/api/cron/:path*', has: [{ type: 'header', key: 'x-a' }] }], '/api/cron/a', 'caller-decides'],
    [[{ source: '/api/cron/:path*', missing: [{ type: 'header', key: 'x-a' }] }], '/api/cron/a', 'caller-decides'],
    [[{ source: '/api/cron/:path*', missing: [{ type: 'header', key: 'x-a' }] }, '/api/:path*'], '/api/cron/a', 'yes'],
    [[{ source: '/other', has: [{ type: 'header', key: 'x-a' }] }], '/api/cron/a', 'no'],
    ['/api/cron/:path*', '/api/cron/[id]', 'yes'],
    ['/api/:path', '/api/[...rest]', 'caller-decides'],
    ['/api/:path*', '/api/[[...rest]]', 'yes'],
    ['/api/:path+', '/api/[[...rest]]', 'caller-decides'],
    ['/api/jobs/nightly', '/api/jobs/[id]', 'no'],
    ['/api{/:id}?', '/api/a', 'yes'],
    ['/api{/:id}?', '/api', 'yes'],
    ['/api/:id(\\d+)', '/api/12', 'yes'],
    ['/api/:id(\\d+)', '/api/ab', 'no'],
    ['/api/(', '/api/a', 'no'],
  ];
  for (const [matcher, route, expected] of cases) {
    it(`${JSON.stringify(matcher) ?? 'no matcher'} for ${route}: ${expected}`, () => {
      assert.equal(nextMatcherCovers(route, matcher === undefined ? {} : { matcher }), expected);
    });
  }

  it('runs on everything without a config', () => {
    assert.equal(nextMatcherCovers('/api/cron', undefined), 'yes');
  });

  it('does not run an expression that may take exponential time', () => {
    assert.equal(nextMatcherCovers(`/${'a'.repeat(60)}`, { matcher: '/((?:a+)+)b' }), 'no');
  });
});
