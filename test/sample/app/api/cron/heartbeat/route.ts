import { db } from '@/lib/db';
import { isScheduler } from '@/lib/verify-scheduler';

export async function GET(request: Request) {
  if (!isScheduler(request)) return new Response('Unauthorized', { status: 401 });
  await db.heartbeat.create({ data: { at: new Date() } });
  return new Response(null, { status: 204 });
}
