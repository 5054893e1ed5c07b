import { db } from '@/lib/db';

export async function GET(request: Request) {
  if (request.headers.get('authorization') !== `Bearer ${process.env.CRON_SECRET}`) {
    return new Response('Unauthorized', { status: 401 });
  }
  const deleted = await db.session.deleteMany({ expiresBefore: new Date() });
  return Response.json({ deleted });
}
