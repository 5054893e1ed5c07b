import assert from 'node:assert/strict';
import { defaultSettings } from '../../server/src/engine/report';
import { mergeSettings, readSettings } from '../../server/src/engine/settings';

const rules = new Set(['no-ip-trust', 'no-fail-open']);

function read(text: string) {
  const { settings, problems } = readSettings({ uri: '/project/zero-trust-cron.json', version: '1', text }, rules);
  return { settings, problems: problems.map(({ span, message }) => `${text.slice(span.start, span.end)} → ${message}`) };
}

describe('the configuration file', () => {
  it('may have comments and trailing commas, and gives every setting', () => {
    const { settings, problems } = read(`{
      // Ours.
      "$schema": "./schema.json",
      "profile": "strict",
      "rules": { "no-ip-trust": "off", "directive": "warning" },
      "include": ["apps/**"], "exclude": ["**/legacy/**"], "cron": ["/internal/*"],
      "checkEveryEndpoint": true,
    }`);
    assert.deepEqual(problems, []);
    assert.deepEqual(mergeSettings(settings), {
      profile: 'strict',
      severity: { 'no-ip-trust': 'off', directive: 'warning' },
      include: ['apps/**'],
      exclude: ['**/legacy/**'],
      cron: ['/internal/*'],
      everyEndpoint: true,
    });
  });

  it('says where a value is wrong, and keeps the right ones', () => {
    const { settings, problems } = read(
      '{ "profile": "lax", "rules": { "no-ip-trust": "fatal", "no-such": "off", "no-fail-open": "warning" }, "include": ["a", 7], "cron": "x", "checkEveryEndpoint": 1, "exlude": [] }',
    );
    assert.deepEqual(settings, { rules: { 'no-fail-open': 'warning' } });
    assert.deepEqual(problems.toSorted(), [
      '"exlude" → There is no setting "exlude".',
      '"fatal" → "no-ip-trust" must be "error", "warning", "information" or "off", not "fatal".',
      '"lax" → "profile" must be "recommended" or "strict", not "lax".',
      '"no-such" → There is no rule "no-such".',
      '"x" → "cron" must be a list of globs, not "x".',
      '1 → "checkEveryEndpoint" must be true or false, not 1.',
      '7 → "include" must be a list of globs, not 7.',
    ]);
  });

  it('survives broken and empty files', () => {
    assert.deepEqual(read('').settings, {});
    assert.equal(read('').problems.length, 1);
    const broken = read('{ "profile": "strict", "rules": { ');
    assert.equal(broken.settings.profile, 'strict');
    assert.ok(broken.problems.length > 0);
    assert.deepEqual(read('[1]').problems, ['[1] → The configuration must be an object.']);
  });

  it('wins over what comes before it, rules one by one', () => {
    const merged = mergeSettings(
      { profile: 'strict', rules: { 'no-ip-trust': 'off' } },
      { rules: { 'no-fail-open': 'off' } },
      { profile: 'recommended' },
    );
    assert.deepEqual(merged, { ...defaultSettings, severity: { 'no-ip-trust': 'off', 'no-fail-open': 'off' } });
  });
});
