import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bugs,
  description,
  displayName,
  galleryBanner,
  homepage,
  icon,
  keywords,
  license,
  name,
  publisher,
  version,
} from '../../package.json';
import { repository } from '../support/update';
import { installPublisher } from './codeServer';
import { execute } from './execute';

const sample = join(repository, 'test/sample');

describe('a release', function () {
  this.timeout(280_000);

  it('has the extension, a command line tool that runs from its npm package, and the list of what is bundled', () => {
    const out = mkdtempSync(join(tmpdir(), 'ztc-release-'));
    const release = spawnSync(process.execPath, [join(repository, '.ci/release.mjs'), '--skip-tests', '--out', out], { encoding: 'utf8' });
    assert.equal(release.status, 0, release.stdout + release.stderr);
    assert.doesNotMatch(release.stdout + release.stderr, /^\s*WARNING/m, 'vsce warns');
    const file = `${name}-${version}`;
    assert.deepEqual(readdirSync(out).toSorted(), ['npm', `${file}.cdx.json`, `${file}.tgz`, `${file}.vsix`]);
    spawnSync('tar', ['xzf', join(out, `${file}.tgz`), '-C', out]);
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
      readFileSync(join(out, `${file}.cdx.json`), 'utf8'),
    );
    const names = components.map((component) => component.name);
    assert.equal(bomFormat, 'CycloneDX');
    for (const bundled of ['typescript', 'vscode-languageclient', 'yaml', 'valibot', '@modelcontextprotocol/sdk'])
      assert.ok(names.includes(bundled), bundled);
    for (const tool of ['mocha', 'next', 'playwright-core']) assert.ok(!names.includes(tool), tool);
    rmSync(out, { recursive: true });
  });

  it('is what the program that publishes to Open VSX takes', async () => {
    const vsix = join(mkdtempSync(join(tmpdir(), 'ztc-open-vsx-')), 'zero-trust-cron.vsix');
    await execute('npm', ['run', 'package', '--', '--out', vsix], { cwd: repository });
    const sent: { readonly url: string; readonly bytes: number }[] = [];
    const registry = createServer((request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => (bytes += chunk.length));
      request.on('end', () => {
        sent.push({ url: request.url ?? '', bytes });
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ namespace: publisher, name, version }));
      });
    });
    await new Promise<void>((listening) => registry.listen(0, '127.0.0.1', listening));
    const address = registry.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    try {
      const said = await execute(process.execPath, [await installPublisher(), 'publish', vsix, '--registryUrl', url, '--pat', 'none']);
      assert.match(said, new RegExp(`Published ${publisher}\\.${name} v${version}`));
      assert.deepEqual(sent, [{ url: '/api/-/publish?token=none', bytes: statSync(vsix).size }]);
    } finally {
      registry.close();
    }
  });

  it('has what the registries ask of a manifest', () => {
    assert.match(license, /^[\w.-]+$/);
    assert.match(publisher, /^[\w-]+$/);
    assert.match(version, /^\d+\.\d+\.\d+$/);
    assert.ok(keywords.length <= 30 && description.length <= 2048 && displayName.length <= 255);
    assert.ok(['light', 'dark'].includes(galleryBanner.theme) && /^#[\da-f]{6}$/i.test(galleryBanner.color));
    for (const link of [homepage, bugs.url]) assert.ok(URL.canParse(link), link);
    // The width and height of a PNG.
    const picture = readFileSync(join(repository, icon));
    assert.ok(picture.readUInt32BE(16) >= 128 && picture.readUInt32BE(16) === picture.readUInt32BE(20));
    const readme = readFileSync(join(repository, 'README.md'), 'utf8');
    assert.doesNotMatch(readme, /!\[[^\]]*\]\([^)]*\.svg\)/);
    for (const file of ['LICENSE', 'CHANGELOG.md']) assert.ok(statSync(join(repository, file)).size > 0, file);
  });
});
