import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';
import { repository } from '../support/update';

const sample = join(repository, 'test/sample');

describe('a release', function () {
  this.timeout(280_000);

  it('has the extension, a command line tool that runs from its npm package, and the list of what is bundled', () => {
    const out = mkdtempSync(join(tmpdir(), 'ztc-release-'));
    const release = spawnSync(process.execPath, [join(repository, '.ci/release.mjs'), '--skip-tests', '--out', out], { encoding: 'utf8' });
    assert.equal(release.status, 0, release.stdout + release.stderr);
    const name = `zero-trust-cron-${version}`;
    assert.deepEqual(readdirSync(out).toSorted(), ['npm', `${name}.cdx.json`, `${name}.tgz`, `${name}.vsix`]);
    spawnSync('tar', ['xzf', join(out, `${name}.tgz`), '-C', out]);
    const manifest: { readonly description: string } & Readonly<Record<string, unknown>> = JSON.parse(
      readFileSync(join(out, 'package/package.json'), 'utf8'),
    );
    assert.deepEqual(
      [manifest['dependencies'], manifest['private'], manifest.description.startsWith('Finds ')],
      [undefined, undefined, true],
    );
    const { status, stdout } = spawnSync(process.execPath, [join(out, 'package/cli.js'), 'check', sample], { encoding: 'utf8', cwd: out });
    assert.deepEqual([status, /require-authentication/.test(stdout)], [1, true]);
    const { bomFormat, components }: { readonly bomFormat: string; readonly components: readonly { readonly name: string }[] } = JSON.parse(
      readFileSync(join(out, `${name}.cdx.json`), 'utf8'),
    );
    const names = components.map((component) => component.name);
    assert.equal(bomFormat, 'CycloneDX');
    for (const bundled of ['typescript', 'vscode-languageclient', 'yaml', 'valibot', '@modelcontextprotocol/sdk'])
      assert.ok(names.includes(bundled), bundled);
    for (const tool of ['mocha', 'next', 'playwright-core']) assert.ok(!names.includes(tool), tool);
    rmSync(out, { recursive: true });
  });
});
