import { db } from '@/lib/db';
import { sendDigest } from '@/lib/mail';

export async function GET(request: Request) {
  const subscribers = await db.subscriber.findMany();
  for (const subscriber of subscribers) await sendDigest(subscriber.email);
  return Response.json({ sent: subscribers.length });
}
