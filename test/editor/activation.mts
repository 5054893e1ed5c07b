import { emptyExtension, packageEmptyExtension } from './emptyExtension';
import { openPackaged } from './packagedEditor';

/**
 * Prints how long the packaged extension took to activate in a fresh editor, as that editor measured it, beside an extension that does nothing:
 * `npm run benchmark:activation`.
 */
const runs = 5;

const own: number[] = [];
const empty: number[] = [];
const others = [await packageEmptyExtension()];
for (let run = 0; run < runs; run++) {
  const editor = await openPackaged('app/api/cron/digest/route.ts', { others });
  try {
    await editor.page.locator('.squiggly-error').first().waitFor();
    const [time = NaN, floor = NaN] = await editor.activationTimes('Zero-Trust Cron', emptyExtension);
    own.push(time);
    empty.push(floor);
  } finally {
    await editor.close();
  }
}
const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
process.stdout.write(`Activation in ms: ${own.join(', ')}; of an empty extension in the same editors: ${empty.join(', ')}\n`);
process.stdout.write(
  `Medians ${middle(own)} and ${middle(empty)}, difference ${middle(own.map((one, run) => one - (empty[run] ?? NaN)))}\n`,
);
process.exit(0);
