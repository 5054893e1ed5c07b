import type { Member, Shape } from './adapters';
import { below, nodeRequest, nodeResponse, requestUrl, webRequest } from './requestShapes';

const neutral: Member = { kind: 'neutral' };

/**
 * `H3Event` of versions 1 and 2. `path` is spelled as it is routed, `node.req.url` as the caller sent it; `req` is a Fetch request in version 2
 * and stands for `node.req` in version 1.
 */
export const h3Event: Shape = {
  ...below('node.req', { ...nodeRequest, url: { kind: 'pathname', spelling: 'raw' } }),
  ...below('node.res', { ...nodeResponse, statusCode: { kind: 'status' } }),
  ...below('req', { ...nodeRequest, ...webRequest, ip: { kind: 'input', input: 'network', absent: 'undefined', name: 'ip' } }),
  ...below('url', requestUrl('routed')),
  ...below('web.request', webRequest),
  'res.status': { kind: 'status' },
  'res.statusCode': { kind: 'status' },
  'res.headers.set()': neutral,
  'headers.get(*)': { kind: 'input', input: 'header', absent: 'null' },
  'headers.has(*)': { kind: 'input', input: 'header', absent: 'undefined' },
  headers: { kind: 'input', input: 'header', absent: 'never', name: '' },
  method: { kind: 'input', input: 'method', absent: 'never', name: '' },
  path: { kind: 'pathname', spelling: 'routed' },
  'context.params.*': { kind: 'input', input: 'path', absent: 'never' },
  'context.cloudflare.env.*': { kind: 'environment' },
  'context.clientAddress': { kind: 'input', input: 'network', absent: 'undefined', name: 'client address' },
  'context.*': neutral,
  'waitUntil()': neutral,
};
