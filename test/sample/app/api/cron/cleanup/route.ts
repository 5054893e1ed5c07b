import { db } from '@/lib/db';

export async function GET(request: Request) {
  if (request.headers.get('authorization') !== `Bearer ${process.env.CRON_SECRET}`) {
    return new Response('Unauthorized', { status: 401 });
  }
  const { count } = await db.session.deleteMany({ where: { expires: { lt: new Date() } } });
  return Response.json({ deleted: count });
}
