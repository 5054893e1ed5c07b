#!/usr/bin/env node
// Builds, tests and packages everything that a release publishes, and publishes nothing:
// the extension (.vsix), the npm package of the command line tool (.tgz) and the list of what is bundled in them (CycloneDX).
// usage: .ci/release.mjs [--out FOLDER] [--skip-tests]
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundledPackages } from '../esbuild.mjs';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { out: { type: 'string', default: 'release' }, 'skip-tests': { type: 'boolean', default: false } },
});
const out = resolve(values.out);
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Runs a program in the repository and shows what it says. */
const run = (program, ...args) => execFileSync(program, args, { cwd: root, stdio: 'inherit' });
/** The same, for what it writes. */
const read = (program, ...args) =>
  execFileSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit'] });

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'npm'), { recursive: true });
if (values['skip-tests']) run('npm', 'run', 'build');
else run('npm', 'test');

// Links in the documents lead to the repository: the Marketplace shows them elsewhere.
const vsix = join(out, `${manifest.name}-${manifest.version}.vsix`);
run('npx', 'vsce', 'package', '--no-dependencies', '--out', vsix);

const { name, version, description, license, keywords, repository, homepage, bugs, engines } = manifest;
const tool = {
  name,
  version,
  description: JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'))[description.replaceAll('%', '')],
  license,
  keywords,
  repository,
  homepage,
  bugs,
  bin: { [name]: 'cli.js' },
  files: ['cli.js', 'cli.main.js', 'configuration.schema.json', 'CHANGELOG.md', 'third-party-notices.txt'],
  engines: { node: engines.node },
  publishConfig: { access: 'public', provenance: true },
};
writeFileSync(join(out, 'npm/package.json'), `${JSON.stringify(tool, null, 2)}\n`);
for (const [from, to] of [
  ['server/out/cli.js', 'cli.js'],
  ['server/out/cli.main.js', 'cli.main.js'],
  ['syntaxes/configuration.schema.json', 'configuration.schema.json'],
  ['README.md', 'README.md'],
  ['CHANGELOG.md', 'CHANGELOG.md'],
  ['LICENSE', 'LICENSE'],
  ['server/out/third-party-notices.txt', 'third-party-notices.txt'],
])
  copyFileSync(join(root, from), join(out, 'npm', to));
run('npm', 'pack', join(out, 'npm'), '--pack-destination', out, '--silent');

// Nothing is installed with the packages: what counts is what the bundles hold.
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const bundled = [...(await bundledPackages())].map(
  (path) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${packages[path].version}`,
);
const everything = JSON.parse(read('npm', 'sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'));
const components = everything.components.filter(({ name: part, version: of }) => bundled.includes(`${part}@${of}`));
const missing = bundled.filter((one) => !components.some(({ name: part, version: of }) => one === `${part}@${of}`));
if (missing.length > 0) throw new Error(`Not in the list of packages: ${missing.join(', ')}`);
for (const component of components) component.scope = 'required';
const references = new Set([everything.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])]);
const dependencies = everything.dependencies
  .filter(({ ref }) => references.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => references.has(one)) }));
writeFileSync(join(out, `${name}-${version}.cdx.json`), `${JSON.stringify({ ...everything, components, dependencies }, null, 2)}\n`);
process.stdout.write(`\nThe release is in ${out}\n`);
