import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { resultFileVariable } from './protocol';
import { runMocha } from './runMocha';

/** What VS Code calls in the extension host of Node. */
export async function run(): Promise<void> {
  // The base class writes nothing; every other reporter writes in ways that extension hosts garble.
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: Mocha.reporters.Base });
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
  await import('./suite/index');
  const file = process.env[resultFileVariable];
  await runMocha(mocha, file === undefined ? undefined : (line) => writeFileSync(file, line));
}
