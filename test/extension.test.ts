import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sampleFiles } from '../client/src/sampleFiles';
import { contributes } from '../package.json';
import english from '../package.nls.json';
import { snippets } from './support/snippets';
import { expectText, replaceSection, repository } from './support/update';

const texts: Readonly<Record<string, string>> = english;

describe('the extension', () => {
  it('has the verifiers of the fixes as snippets', async () => {
    expectText(join(repository, 'syntaxes/snippets.typescript.json'), await snippets('ts'));
    expectText(join(repository, 'syntaxes/snippets.javascript.json'), await snippets('js'));
  });

  it('has its settings in README.md', () => {
    const file = join(repository, 'README.md');
    const rows = Object.entries(contributes.configuration.properties).map(([name, setting]) => {
      const meaning = texts[setting.markdownDescription.replaceAll('%', '')] ?? assert.fail(name);
      return `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${meaning.replace(/`#([\w.]+)#`/g, '`$1`')} |`;
    });
    const table = ['| Setting | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
    const text = replaceSection(readFileSync(file, 'utf8'), 'settings', table);
    expectText(file, text ?? assert.fail('README.md has no part between settings:begin and settings:end'));
  });

  it('lists every file of the sample, because browsers cannot', () => {
    const sample = join(repository, 'test/sample');
    const files = readdirSync(sample, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(sample, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    assert.deepEqual([...sampleFiles], files.toSorted());
  });

  it('has at most five steps in its walkthrough, each with a picture and an event that completes it', () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.ok(steps.length > 0 && steps.length <= 5);
    const wrong = steps.filter(
      ({ media, completionEvents }) => !existsSync(join(repository, media.image)) || completionEvents.length === 0,
    );
    assert.deepEqual(wrong, []);
  });

  it('declares every command that it offers, and offers nothing else in the palette', () => {
    const declared = new Set(contributes.commands.map(({ command }) => command));
    const used = [...contributes.menus['view/title'], ...contributes.menus['view/item/context'], ...contributes.menus.commandPalette];
    assert.deepEqual(
      used.map(({ command }) => command).filter((command) => !declared.has(command)),
      [],
    );
  });
});
