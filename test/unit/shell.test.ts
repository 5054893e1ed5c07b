import assert from 'node:assert/strict';
import { httpCalls } from '../../server/src/project/shell';

const told = (script: string, variables: Readonly<Record<string, readonly string[]>> = {}) =>
  httpCalls(script, new Map(Object.entries(variables))).map(({ method, url }) => `${method ?? '?'} ${url}`);

describe('requests in shell scripts', () => {
  it('reads curl with options, quotes and continued lines', () => {
    assert.deepEqual(told('curl https://a.example/x'), ['GET https://a.example/x']);
    assert.deepEqual(told('curl -fsS -X POST "$BASE/api/x" -H "Authorization: Bearer $S"'), ['POST $BASE/api/x']);
    assert.deepEqual(told("curl --request POST \\\n  --url 'https://a.example/x' \\\r\n  --header 'A: b'"), ['POST https://a.example/x']);
    assert.deepEqual(told('curl -sXDELETE -o /dev/null -w "%{http_code}" ${{ secrets.URL }}/api/x?k=1'), [
      'DELETE ${{ secrets.URL }}/api/x?k=1',
    ]);
    assert.deepEqual(told('curl -d \'{"a": "https://no.example/y"}\' https://a.example/x'), ['POST https://a.example/x']);
    assert.deepEqual(told('RESPONSE=$(curl -s "https://a.example/x" | jq .) || exit 1'), ['GET https://a.example/x']);
    assert.deepEqual(told('timeout 30 curl -m 5 http://svc.ns.svc.cluster.local:8080/run'), [
      'GET http://svc.ns.svc.cluster.local:8080/run',
    ]);
  });

  it('reads wget, HTTPie and code', () => {
    assert.deepEqual(told('wget -qO- --post-data="" https://a.example/x'), ['POST https://a.example/x']);
    assert.deepEqual(told('wget -O /dev/null --header "A: b" https://a.example/x'), ['GET https://a.example/x']);
    assert.deepEqual(told('http POST https://a.example/x A:b'), ['POST https://a.example/x']);
    assert.deepEqual(told(`node -e "fetch('https://a.example/x', { method: 'POST' })"`), ['POST https://a.example/x']);
  });

  it('puts in variables, loops and matrices', () => {
    assert.deepEqual(told('URL="https://a.example"\ncurl "${URL}/x"'), ['GET https://a.example/x']);
    assert.deepEqual(told('for p in one two; do curl "$B/api/$p"; done'), ['GET $B/api/one', 'GET $B/api/two']);
    assert.deepEqual(told('JOBS=("a" \'b\')\nfor j in "${JOBS[@]}"; do curl $B/api/$j; done'), ['GET $B/api/a', 'GET $B/api/b']);
    assert.deepEqual(told('curl $B/${{ matrix.path }}', { 'matrix.path': ['api/a', 'api/b'] }), ['GET $B/api/a', 'GET $B/api/b']);
  });

  it('stays silent where nothing is requested', () => {
    for (const script of [
      'apk add curl jq',
      'echo curl https://a.example/x',
      '# curl https://a.example/x',
      'curl $URL',
      'curl --version',
      'git push',
    ]) {
      assert.deepEqual(told(script), [], script);
    }
  });
});
