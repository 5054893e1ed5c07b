import { apart } from './apart';
import type { Attempt, Battery } from './attacks';
import type { Call, Caller } from './callers';
import { review } from './clusterAttacks';
import { publishCertificates, publishedKeys } from './tokenAttacks';

/** What a server answered and did. Effects of all handlers are requests to another service. */
export interface Outcome {
  readonly status: number;
  readonly body: string;
  readonly effects: readonly string[];
}

/** What happens when a server with some environment, loaded afresh, gets one call. */
export async function tryOut(
  load: () => Promise<Caller>,
  how: Call,
  { variables, headers, body = how.body, certificate }: Omit<Attempt, 'name'>,
  owns: readonly string[],
): Promise<Outcome> {
  publishCertificates();
  const effects: string[] = [];
  const answer = (request: Request): Response | Promise<Response> => {
    const { hostname } = new URL(request.url);
    if (/(^|\.)(googleapis|githubusercontent)\.com$/.test(hostname)) return Response.json(publishedKeys);
    if (hostname === 'kubernetes.default.svc') return review(request);
    effects.push(request.url);
    return hostname === 'qstash.upstash.io' ? Response.json([{ messageId: 'msg_1' }]) : new Response(null, { status: 204 });
  };
  return apart({ without: owns, variables, answer, print: () => undefined }, async () => {
    try {
      const call = await load();
      const sent = { ...how, headers: { ...how.headers, ...headers }, body };
      return { ...(await call(certificate === undefined ? sent : { ...sent, certificate })), effects };
    } catch (error) {
      return { status: 500, body: String(error), effects };
    }
  });
}

/** The attacks of a battery that are not refused with 401 or 503, or have an effect, in words. */
export async function openings(load: () => Promise<Caller>, call: Call, { owns, refused }: Battery): Promise<readonly string[]> {
  const found: string[] = [];
  for (const one of refused(call)) {
    const { status, effects } = await tryOut(load, call, one, owns);
    if (effects.length > 0 || (status !== 401 && status !== 503)) found.push(`${one.name}: ${status}, ${effects.length} effects`);
  }
  return found;
}

/** The true callers of a battery that are not served, in words. */
export async function obstacles(load: () => Promise<Caller>, call: Call, { owns, accepted }: Battery): Promise<readonly string[]> {
  const found: string[] = [];
  for (const one of accepted(call)) {
    const { status, effects, body } = await tryOut(load, call, one, owns);
    if (effects.length === 0 || Math.floor(status / 100) !== 2) found.push(`${one.name}: ${status} ${body}, ${effects.length} effects`);
  }
  return found;
}
