import assert from 'node:assert/strict';
import { jsonValue, readJson } from '../../server/src/project/json';
import { at, items, plain, text } from '../../server/src/project/tree';

const source = (text: string) => ({ uri: '/w/x.json', version: '1', text });

describe('json', () => {
  it('reads comments and trailing commas, with places', () => {
    const file = source('{ // note\n "crons": [{ "path": "/api/x", }], }');
    const { documents, problems } = readJson(file);
    const path = at(documents[0], 'crons', 0, 'path');
    assert.equal(text(path), '/api/x');
    assert.equal(file.text.slice(path?.span.start, path?.span.end), '/api/x');
    assert.deepEqual(problems, []);
  });

  it('gives what can be read of a broken document and says where it breaks', () => {
    const { documents, problems } = readJson(source('{"crons": [{"path": "/a", "schedule": "* * * * *"}, {"path": }]'));
    assert.equal(items(at(documents[0], 'crons')).length, 2);
    assert.equal(text(at(documents[0], 'crons', 0, 'path')), '/a');
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? '', /not valid JSON/);
  });

  it('survives anything', () => {
    for (const broken of ['', '[', '"', '{"a"', '\0\0', 'null', '}{']) {
      assert.doesNotThrow(() => readJson(source(broken)));
      assert.doesNotThrow(() => jsonValue(broken));
    }
    assert.deepEqual(plain(readJson(source('[1, null, {"a": true}]')).documents[0]), [1, null, { a: true }]);
  });
});
