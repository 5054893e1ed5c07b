import { resultPrefix, type Result } from './protocol';

/** Runs what has been described and tells every test and the counts on the console; rejects when a test failed or none ran. */
export async function runMocha(mocha: Mocha, tell: (line: string) => void = console.log): Promise<void> {
  const { passed, failed } = await new Promise<Result>((resolve) => {
    const counts = { passed: 0, failed: 0 };
    mocha
      .run(() => resolve(counts))
      .on('pass', (test) => {
        counts.passed++;
        console.log(`  ✔ ${test.fullTitle()} (${test.duration} ms)`);
      })
      .on('pending', (test) => {
        counts.failed++;
        console.log(`  ✖ ${test.fullTitle()}: skipped`);
      })
      .on('fail', (test, error: Error) => {
        counts.failed++;
        console.log(`  ✖ ${test.fullTitle()}\n${error.stack ?? error.message}`);
      });
  });
  tell(`${resultPrefix}${JSON.stringify({ passed, failed })}`);
  if (failed > 0 || passed === 0) throw new Error(`${failed} of ${passed + failed} tests failed`);
}
