import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { sampleWorkspace } from './codeServer';
import { execute } from './execute';

const root = resolve(import.meta.dirname, '../..');

/** What the script inside the editor saw. */
interface Seen {
  readonly problem?: string;
  readonly diagnostics: readonly string[];
  readonly lenses: readonly string[];
  readonly hover: string;
  readonly actions: readonly string[];
  readonly text: string;
}

describe('Neovim', () => {
  it('shows findings, lenses and hovers of the built server, and applies a fix', async function () {
    this.timeout(90_000);
    const sample = await sampleWorkspace();
    const result = join(dirname(sample), 'seen.json');
    const environment = {
      ZTC_SAMPLE: sample,
      ZTC_RESULT: result,
      ZTC_COMMAND: JSON.stringify([process.execPath, join(root, 'server/out/cli.js'), 'lsp', '--stdio']),
    };
    const options = ['--headless', '--clean', '-u', 'NONE', '-c', `luafile ${join(root, 'test/editor/neovim.lua')}`];
    const output = await execute('nvim', options, { environment });
    const seen: Seen = JSON.parse(await readFile(result, 'utf8'));
    assert.equal(seen.problem, undefined, output);
    assert.deepEqual(seen.diagnostics, ['require-authentication']);
    assert.match(seen.lenses.join('\n'), /^unverified, assurance none\nAt 07:00; next run .* UTC; Vercel Cron$/);
    assert.match(seen.hover, /^\*\*GET \/api\/cron\/digest\*\*: unverified/);
    assert.match(seen.actions[0] ?? '', /^Verify /);
    assert.match(seen.actions.at(-1) ?? '', /^Suppress /);
    const beforeEffect = seen.text.slice(seen.text.indexOf('GET('), seen.text.indexOf('db.subscriber'));
    assert.match(beforeEffect, /\breturn\b/, seen.text);
  });
});
