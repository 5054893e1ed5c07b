import { db } from '@/lib/db';
import { isScheduler } from '@/lib/verify-scheduler';

export async function GET(request: Request) {
  if (process.env.NODE_ENV === 'production' && !isScheduler(request)) {
    return new Response('Unauthorized', { status: 401 });
  }
  await db.report.create({ data: { month: new Date().getMonth() } });
  return new Response(null, { status: 204 });
}
