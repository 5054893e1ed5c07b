import type { Member, Shape } from './adapters';
import type { PathSpelling } from './pathSpelling';
import { nodeRequest, nodeResponse, sessionMembers, targetWith } from './requestShapes';

const header: Member = { kind: 'input', input: 'header', absent: 'undefined' };
const host: Member = { kind: 'input', input: 'host', absent: 'undefined', name: 'host' };
const network: Member = { kind: 'input', input: 'network', absent: 'undefined', name: 'ip' };
const cookie: Member = { kind: 'input', input: 'cookie', absent: 'undefined' };
const body: Member = { kind: 'input', input: 'body', absent: 'undefined', name: '' };
const neutral: Member = { kind: 'neutral' };

/** Routes ignore case and a slash at the end (measured with 5.3). */
const spelling: PathSpelling = ['any-case', 'trailing-slash'];

/** What the application was given: `app.set('secret', …)`, `app.locals.secret = …`. */
const settings: Shape = { 'app.get(*)': { kind: 'decoration' }, 'app.locals.*': { kind: 'decoration' } };

/** The members of an Express request. What code below a path is given of it, `originalUrl` excepted, is what follows. */
export const expressRequest: Shape = {
  ...nodeRequest,
  ...sessionMembers,
  'get(*)': header,
  'header(*)': header,
  'query.*': { kind: 'input', input: 'query', absent: 'undefined' },
  query: { kind: 'input', input: 'query', absent: 'never', name: '' },
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  params: { kind: 'input', input: 'path', absent: 'never', name: '' },
  'cookies.*': cookie,
  'signedCookies.*': cookie,
  body,
  rawBody: body,
  ip: network,
  ips: network,
  hostname: host,
  host,
  subdomains: host,
  protocol: neutral,
  secure: neutral,
  path: { kind: 'pathname', spelling, part: 'below' },
  baseUrl: { kind: 'pathname', spelling, part: 'mount' },
  originalUrl: targetWith({ spelling }),
  url: targetWith({ spelling, part: 'below' }),
  'accepts()': neutral,
  'is()': neutral,
  'isAuthenticated()': { kind: 'proof', credential: { kind: 'session' } },
  fresh: neutral,
  ...settings,
};

/** The members of an Express response. */
export const expressResponse: Shape = {
  ...nodeResponse,
  'locals.*': neutral,
  'status()': { kind: 'status' },
  'sendStatus()': { kind: 'send', status: 'argument' },
  'json()': { kind: 'send', body: 0 },
  'jsonp()': { kind: 'send', body: 0 },
  'send()': { kind: 'send', body: 0 },
  'render()': { kind: 'send', body: 0 },
  'sendFile()': { kind: 'send', body: 0 },
  'download()': { kind: 'send', body: 0 },
  'redirect()': { kind: 'send', status: 302 },
  'set()': { kind: 'self' },
  'header()': { kind: 'self' },
  'type()': { kind: 'self' },
  'contentType()': { kind: 'self' },
  'append()': { kind: 'self' },
  'vary()': { kind: 'self' },
  'links()': { kind: 'self' },
  'location()': { kind: 'self' },
  'attachment()': { kind: 'self' },
  'cookie()': { kind: 'self' },
  'clearCookie()': { kind: 'self' },
  'get()': neutral,
  'getHeader()': neutral,
  ...settings,
};
