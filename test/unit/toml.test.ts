import assert from 'node:assert/strict';
import { readToml } from '../../server/src/project/toml';
import { at, plain, text } from '../../server/src/project/tree';

const source = (text: string) => ({ uri: '/w/x.toml', version: '1', text });

describe('toml', () => {
  it('reads tables, dotted keys, arrays of tables and inline tables with places', () => {
    const file = source(
      '[triggers]\ncrons = ["0 * * * *"]\n[functions."job"]\nschedule = "@daily"\n[[p]]\na.b = 1\n[[p]]\nc = { d = true }\n',
    );
    const { documents, problems } = readToml(file);
    assert.deepEqual(plain(documents[0]), {
      triggers: { crons: ['0 * * * *'] },
      functions: { job: { schedule: '@daily' } },
      p: [{ a: { b: 1 } }, { c: { d: true } }],
    });
    const schedule = at(documents[0], 'functions', 'job', 'schedule');
    assert.equal(file.text.slice(schedule?.span.start, schedule?.span.end), '@daily');
    assert.deepEqual(problems, []);
  });

  it('gives what precedes a breakage and says where it is', () => {
    const { documents, problems } = readToml(source('[a]\nb = "c"\n[d\ne = 1\n'));
    assert.equal(text(at(documents[0], 'a', 'b')), 'c');
    assert.match(problems[0]?.message ?? '', /not valid TOML/);
    for (const broken of ['', '[', '=', 'a = ', '"""']) assert.doesNotThrow(() => readToml(source(broken)));
  });
});
