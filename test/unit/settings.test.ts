import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { defaultSettings } from '../../server/src/engine/report';
import { mergeSettings, readSettings } from '../../server/src/engine/settings';
import { repository } from '../support/update';

const rules = new Set(['no-ip-trust', 'no-fail-open']);

function read(text: string) {
  const { settings, problems } = readSettings({ uri: '/project/zero-trust-cron.json', version: '1', text }, rules);
  return { settings, problems: problems.map(({ span, message }) => `${text.slice(span.start, span.end)} → ${message}`) };
}

const validate = new Ajv({ allowUnionTypes: true, strict: false }).compile(
  JSON.parse(readFileSync(join(repository, 'syntaxes/configuration.schema.json'), 'utf8')),
);

describe('the schema of the configuration file', () => {
  for (const [what, text] of [
    ['nothing', '{}'],
    [
      'everything',
      '{ "$schema": "x", "profile": "strict", "rules": { "no-ip-trust": "off", "directive": "warning" }, "include": ["a"], "exclude": ["b"], "cron": ["/c"], "checkEveryEndpoint": true }',
    ],
    [
      'overrides',
      '{ "overrides": [{ "files": ["a"], "profile": "strict", "rules": { "no-ip-trust": "error" }, "cron": [], "checkEveryEndpoint": false }] }',
    ],
    ['no object', '[]'],
    ['another name', '{ "profil": "strict" }'],
    ['another profile', '{ "profile": "lax" }'],
    ['another rule', '{ "rules": { "no-such": "off" } }'],
    ['another severity', '{ "rules": { "no-ip-trust": "fatal" } }'],
    ['rules as a list', '{ "rules": [] }'],
    ['a glob alone', '{ "include": "a" }'],
    ['an empty glob', '{ "exclude": [""] }'],
    ['a number for a glob', '{ "cron": [7] }'],
    ['a word for true', '{ "checkEveryEndpoint": "yes" }'],
    ['overrides as an object', '{ "overrides": {} }'],
    ['an override without files', '{ "overrides": [{ "profile": "strict" }] }'],
    ['an override of no files', '{ "overrides": [{ "files": [] }] }'],
    ['an override that excludes', '{ "overrides": [{ "files": ["a"], "exclude": [] }] }'],
    ['an override with a wrong profile', '{ "overrides": [{ "files": ["a"], "profile": 1 }] }'],
  ] as const) {
    it(`and the program agree about ${what}`, () => assert.equal(validate(JSON.parse(text)), read(text).problems.length === 0));
  }
});

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
      scopes: [],
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

  it('says what differs for some files, and where that is wrong', () => {
    const right = read('{ "overrides": [{ "files": ["a/**"], "profile": "strict", "rules": { "no-ip-trust": "off" }, "cron": ["/x"] }] }');
    assert.deepEqual(right, {
      settings: { overrides: [{ files: ['a/**'], profile: 'strict', rules: { 'no-ip-trust': 'off' }, cron: ['/x'] }] },
      problems: [],
    });
    const wrong = read(
      '{ "overrides": [7, { "rules": {} }, { "files": [], "profile": "lax" }, { "files": ["b"], "include": [], "rules": { "no-such": "off" } }] }',
    );
    assert.deepEqual(wrong.settings, { overrides: [{ files: ['b'], rules: {} }] });
    assert.deepEqual(wrong.problems.toSorted(), [
      '"include" → There is no setting "include" in an override.',
      '"lax" → "profile" must be "recommended" or "strict", not "lax".',
      '"no-such" → There is no rule "no-such".',
      '7 → An override must be an object, not 7.',
      '[] → "files" must be a list of globs with at least one, not a list.',
      '{ "rules": {} } → An override must name its "files".',
    ]);
    assert.deepEqual(read('{ "overrides": {} }').problems, ['{} → "overrides" must be a list, not an object.']);
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
