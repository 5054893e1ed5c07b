import type { Member, Shape } from './adapters';
import { routed, type PathSpelling, type SeenPath } from './pathSpelling';

const whole = { absent: 'never', name: '' } as const;
const body: Member = { kind: 'input', input: 'body', absent: 'undefined', name: '' };
const readBody: Member = { ...body, async: true };
const address: Member = { kind: 'input', input: 'network', absent: 'undefined', name: 'address' };
const certificate: Member = { kind: 'proof', credential: { kind: 'certificate' } };
const peer: Member = { kind: 'input', input: 'certificate', absent: 'undefined', name: 'client certificate' };
const neutral: Member = { kind: 'neutral' };
const arrival: Member = { kind: 'event', happen: ['data', 'end', 'close', 'aborted'], piecemeal: 'data' };
const departure: Member = { kind: 'event', happen: ['finish', 'close'] };

const sockets = ['socket', 'connection', 'client', 'connection.socket'];

/** The peer's certificate: its fingerprints are proven. */
const certificates: Shape = Object.fromEntries(
  sockets.flatMap((socket): readonly (readonly [string, Member])[] => [
    [`${socket}.getPeerCertificate()`, { kind: 'self', path: `${socket}.certificate` }],
    ...['fingerprint', 'fingerprint256', 'fingerprint512'].map((name) => [`${socket}.certificate.${name}`, peer] as const),
  ]),
);

/** The URL that a request was sent to, with its scheme and host. */
export function urlWith(path: SeenPath): Member {
  return { kind: 'input', input: 'url', ...whole, path };
}

/** The target of a request as Node gives it: the path and the query. */
export function targetWith(path: SeenPath): Member {
  return { kind: 'input', input: 'url', ...whole, path: { ...path, isFirst: true } };
}

/** The members of a Fetch `Request`, which most frameworks hand to their handlers. */
export const webRequest: Shape = {
  'headers.get(*)': { kind: 'input', input: 'header', absent: 'null' },
  'headers.has(*)': { kind: 'input', input: 'header', absent: 'undefined' },
  headers: { kind: 'input', input: 'header', ...whole },
  method: { kind: 'input', input: 'method', ...whole },
  url: urlWith({ spelling: routed }),
  referrer: { kind: 'input', input: 'header', absent: 'empty', name: 'referer' },
  body,
  'json()': readBody,
  'text()': readBody,
  'formData()': readBody,
  'arrayBuffer()': readBody,
  'blob()': readBody,
  'bytes()': readBody,
  'clone()': { kind: 'self' },
  signal: neutral,
  bodyUsed: neutral,
};

/** `NextRequest`: a Fetch request with cookies and a parsed URL; `ip` and `geo` until version 14. */
export const nextRequest: Shape = {
  ...webRequest,
  'cookies.get(*).value': { kind: 'input', input: 'cookie', absent: 'undefined' },
  'cookies.get(*)': { kind: 'input', input: 'cookie', absent: 'undefined' },
  'cookies.has(*)': { kind: 'input', input: 'cookie', absent: 'undefined' },
  'cookies.getAll()': { kind: 'input', input: 'cookie', absent: 'never', name: '' },
  'nextUrl.searchParams.get(*)': { kind: 'input', input: 'query', absent: 'null' },
  'nextUrl.searchParams.has(*)': { kind: 'input', input: 'query', absent: 'undefined' },
  'nextUrl.searchParams': { kind: 'input', input: 'query', absent: 'never', name: '' },
  'nextUrl.search': { kind: 'input', input: 'query', absent: 'empty', name: '' },
  'nextUrl.pathname': { kind: 'pathname', spelling: routed, part: 'below' },
  'nextUrl.href': urlWith({ spelling: routed }),
  'nextUrl.toString()': urlWith({ spelling: routed }),
  'nextUrl.hostname': { kind: 'input', input: 'host', absent: 'never', name: 'host' },
  'nextUrl.host': { kind: 'input', input: 'host', absent: 'never', name: 'host' },
  'nextUrl.origin': { kind: 'input', input: 'host', absent: 'never', name: 'host' },
  'nextUrl.protocol': { kind: 'neutral' },
  'nextUrl.port': { kind: 'neutral' },
  'nextUrl.locale': { kind: 'neutral' },
  'nextUrl.basePath': { kind: 'neutral' },
  'nextUrl.clone()': { kind: 'self', path: 'nextUrl' },
  ip: { kind: 'input', input: 'network', absent: 'undefined', name: 'ip' },
  'geo.*': { kind: 'input', input: 'network', absent: 'undefined' },
};

/**
 * The members of Node's `IncomingMessage`. Names in the peer's certificate are claims until `authorized` says that it was verified; the
 * certificate as a whole is proven by the connection, because only its owner has the key.
 */
export const nodeRequest: Shape = {
  'headers.*': { kind: 'input', input: 'header', absent: 'undefined' },
  headers: { kind: 'input', input: 'header', ...whole },
  'headersDistinct.*': { kind: 'input', input: 'header', absent: 'undefined' },
  rawHeaders: { kind: 'input', input: 'header', ...whole },
  method: { kind: 'input', input: 'method', ...whole },
  url: targetWith({ spelling: routed }),
  ...onSockets('remoteAddress', address),
  ...onSockets('authorized', certificate),
  ...certificates,
  ...onSockets('encrypted', neutral),
  'on()': arrival,
  'once()': arrival,
  'addListener()': arrival,
  'setEncoding()': neutral,
  'resume()': neutral,
};

/** The members of Node's `ServerResponse`. */
export const nodeResponse: Shape = {
  'writeHead()': { kind: 'status' },
  'end()': { kind: 'send', body: 0 },
  'write()': { kind: 'send', body: 0 },
  'setHeader()': { kind: 'self' },
  'appendHeader()': { kind: 'self' },
  'getHeader()': neutral,
  'removeHeader()': neutral,
  'flushHeaders()': neutral,
  headersSent: { kind: 'sent' },
  writableEnded: { kind: 'sent' },
  'on()': departure,
  'once()': departure,
  'addListener()': departure,
};

function onSockets(member: string, meaning: Member): Shape {
  return Object.fromEntries(sockets.map((socket) => [`${socket}.${member}`, meaning]));
}

/** The members of a `URL` of the request. */
export function requestUrl(spelling: PathSpelling): Shape {
  const host: Member = { kind: 'input', input: 'host', absent: 'never', name: 'host' };
  const url = urlWith({ spelling });
  return {
    pathname: { kind: 'pathname', spelling },
    'searchParams.get(*)': { kind: 'input', input: 'query', absent: 'null' },
    'searchParams.has(*)': { kind: 'input', input: 'query', absent: 'undefined' },
    searchParams: { kind: 'input', input: 'query', ...whole },
    search: { kind: 'input', input: 'query', absent: 'empty', name: '' },
    href: url,
    'toString()': url,
    host,
    hostname: host,
    origin: host,
    protocol: neutral,
    port: neutral,
    hash: neutral,
  };
}

/** A table of members below a member: `request.headers.get(*)`. */
export function below(name: string, shape: Shape): Shape {
  return Object.fromEntries(
    Object.entries(shape).map(([path, member]) => [
      `${name}.${path}`,
      member.kind === 'self'
        ? { ...member, path: member.path === undefined || member.path === '' ? name : `${name}.${member.path}` }
        : member,
    ]),
  );
}

/** Node's request with the parts that Vercel's runtime parses; Next.js gives its API routes the same. */
export const parsedNodeRequest: Shape = {
  ...nodeRequest,
  'query.*': { kind: 'input', input: 'query', absent: 'undefined' },
  query: { kind: 'input', input: 'query', absent: 'never', name: '' },
  'cookies.*': { kind: 'input', input: 'cookie', absent: 'undefined' },
  cookies: { kind: 'input', input: 'cookie', absent: 'never', name: '' },
  body: { kind: 'input', input: 'body', absent: 'undefined', name: '' },
};

/** Node's response with the methods that Vercel's runtime adds; Next.js gives its API routes the same. */
export const answeringNodeResponse: Shape = {
  ...nodeResponse,
  'status()': { kind: 'status' },
  'json()': { kind: 'send', body: 0 },
  'send()': { kind: 'send', body: 0 },
  'redirect()': { kind: 'send', status: 307 },
};

/**
 * What applications put into the session of somebody who has logged in: express-session, cookie-session and koa-session hand back what the server
 * wrote and nothing that a client chose, so that it proves a session where it is there. Without their middleware there is none, and reading it throws.
 */
export const sessionMembers: Shape = Object.fromEntries(
  'user userId user_id userID uid account accountId admin adminId isAdmin role loggedIn isLoggedIn authenticated isAuthenticated passport.user'
    .split(' ')
    .map((name) => [`session.${name}`, { kind: 'proof', credential: { kind: 'session' } }]),
);
