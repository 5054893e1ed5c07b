import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activationEvents, engines } from '../../package.json';
import { createVSIX } from '@vscode/vsce';

/** The name by which the editor shows {@link packageEmptyExtension}. */
export const emptyExtension = 'An Empty Extension';

/** Packages an extension that does nothing for the same reasons as ours: what its activation takes, the editor itself takes. */
export async function packageEmptyExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zero-trust-cron-empty-'));
  const manifest = {
    name: 'empty',
    publisher: 'zero-trust-cron-tests',
    version: '1.0.0',
    displayName: emptyExtension,
    engines: { vscode: engines.vscode },
    main: './extension.js',
    activationEvents,
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'extension.js'), `require('vscode');\nexports.activate = () => {};\n`);
  await writeFile(join(folder, 'README.md'), `${emptyExtension}\n`);
  const file = join(folder, 'empty.vsix');
  await createVSIX({ cwd: folder, packagePath: file, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return file;
}
