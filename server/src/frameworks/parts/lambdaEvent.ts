import type { Calling, Member, Shape } from '../../model/adapters';
import { routed } from '../../model/pathSpelling';

const header: Member = { kind: 'input', input: 'header', absent: 'undefined' };
const query: Member = { kind: 'input', input: 'query', absent: 'undefined' };
const address: Member = { kind: 'input', input: 'network', absent: 'never', name: 'address' };
const method: Member = { kind: 'input', input: 'method', absent: 'never', name: '' };
const path = { kind: 'pathname', spelling: routed } satisfies Member;
const authorized: Member = { kind: 'proof', credential: { kind: 'platform' } };

/** The event that API Gateway, load balancers and function URLs hand over. What an authorizer says is only there when one is configured. */
const event: Shape = {
  'headers.*': header,
  headers: { ...header, absent: 'never', name: '' },
  'multiValueHeaders.*': header,
  'queryStringParameters.*': query,
  queryStringParameters: { ...query, name: '' },
  'multiValueQueryStringParameters.*': query,
  rawQueryString: { ...query, absent: 'empty', name: '' },
  'pathParameters.*': { kind: 'input', input: 'path', absent: 'never' },
  'cookies.*': { kind: 'input', input: 'cookie', absent: 'undefined' },
  body: { kind: 'input', input: 'body', absent: 'undefined', name: '' },
  // Events of the scheduler say that they are, and so may a request to a function that has an address.
  source: { kind: 'input', input: 'body', absent: 'undefined', name: 'source' },
  'detail-type': { kind: 'input', input: 'body', absent: 'undefined', name: 'source' },
  isBase64Encoded: { kind: 'neutral' },
  httpMethod: method,
  'requestContext.http.method': method,
  'requestContext.httpMethod': method,
  path,
  rawPath: path,
  resource: path,
  'requestContext.resourcePath': path,
  routeKey: { ...path, afterMethod: true },
  'requestContext.routeKey': { ...path, afterMethod: true },
  'requestContext.http.path': path,
  'requestContext.http.sourceIp': address,
  'requestContext.identity.sourceIp': address,
  'requestContext.http.userAgent': { ...header, absent: 'never', name: 'user-agent' },
  'requestContext.identity.userAgent': { ...header, absent: 'never', name: 'user-agent' },
  'requestContext.authorizer.jwt': authorized,
  'requestContext.authorizer.iam': authorized,
  'requestContext.authorizer.lambda': authorized,
  'requestContext.authorizer.claims': authorized,
  'requestContext.authorizer.principalId': authorized,
};

/** `(event, context)`; what it returns is the response. */
export const lambdaCalling: Calling = { parameters: [event, 'any'], result: 'responds', style: 'lambda' };
