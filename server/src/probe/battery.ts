import type { EndpointReport } from '../engine/report';
import { schedulers } from '../engine/registry';
import type { HttpMethod } from '../model/endpoint';
import type { Attempt } from './attempt';

/** Addresses that a proxy could have added, all of them internal. */
const internalAddress = {
  forwarded: 'for=127.0.0.1;host=localhost',
  'x-forwarded-for': '127.0.0.1',
  'x-forwarded-host': 'localhost',
  'x-real-ip': '10.0.0.1',
  'x-client-ip': '10.0.0.1',
  'true-client-ip': '10.0.0.1',
  'cf-connecting-ip': '10.0.0.1',
  'x-internal': 'true',
  'x-internal-request': 'true',
};

/** `{"alg":"none","typ":"JWT"}` and claims of a scheduler's service account that stay valid until 2100, with an empty signature. */
const unsignedToken =
  'eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20iLCJzdWIiOiJzY2hlZHVsZXIiLCJlbWFpbF92ZXJpZmllZCI6dHJ1ZSwiZXhwIjo0MTAyNDQ0ODAwfQ.';

/** Half a century old, over anything, made with no key. */
const forgedSignature = `t=1,v1=${'0'.repeat(64)}`;

/** What the requests to one endpoint have in common. */
interface Subject {
  readonly method: HttpMethod;
  readonly path: string;
  /** Parts of a request in which the endpoint looks for a credential. */
  readonly headers: readonly string[];
  readonly queries: readonly string[];
  readonly signatures: readonly string[];
  /** Headers by which its schedulers' requests can be told, and those that its code believes. */
  readonly claims: readonly string[];
}

/** The requests that an endpoint must refuse, the plainest first. */
export function battery(report: EndpointReport): readonly Attempt[] {
  const subject = subjectOf(report);
  const { headers, queries, signatures, claims } = subject;
  const attempt = (title: string, sent: Readonly<Record<string, string>>, target = subject.path): Attempt => {
    const hasBody = subject.method !== 'GET' && subject.method !== 'HEAD';
    const body = hasBody ? '{}' : undefined;
    return { title, method: subject.method, target, headers: hasBody ? { 'content-type': 'application/json', ...sent } : sent, body };
  };
  const secret = (title: string, value: string): Attempt => {
    const query = queries.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
    const sent = { ...same(headers, value), authorization: `Bearer ${value}` };
    return attempt(title, sent, query === '' ? subject.path : `${subject.path}?${query}`);
  };
  return [
    attempt('no credential', {}),
    attempt('an internal address', internalAddress),
    attempt("the scheduler's headers, set to 1", { 'user-agent': 'vercel-cron/1.0', ...same(claims, '1') }),
    attempt("the scheduler's headers, set to true", { 'user-agent': 'Google-Cloud-Scheduler', ...same(claims, 'true') }),
    secret('an empty secret', ''),
    secret('the text "undefined" as the secret', 'undefined'),
    secret('the text "null" as the secret', 'null'),
    secret('a wrong secret', 'wrong'),
    attempt('a token that nobody signed', { ...same(signatures, unsignedToken), authorization: `Bearer ${unsignedToken}` }),
    ...(signatures.length === 0 ? [] : [attempt('a forged signature', same(signatures, forgedSignature))]),
    ...spellings(subject.path).map(({ title, path }) => attempt(title, {}, path)),
  ];
}

function subjectOf({ endpoint, triggers, guards, facts }: EndpointReport): Subject {
  const callers = schedulers.filter(({ id }) => triggers.some(({ scheduler }) => scheduler === id));
  const credentials = guards.map(({ verification }) => verification.credential);
  const named = (kind: 'header' | 'query') => credentials.flatMap((one) => (one.kind === kind ? [one.name] : []));
  const believed =
    facts?.graph.steps.flatMap(({ next }) => next.flatMap(({ given }) => (given?.kind === 'claim' ? [given.name] : []))) ?? [];
  return {
    method: endpoint.methods[0] ?? 'GET',
    path: concrete(endpoint.path),
    headers: headerNames(named('header')),
    queries: [...new Set(named('query'))],
    signatures: headerNames([
      ...callers.flatMap((caller) => caller.credentials),
      ...credentials.flatMap((one) => (one.kind === 'signature' ? (one.header ?? []) : [])),
    ]).filter((name) => name !== 'authorization'),
    claims: headerNames([...callers.flatMap((caller) => caller.claims), ...believed]).filter((name) => name !== 'user-agent'),
  };
}

function headerNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => /^[a-z\d!#$%&'*+.^_`|~-]+$/.test(name)).toSorted();
}

function same(names: readonly string[], value: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** A path that the route serves: some value for every parameter, encoded as a request line has it. */
function concrete(route: string): string {
  const path = route.replace(/\/\[\[\.{3}[^\]]*\]\]/g, '').replace(/\[+[^\]]*\]+/g, '1');
  return encodeURI(path === '' ? '/' : path);
}

/** Other spellings that some routers take for the same path and some guards do not. */
function spellings(path: string): readonly { readonly title: string; readonly path: string }[] {
  if (!/[a-z]/i.test(path)) return [];
  const encoded = path.replace(/(?<=\/)[a-z]/gi, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return [
    { title: 'the path with encoded letters', path: encoded },
    { title: 'the path in capitals', path: path.toUpperCase() },
    { title: 'the path with a doubled slash', path: `/${path}` },
    { title: 'the path with a slash at its end', path: `${path}/` },
  ];
}
