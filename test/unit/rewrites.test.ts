import assert from 'node:assert/strict';
import type { Rewrite } from '../../server/src/model/addresses';
import { leadingTo, rewritten } from '../../server/src/project/rewrites';

const pattern = (source: string, destination: string): Rewrite => ({ source, grammar: 'path', destination });
const expression = (source: string, destination: string): Rewrite => ({ source, grammar: 'expression', destination });

describe('rewrites', () => {
  const cases: readonly (readonly [Rewrite, string, string | undefined])[] = [
    [pattern('/jobs/:name', '/api/jobs/:name'), '/jobs/sweep', '/api/jobs/sweep'],
    [pattern('/jobs/:name', '/api/jobs/:name'), '/jobs/sweep/all', undefined],
    [pattern('/jobs/:path*', '/api/:path*'), '/jobs/daily/sweep', '/api/daily/sweep'],
    [pattern('/jobs/:path*', '/api/:path*'), '/jobs', '/api'],
    [pattern('/jobs/(.*)', '/api/$1'), '/jobs/daily/sweep', '/api/daily/sweep'],
    [pattern('/jobs/:id(\\d+)', 'https://jobs.example.com:8080/run?id=:id'), '/jobs/7', 'https://jobs.example.com:8080/run?id=7'],
    [pattern('/jobs/:id(\\d+)', '/run/:id'), '/jobs/seven', undefined],
    [expression('^/jobs/(?<name>[^/]+)$', '/api/$name'), '/jobs/sweep', '/api/sweep'],
    [expression('/jobs/(.*)', '/api/run?job=$1'), '/jobs/sweep', '/api/run?job=sweep'],
    [expression('/jobs/(', '/api'), '/jobs/sweep', undefined],
  ];
  for (const [rewrite, path, target] of cases) {
    it(`${rewrite.source} leads ${path} to ${target ?? 'nothing else'}`, () => assert.equal(rewritten(rewrite, path)?.target, target));
  }

  it('tell paths apart by themselves unless all below one are led to the same place', () => {
    assert.equal(rewritten(pattern('/(.*)', '/api/index'), '/jobs')?.dispatches, true);
    assert.equal(rewritten(pattern('/jobs/:name', '/api/run'), '/jobs/sweep')?.dispatches, false);
    assert.equal(rewritten(pattern('/(.*)', '/api/$1'), '/jobs')?.dispatches, false);
  });

  it('are followed back', () => {
    assert.equal(leadingTo(pattern('/jobs/:path*', '/api/:path*'), '/api/daily/sweep'), '/jobs/daily/sweep');
    assert.equal(leadingTo(pattern('/run/:job(\\w+)', '/api/import?job=:job'), '/api/import'), '/run/[job]');
    assert.equal(leadingTo(pattern('/(en|de)/jobs', '/api/jobs'), '/api/jobs'), '/[any]/jobs');
    assert.equal(leadingTo(pattern('/jobs/:path*', 'https://other.example.com/:path*'), '/api/jobs'), undefined);
  });
});
