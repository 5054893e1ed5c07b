import { openPackaged } from './packagedEditor';

/** Prints how long the packaged extension took to activate in a fresh editor, as that editor measured it: `npm run benchmark:activation`. */
const runs = 5;

const measured: number[] = [];
for (let run = 0; run < runs; run++) {
  const editor = await openPackaged('app/api/cron/digest/route.ts');
  try {
    await editor.page.locator('.squiggly-error').first().waitFor();
    await editor.command('Developer: Show Running Extensions');
    const row = editor.page
      .locator('.running-extensions .monaco-list-row, .runtime-extensions-editor .monaco-list-row')
      .filter({ hasText: 'Zero-Trust Cron' });
    const text = await row.innerText();
    const milliseconds = Number(/(\d+)\s*ms/.exec(text)?.[1] ?? NaN);
    if (Number.isNaN(milliseconds)) throw new Error(`The editor tells no time: ${text}`);
    measured.push(milliseconds);
  } finally {
    await editor.close();
  }
}
const sorted = measured.toSorted((a, b) => a - b);
process.stdout.write(`Activation in ms: ${sorted.join(', ')}; median ${sorted[Math.floor(runs / 2)]} (budget 60)\n`);
process.exit(0);
