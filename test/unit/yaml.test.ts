import assert from 'node:assert/strict';
import { at, locate, plain, text } from '../../server/src/project/tree';
import { readYaml } from '../../server/src/project/yaml';

const source = (text: string) => ({ uri: '/w/x.yaml', version: '1', text });

describe('yaml', () => {
  it('reads several documents with places, aliases and merge keys', () => {
    const file = source('base: &b\n  a: 1\nmore:\n  <<: *b\n  c: "two"\nagain: *b\n---\nkind: CronJob\n');
    const { documents, problems } = readYaml(file);
    assert.deepEqual(plain(documents[0]), { base: { a: 1 }, more: { a: 1, c: 'two' }, again: { a: 1 } });
    assert.deepEqual(plain(documents[1]), { kind: 'CronJob' });
    const two = at(documents[0], 'more', 'c');
    assert.equal(file.text.slice(two?.span.start, two?.span.end), 'two');
    assert.deepEqual(problems, []);
  });

  it('finds a fragment of a block scalar', () => {
    const file = source('run: |\n  curl \\\n    https://x.example/a\n');
    const run = at(readYaml(file).documents[0], 'run');
    assert.ok(run);
    const span = locate(file, run.span, 'https://x.example/a');
    assert.equal(file.text.slice(span.start, span.end), 'https://x.example/a');
  });

  it('keeps places in templates of charts', () => {
    const file = source(
      '{{- if .Values.on }}\nspec:\n  schedule: "{{ .Values.cron }}"\n  url: http://{{ .Release.Name }}-web/api/x\n{{- end }}\n',
    );
    const { documents, problems } = readYaml(file);
    const url = at(documents[0], 'spec', 'url');
    assert.match(text(url) ?? '', /^http:\/\/\$\{_+\}-web\/api\/x$/);
    assert.equal(file.text.slice(url?.span.start, url?.span.end), 'http://{{ .Release.Name }}-web/api/x');
    assert.deepEqual(problems, []);
  });

  it('gives what can be read of a broken document and says where it breaks', () => {
    const { documents, problems } = readYaml(source('on:\n  schedule:\n    - cron: "1 * * * *"\njobs: [a, }\n'));
    assert.equal(text(at(documents[0], 'on', 'schedule', 0, 'cron')), '1 * * * *');
    assert.match(problems[0]?.message ?? '', /not valid YAML/);
    for (const broken of ['', '\t', '{', '- [', '&a *a', '*nothing', '%YAML 9']) assert.doesNotThrow(() => readYaml(source(broken)));
  });
});
