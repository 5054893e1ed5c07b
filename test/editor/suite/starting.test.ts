import { fileUri, open, untilDiagnostics } from './workspace';

// The first answer comes once the editor, the extension and its server have started: it may take longer than what a test is about.
before(async function () {
  this.timeout(90_000);
  const path = 'app/api/cron/reports/route.ts';
  await open(path);
  await untilDiagnostics(fileUri(path), (codes) => codes.length > 0);
});
