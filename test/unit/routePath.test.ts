import assert from 'node:assert/strict';
import { canonicalPath, matches } from '../../server/src/project/routePath';

describe('route path', () => {
  it('has one spelling for all frameworks', () => {
    const spellings: readonly (readonly [string, string])[] = [
      ['/api/users/[id]/', '/api/users/[id]'],
      ['api/users/:id', '/api/users/[id]'],
      ['/users/:id?', '/users/[[id]]'],
      ['/users/:id(\\d+)/x', '/users/[id]/x'],
      ['/users/:id{[0-9]+}', '/users/[id]'],
      ['/files/:path*', '/files/[[...path]]'],
      ['/files/*', '/files/[...rest]'],
      ['/files/*splat', '/files/[...splat]'],
      ['/files/{*splat}', '/files/[...splat]'],
      ['/users/$id', '/users/[id]'],
      ['/files/$', '/files/[...rest]'],
      ['/users/{id}', '/users/[id]'],
      ['/users/{id?}', '/users/[[id]]'],
      ['/files/{path*}', '/files/[...path]'],
      ['/users/[id=integer]', '/users/[id]'],
      ['/a/[[...x]]', '/a/[[...x]]'],
      ['/report-:day.json', '/report-[day].json'],
      ['', '/'],
    ];
    for (const [written, canonical] of spellings) {
      assert.equal(canonicalPath(written), canonical);
      assert.equal(canonicalPath(canonical), canonical, 'the canonical form is its own');
    }
  });

  it('serves a target by path, host, unknown base, query and trailing slash', () => {
    const served = [
      '/api/cron/sync',
      '/api/cron/sync/?key=1#x',
      'https://app.example.com/api/cron/sync',
      'https://app.example.com/base/api/cron/sync',
      '$BASE_URL/api/cron/sync',
      '${BASE_URL%/}/api/cron/sync',
      '${{ secrets.APP_URL }}/api/cron/sync',
      'https://${{ vars.HOST }}/api/cron/sync?x=${{ secrets.X }}',
      'http://${____}-web.svc/api/cron/sync',
      'app.example.com/api/cron/sync',
      'localhost:3000/api/cron/sync',
      '$API_BASE/cron/sync',
      '/api/cron/$JOB',
    ];
    for (const target of served) assert.notEqual(matches('/api/cron/sync', target), undefined, target);
    const others = [
      '/api/cron/other',
      '/api/cron/sync/more',
      '/cron/sync',
      '$URL',
      '$BASE/sync',
      'https://app.example.com/',
      'https://x.example/cron/sync',
      '',
      '/',
    ];
    for (const target of others) assert.equal(matches('/api/cron/sync', target), undefined, target);
  });

  it('serves targets by parameters, and by a catch-all only on its own host', () => {
    assert.notEqual(matches('/api/cron/[job]', '/api/cron/sync'), undefined);
    assert.notEqual(matches('/api/cron/[[job]]', '/api/cron'), undefined);
    assert.equal(matches('/api/cron/[job]', '/api/cron'), undefined);
    assert.notEqual(matches('/report-[day].json', '/report-monday.json'), undefined);
    assert.equal(matches('/report-[day].json', '/report-.json'), undefined);
    assert.notEqual(matches('/[...rest]', '/anything/else'), undefined);
    assert.equal(matches('/[...rest]', 'https://hooks.example.com/anything/else'), undefined);
    assert.equal(matches('/[slug]', 'https://ping.example.com/uuid'), undefined);
    assert.notEqual(matches('/send-digest', 'https://x.supabase.co/functions/v1/send-digest'), undefined);
    for (const target of ['https://x.supabase.co/functions/v1/${name}', '/functions/v1/$FUNCTION', '${BASE}/.netlify/functions/${name}'])
      assert.equal(matches('/functions/v1/send-digest', target), undefined, target);
  });

  it('prefers the most specific route', () => {
    const best = (routes: readonly string[], target: string) =>
      [...routes].sort((a, b) => (matches(b, target) ?? -1) - (matches(a, target) ?? -1))[0];
    assert.equal(best(['/[...rest]', '/api/[...rest]', '/api/cron/[job]', '/api/cron/sync'], '/api/cron/sync'), '/api/cron/sync');
    assert.equal(best(['/[...rest]', '/api/[...rest]', '/api/cron/[job]'], '/api/cron/sync'), '/api/cron/[job]');
    assert.equal(best(['/cron/sync', '/api/cron/sync'], 'https://h.example/api/cron/sync'), '/api/cron/sync');
  });
});
