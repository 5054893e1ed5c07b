import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { execute } from './execute';
import { install, installExtension, releases, sampleWorkspace, start } from './codeServer';

/**
 * Checks the vulnerable sample on the terminal, then opens it with the extension: in the VS Code that is `code` on the PATH, or in one from npm
 * that a browser shows. `--exit` ends once that is ready, instead of at Ctrl+C.
 */
const root = resolve(import.meta.dirname, '../..');
const exit = process.argv.includes('--exit');

const sample = await sampleWorkspace();
process.stdout.write(`A copy of the vulnerable sample is in ${sample}\n\n`);
spawnSync(process.execPath, [join(root, 'server/out/cli.js'), 'check', sample], { stdio: 'inherit' });

const opened = join(sample, 'app/api/cron/digest/route.ts');
if (spawnSync('code', ['--version'], { stdio: 'ignore' }).status === 0) {
  process.stdout.write('\nOpening VS Code …\n');
  const editor = spawn('code', ['--new-window', `--extensionDevelopmentPath=${root}`, sample, opened], { stdio: 'inherit' });
  const [status]: readonly unknown[] = await once(editor, 'exit');
  process.exitCode = typeof status === 'number' ? status : 1;
} else {
  process.stdout.write('\nThere is no `code` on the PATH: packaging the extension for a VS Code in the browser …\n');
  const vsix = join(sample, '../zero-trust-cron.vsix');
  await execute('npm', ['run', 'package', '--', '--out', vsix], { cwd: root });
  const installation = await install(releases.oldest);
  const server = await start(installation, {
    settings: { 'workbench.startupEditor': 'none' },
    extensions: await installExtension(installation, vsix),
  });
  const page = server.page({ folder: sample }, [['openFile', `vscode-remote://127.0.0.1:${server.port}${opened}`]]);
  process.stdout.write(`\nVS Code with the extension and the sample: ${page}\n${exit ? '' : 'Ctrl+C ends it.\n'}`);
  if (!exit) await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.stop();
}
