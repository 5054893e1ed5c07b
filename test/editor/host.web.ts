import 'mocha/mocha.js';
import { runMocha } from './runMocha';

/** What VS Code calls in the extension host of the browser. */
export async function run(): Promise<void> {
  // The base class writes nothing; every other reporter writes in ways that extension hosts garble.
  mocha.setup({ ui: 'bdd', timeout: 20_000, reporter: Mocha.reporters.Base });
  await import('./suite/index');
  await runMocha(mocha);
}
