import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './support/update';

const read = (file: string): string => readFileSync(join(repository, file), 'utf8');
const texts = (file: string): Readonly<Record<string, string>> => JSON.parse(read(file));

/** `{0}` and so on, and the commands that links run. */
const fixedParts = (text: string): readonly string[] => (text.match(/\{\d\}|\(command:[^)]*\)/g) ?? []).toSorted();

const languages = ['de'];

describe('the texts of the manifest', () => {
  const english = texts('package.nls.json');

  it('are all there, and none is left over', () => {
    const named = [...new Set(Array.from(read('package.json').matchAll(/"%([\w.]+)%"/g), ([, key]) => key))].toSorted();
    assert.deepEqual(Object.keys(english).toSorted(), named);
  });

  for (const language of languages) {
    it(`are complete in "${language}"`, () => {
      const translated = texts(`package.nls.${language}.json`);
      assert.deepEqual(Object.keys(translated).toSorted(), Object.keys(english).toSorted());
      for (const [key, text] of Object.entries(english)) assert.deepEqual(fixedParts(translated[key] ?? ''), fixedParts(text), key);
    });
  }
});

describe('the texts of the client', () => {
  const said = readdirSync(join(repository, 'client/src')).flatMap((file) =>
    Array.from(read(`client/src/${file}`).matchAll(/\b(?:l10n\.t|say)\(\s*'([^']+)'/g), ([, text = '']) => text),
  );

  it('are written as literals', () => {
    const calls = readdirSync(join(repository, 'client/src')).flatMap(
      (file) => read(`client/src/${file}`).match(/\b(?:l10n\.t|say)\(/g) ?? [],
    );
    assert.equal(said.length, calls.length);
  });

  for (const language of languages) {
    it(`are complete in "${language}", and none is left over`, () => {
      const translated = texts(`client/l10n/bundle.l10n.${language}.json`);
      assert.deepEqual(Object.keys(translated).toSorted(), [...new Set(said)].toSorted());
      for (const [text, translation] of Object.entries(translated)) assert.deepEqual(fixedParts(translation), fixedParts(text), text);
    });
  }
});
