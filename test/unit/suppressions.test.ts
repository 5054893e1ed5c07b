import assert from 'node:assert/strict';
import { applyBaseline, readBaseline, writeBaseline } from '../../server/src/engine/baseline';
import { applyAllDirectives, applyDirectives } from '../../server/src/engine/suppressions';
import type { Finding } from '../../server/src/model/finding';

const uri = '/project/a.ts';
const context = {
  today: '2026-06-15',
  isRule: (id: string) => /^no-|^require-/.test(id),
  isOn: (id: string) => id !== 'require-access-log',
};

/** A finding of a rule where a text stands. */
function finding(text: string, rule: string, needle: string, fingerprint = rule): Finding {
  const start = text.indexOf(needle);
  assert.notEqual(start, -1);
  return {
    rule,
    severity: 'error',
    confidence: 'certain',
    span: {
      uri,
      start,
      end: start + needle.length,
    },
    message: 'It is wrong.',
    path: [],
    endpoints: [],
    fixes: [],
    fingerprint,
    suppressed: undefined,
  };
}

/** What is suppressed, with the reasons, and what is said of the directives. */
function apply(text: string, ...found: readonly (readonly [rule: string, needle: string])[]) {
  const findings = found.map(([rule, needle]) => finding(text, rule, needle));
  const result = applyDirectives({ uri, version: '1', text }, findings, context);
  return {
    reasons: result.findings.map(({ suppressed }) => (typeof suppressed === 'object' ? suppressed.reason : undefined)),
    said: result.directives.map(({ message, span }) => `${text.slice(span.start, span.end)} → ${message}`),
  };
}

describe('directives', () => {
  it('suppress the line below and the line they end', () => {
    assert.deepEqual(apply('// zero-trust-cron-ignore no-ip-trust -- the proxy checks\nhere();', ['no-ip-trust', 'here']), {
      reasons: ['the proxy checks'],
      said: [],
    });
    assert.deepEqual(apply('here(); // zero-trust-cron-ignore no-ip-trust -- the proxy checks', ['no-ip-trust', 'here']), {
      reasons: ['the proxy checks'],
      said: [],
    });
  });

  it('name several rules, and stand above each other and above other comments', () => {
    const text = [
      '// zero-trust-cron-ignore no-ip-trust, no-fail-open -- first',
      '  /* zero-trust-cron-ignore require-authentication -- second */',
      '  // A comment.',
      '  here();',
    ].join('\r\n');
    assert.deepEqual(apply(text, ['no-fail-open', 'here'], ['no-ip-trust', 'here'], ['require-authentication', 'here']), {
      reasons: ['first', 'first', 'second'],
      said: [],
    });
  });

  it('are written in the comments of other languages', () => {
    for (const comment of [
      '# zero-trust-cron-ignore no-ip-trust -- r',
      '-- zero-trust-cron-ignore no-ip-trust -- r',
      '<!-- zero-trust-cron-ignore no-ip-trust -- r -->',
    ]) {
      assert.deepEqual(apply(`${comment}\nhere`, ['no-ip-trust', 'here']), { reasons: ['r'], said: [] });
    }
  });

  it('cover a whole file when they say so', () => {
    const text = '/* zero-trust-cron-ignore-file no-ip-trust -- tested elsewhere */\nx\nx\nhere\nthere';
    assert.deepEqual(apply(text, ['no-ip-trust', 'here'], ['no-ip-trust', 'there'], ['no-fail-open', 'there']), {
      reasons: ['tested elsewhere', 'tested elsewhere', undefined],
      said: [],
    });
  });

  it('suppress neither other rules nor other lines', () => {
    const text = 'before\n// zero-trust-cron-ignore no-ip-trust -- r\nhere\nafter';
    assert.deepEqual(apply(text, ['no-ip-trust', 'before'], ['no-ip-trust', 'after'], ['no-fail-open', 'here']), {
      reasons: [undefined, undefined, undefined],
      said: ['// zero-trust-cron-ignore no-ip-trust -- r → The directive suppresses nothing: "no-ip-trust" reports nothing here.'],
    });
  });

  it('hold through their last day', () => {
    const at = (date: string) => apply(`// zero-trust-cron-ignore no-ip-trust -- migration until ${date}\nhere`, ['no-ip-trust', 'here']);
    assert.deepEqual(at('2026-06-15'), { reasons: ['migration'], said: [] });
    assert.deepEqual(at('2026-06-14'), {
      reasons: [undefined],
      said: ['// zero-trust-cron-ignore no-ip-trust -- migration until 2026-06-14 → The directive expired on 2026-06-14.'],
    });
    assert.deepEqual(at('2026-06-31'), {
      reasons: [undefined],
      said: [
        '// zero-trust-cron-ignore no-ip-trust -- migration until 2026-06-31 → "2026-06-31" is not a date, so the directive suppresses nothing.',
      ],
    });
  });

  for (const [what, comment, message] of [
    ['no reason', '// zero-trust-cron-ignore no-ip-trust', /gives no reason/],
    ['an empty reason', '// zero-trust-cron-ignore no-ip-trust --', /gives no reason/],
    ['the reason that the editor left to be written', '// zero-trust-cron-ignore no-ip-trust -- <reason>', /gives no reason/],
    ['nothing but a date', '// zero-trust-cron-ignore no-ip-trust -- until 2027-01-01', /gives no reason/],
    ['no rule', '// zero-trust-cron-ignore -- because', /names no rule/],
  ] as const) {
    it(`suppress nothing with ${what}`, () => {
      const { reasons, said } = apply(`${comment}\nhere`, ['no-ip-trust', 'here']);
      assert.deepEqual(reasons, [undefined]);
      assert.equal(said.length, 1);
      assert.match(said[0] ?? '', message);
    });
  }

  it('are told apart: unknown rules, rules that are off, and other words', () => {
    assert.match(apply('// zero-trust-cron-ignore nonsense -- r\nhere').said[0] ?? '', /There is no rule "nonsense"/);
    assert.deepEqual(apply('// zero-trust-cron-ignore require-access-log -- r\nhere').said, []);
    assert.deepEqual(apply('// zero-trust-cron-ignored no-ip-trust -- r\nhere').said, []);
  });

  it('keep the places of findings and put what is said of them last', () => {
    const text = '// zero-trust-cron-ignore no-ip-trust -- r\nhere there\n// zero-trust-cron-ignore no-fail-open -- r\nx';
    const elsewhere = { ...finding(text, 'no-fail-open', 'here'), span: { uri: '/project/b.ts', start: 0, end: 1 } };
    const findings = [elsewhere, finding(text, 'no-ip-trust', 'there'), finding(text, 'no-fail-open', 'here')];
    const all = applyAllDirectives([{ uri, version: '1', text }], findings, context);
    assert.deepEqual(
      all.map(({ rule, suppressed }) => [rule, suppressed !== undefined]),
      [
        ['no-fail-open', false],
        ['no-ip-trust', true],
        ['no-fail-open', false],
        ['directive', false],
      ],
    );
  });
});

describe('a baseline', () => {
  const text = 'here there';
  const found = [finding(text, 'no-ip-trust', 'here', 'f1'), finding(text, 'no-fail-open', 'there', 'f2')];
  const relative = (file: string) => file.replace('/project/', '');

  it('accepts the findings that it was written from, and no others', () => {
    const written = writeBaseline(found.slice(0, 1), relative);
    assert.equal(written, '{\n  "version": 1,\n  "findings": [\n    {"rule":"no-ip-trust","file":"a.ts","fingerprint":"f1"}\n  ]\n}\n');
    const fingerprints = readBaseline(written);
    assert.ok(fingerprints);
    assert.deepEqual(
      applyBaseline(found, fingerprints).map(({ suppressed }) => suppressed),
      ['baseline', undefined],
    );
    assert.equal(writeBaseline(applyBaseline(found, fingerprints), relative), writeBaseline(found, relative));
  });

  it('needs no entry for what has a reason or is information', () => {
    const [first, second] = found;
    assert.ok(first && second);
    const written = writeBaseline(
      [
        { ...first, suppressed: { reason: 'r' } },
        { ...second, severity: 'information' },
      ],
      relative,
    );
    assert.deepEqual(readBaseline(written), new Set());
  });

  it('is told from other files', () => {
    assert.equal(readBaseline('[]'), undefined);
    assert.equal(readBaseline('no json'), undefined);
  });
});
