import type { Member, Shape } from './adapters';
import { below, nodeRequest, nodeResponse, requestUrl, targetWith, urlWith, webRequest } from './requestShapes';
import { routed, type PathSpelling } from './pathSpelling';

const neutral: Member = { kind: 'neutral' };
/** Routes ignore a slash at the end; the URL is not decoded (measured with 1.15). */
const spelling: PathSpelling = ['percent-encoded', 'trailing-slash'];

/**
 * `H3Event` of versions 1 and 2. `path` is decoded but holds the query, `node.req.url` is as the caller sent it; `req` is a Fetch request in version 2
 * and stands for `node.req` in version 1.
 */
export const h3Event: Shape = {
  ...below('node.req', { ...nodeRequest, url: targetWith({ spelling }) }),
  ...below('node.res', { ...nodeResponse, statusCode: { kind: 'status' } }),
  ...below('req', {
    ...nodeRequest,
    ...webRequest,
    url: targetWith({ spelling }),
    ip: { kind: 'input', input: 'network', absent: 'undefined', name: 'ip' },
  }),
  ...below('url', requestUrl(routed)),
  ...below('web.request', { ...webRequest, url: urlWith({ spelling }) }),
  'res.status': { kind: 'status' },
  'res.statusCode': { kind: 'status' },
  'res.headers.set()': neutral,
  'headers.get(*)': { kind: 'input', input: 'header', absent: 'null' },
  'headers.has(*)': { kind: 'input', input: 'header', absent: 'undefined' },
  headers: { kind: 'input', input: 'header', absent: 'never', name: '' },
  method: { kind: 'input', input: 'method', absent: 'never', name: '' },
  path: { kind: 'pathname', spelling: ['trailing-slash', 'query'], part: 'below' },
  'context.params.*': { kind: 'input', input: 'path', absent: 'never' },
  'context.cloudflare.env.*': { kind: 'environment' },
  'context.clientAddress': { kind: 'input', input: 'network', absent: 'undefined', name: 'client address' },
  'context.*': neutral,
  'waitUntil()': neutral,
};
