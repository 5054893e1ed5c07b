import assert from 'node:assert/strict';
import { merge, type Reported } from '../../server/src/engine/merge';
import { assurance, verdict } from '../../server/src/engine/verdict';
import type { Credential, Guard, Verification } from '../../server/src/model/access';
import type { Endpoint } from '../../server/src/model/endpoint';
import type { Exposure } from '../../server/src/model/path';
import type { Snapshot, Span } from '../../server/src/model/source';

const route = `export function GET(request) {\n  if (request.secret === secret) return work();\n}\n`;
const uri = '/root/app/route.ts';

function snapshotOf(text: string): Snapshot {
  return { roots: ['/root'], files: new Set([uri]), read: (asked) => (asked === uri ? { uri, version: '1', text } : undefined) };
}

function spanOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  assert.ok(start >= 0);
  return { uri, start, end: start + part.length };
}

function endpoint(name: string, declaration: Span): Endpoint {
  return { id: `app/route.ts#${name}`, framework: 'next-app', name, methods: [], path: '/x', uri, declaration, site: undefined };
}

function reported(rule: string, one: Endpoint, span: Span, confidence: 'certain' | 'assumed' = 'certain'): Reported {
  return { rule, severity: 'error', endpoint: one, violation: { span, message: `${one.id}.`, path: [], confidence }, fixes: [] };
}

describe('merge', () => {
  const get = endpoint('GET', spanOf(route, 'GET'));
  const post = endpoint('POST', spanOf(route, 'GET'));
  const comparison = spanOf(route, 'request.secret === secret');

  it('makes one finding of one place, with every endpoint', () => {
    const found = merge([reported('a-rule', post, comparison, 'assumed'), reported('a-rule', get, comparison)], snapshotOf(route));
    assert.equal(found.length, 1);
    assert.deepEqual(found[0]?.endpoints, [get.id, post.id]);
    assert.equal(found[0]?.confidence, 'certain');
    assert.equal(found[0]?.message, `${get.id}.`);
  });

  it('keeps what is said of an endpoint as a whole apart', () => {
    const found = merge([reported('a-rule', post, post.declaration), reported('a-rule', get, get.declaration)], snapshotOf(route));
    assert.deepEqual(
      found.map(({ endpoints }) => endpoints),
      [[get.id], [post.id]],
    );
    assert.notEqual(found[0]?.fingerprint, found[1]?.fingerprint);
  });

  it('orders by place and rule, whatever the order of its input', () => {
    const input = [reported('b-rule', get, comparison), reported('a-rule', get, comparison), reported('a-rule', get, get.declaration)];
    const order = (list: readonly Reported[]) => merge(list, snapshotOf(route)).map(({ rule, span }) => `${span.start} ${rule}`);
    assert.deepEqual(order(input), order(input.toReversed()));
    assert.deepEqual(order(input), [`${get.declaration.start} a-rule`, `${comparison.start} a-rule`, `${comparison.start} b-rule`]);
  });

  it('gives the same fingerprint after lines have moved and been indented', () => {
    const moved = `// a comment\n\n${route.replace('  if', '\t\tif')}`;
    const before = merge([reported('a-rule', get, comparison)], snapshotOf(route));
    const after = merge([reported('a-rule', get, spanOf(moved, 'request.secret === secret'))], snapshotOf(moved));
    assert.match(before[0]?.fingerprint ?? '', /^[0-9a-f]{16}$/);
    assert.equal(after[0]?.fingerprint, before[0]?.fingerprint);
  });

  it('tells equal lines apart', () => {
    const twice = route + route;
    const second = { uri, start: comparison.start + route.length, end: comparison.end + route.length };
    const found = merge([reported('a-rule', get, comparison), reported('a-rule', get, second)], snapshotOf(twice));
    assert.equal(new Set(found.map(({ fingerprint }) => fingerprint)).size, 2);
  });
});

describe('verdict', () => {
  it('is told by the findings alone', () => {
    assert.equal(verdict([]), 'verified');
    assert.equal(verdict([{ rule: 'no-hardcoded-secret' }]), 'verified');
    assert.equal(verdict([{ rule: 'no-fail-open' }]), 'weak');
    assert.equal(verdict([{ rule: 'no-ip-trust' }, { rule: 'require-authentication' }]), 'unverified');
    assert.equal(verdict([{ rule: 'no-ignored-verification' }]), 'unverified');
  });
});

describe('assurance', () => {
  const place = spanOf(route, 'GET');
  const guard = (credential: Credential, binds: Verification['binds'] = []): Guard => ({
    span: place,
    result: place,
    verification: { credential, secret: { kind: 'key' }, method: 'library', binds, api: undefined, weaknesses: [] },
    read: undefined,
    isShared: false,
    isKept: false,
    operands: undefined,
  });
  const exposure = (cause: Exposure['cause']): Exposure => ({
    cause,
    at: place,
    target: { span: place, kind: 'database', what: 'db' },
    certain: true,
    through: [],
    stations: [],
    steps: [],
    guard: undefined,
  });
  const header = guard({ kind: 'header', name: 'authorization' });
  const signature = guard({ kind: 'signature', header: undefined }, ['time', 'body']);

  it('is that of the weakest guard', () => {
    assert.equal(assurance([signature], 'verified', []), 'signed-fresh');
    assert.equal(assurance([signature, header], 'verified', []), 'static-secret');
    assert.equal(assurance([guard({ kind: 'signature', header: undefined })], 'verified', []), 'signature');
    assert.equal(assurance([guard({ kind: 'certificate' })], 'verified', []), 'identity');
    assert.equal(
      assurance([guard({ kind: 'token', format: 'oidc' }, ['audience', 'issuer', 'expiry', 'caller'])], 'verified', []),
      'identity',
    );
    assert.equal(assurance([guard({ kind: 'token', format: 'oidc' }, ['issuer', 'expiry'])], 'verified', []), 'signed-fresh');
  });

  it('is that of the excuse where there is one', () => {
    assert.equal(assurance([signature], 'weak', [exposure('network')]), 'network');
    assert.equal(assurance([signature], 'weak', [exposure('claim'), exposure('unset')]), 'none');
    assert.equal(assurance([], 'unverified', [exposure('open')]), 'none');
  });
});
