import { randomUUID } from 'node:crypto';
import { type Battery, now, strangers } from './attacks';

/** The token of the endpoint's own pod, with which it asks the API server. */
export const tokenOfThePod = 'token of the pod';

interface Issued {
  readonly account: string;
  readonly audiences: readonly string[];
  readonly expires: number;
}

const known = new Map<string, Issued>();

/** A token that the cluster has issued. */
function issued(account: string, audience: string, lifetime = 600): string {
  const token = randomUUID();
  known.set(token, { account, audiences: [audience], expires: now() + lifetime });
  return token;
}

interface Review {
  readonly spec: { readonly token: string; readonly audiences: readonly string[] };
}

/** What the API server answers to a review of a token; it tells nothing to those who may not ask. */
export async function review(request: Request): Promise<Response> {
  const mayAsk = request.headers.get('authorization') === `Bearer ${tokenOfThePod}`;
  if (!mayAsk || request.method !== 'POST') return Response.json({ kind: 'Status', status: 'Failure' }, { status: 403 });
  const { spec }: Review = JSON.parse(await request.text());
  const found = known.get(spec.token);
  const audiences = spec.audiences.filter((audience) => found?.audiences.includes(audience));
  if (!found || found.expires < now() || audiences.length === 0) return Response.json({ status: { authenticated: false } });
  return Response.json({ status: { authenticated: true, audiences, user: { username: found.account } } });
}

const presenting = (token: string) => ({ authorization: `Bearer ${token}` });
const audience = 'https://jobs.sample.example';
const variables = { CRON_TOKEN_AUDIENCE: audience, CRON_SERVICE_ACCOUNT: 'jobs:scheduler' };
const account = 'system:serviceaccount:jobs:scheduler';

/** The token of a service account of the cluster. */
export const kubernetes: Battery = {
  owns: Object.keys(variables),
  refused: () => [
    ...strangers(variables),
    { name: 'a token that nobody issued', variables, headers: presenting('made-up') },
    { name: 'an expired token', variables, headers: presenting(issued(account, audience, -60)) },
    { name: 'a token for the API server', variables, headers: presenting(issued(account, 'https://kubernetes.default.svc')) },
    { name: 'a token of another account', variables, headers: presenting(issued('system:serviceaccount:jobs:other', audience)) },
    {
      name: 'a token of the same name in another namespace',
      variables,
      headers: presenting(issued('system:serviceaccount:other:scheduler', audience)),
    },
    { name: 'a token of a person', variables, headers: presenting(issued('jobs:scheduler', audience)) },
    { name: 'half a token', variables, headers: presenting(issued(account, audience).slice(0, -1)) },
    { name: 'a token without its scheme', variables, headers: { authorization: issued(account, audience) } },
    ...Object.keys(variables).map((variable) => ({
      name: `a token while ${variable} is empty`,
      variables: { ...variables, [variable]: '' },
      headers: presenting(issued(account, audience)),
    })),
  ],
  accepted: () => [{ name: 'a token of the true caller', variables, headers: presenting(issued(account, audience)) }],
};
