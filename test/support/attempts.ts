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
  const before = { environment: { ...process.env }, fetch: globalThis.fetch, log: { ...console } };
  for (const variable of owns) delete process.env[variable];
  Object.assign(process.env, variables);
  globalThis.fetch = (input, init) => {
    const address = new URL(input instanceof Request ? input.url : String(input));
    if (/(^|\.)(googleapis|githubusercontent)\.com$/.test(address.hostname)) return Promise.resolve(Response.json(publishedKeys));
    if (address.hostname === 'kubernetes.default.svc') return Promise.resolve(review(init));
    effects.push(String(address));
    if (address.hostname === 'qstash.upstash.io') return Promise.resolve(Response.json([{ messageId: 'msg_1' }]));
    return Promise.resolve(new Response(null, { status: 204 }));
  };
  console.log = console.info = console.warn = console.error = () => undefined;
  try {
    const call = await load();
    const sent = { ...how, headers: { ...how.headers, ...headers }, body };
    return { ...(await call(certificate === undefined ? sent : { ...sent, certificate })), effects };
  } catch (error) {
    return { status: 500, body: String(error), effects };
  } finally {
    process.env = before.environment;
    globalThis.fetch = before.fetch;
    Object.assign(console, before.log);
  }
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
