/** Every file of the sample; extensions of a browser cannot list their own folders. */
export const sampleFiles = [
  '.env.example',
  'app/api/cron/cleanup/route.ts',
  'app/api/cron/digest/route.ts',
  'app/api/cron/heartbeat/route.ts',
  'app/api/cron/reports/route.ts',
  'lib/db.ts',
  'lib/mail.ts',
  'lib/verify-scheduler.ts',
  'package.json',
  'tsconfig.json',
  'vercel.json',
  'worker/package.json',
  'worker/src/server.ts',
] as const;
